import { useOne } from '#kernel/web/use-one.ts'
import type { ImportTarget } from '../schema.ts'

/** What a sheet can be taken as: registers and kinds of the ledger, with their fields. */
export function useImportTargets() {
  const answer = useOne<ImportTarget[]>('/imports/targets')
  return { ...answer, targets: answer.data ?? NONE }
}

const NONE: ImportTarget[] = []
