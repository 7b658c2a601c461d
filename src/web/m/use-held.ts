import { wholeRow } from '#slices/field/phone/outbox-rules.ts'
import type { Held } from '#slices/field/phone/outbox.ts'
import { useLive } from './live.ts'
import { disk } from './phone.ts'

/** Every record this phone holds, as it stands on its disk; null until it was read. */
export function useHeld(): Held | null {
  return useLive<Held | null>(async () => ({ meta: await disk.meta(), rows: (await disk.rows()).map(wholeRow) }), null)
}
