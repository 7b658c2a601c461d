import { useOne } from '#kernel/web/use-one.ts'
import type { KindView } from '../kind-schema.ts'

/** Every kind of the community, retired ones too: older records are still of them. */
export function useKinds(): { kinds: KindView[]; loaded: boolean; error: unknown; again: () => void } {
  const answer = useOne<{ rows: KindView[] }>('/kinds')
  return {
    kinds: answer.data?.rows ?? NONE,
    loaded: answer.data !== undefined,
    error: answer.error,
    again: () => void answer.refetch(),
  }
}

const NONE: KindView[] = []
