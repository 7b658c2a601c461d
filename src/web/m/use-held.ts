import { wholeRow } from '#slices/field/phone/outbox-rules.ts'
import type { OutboxRow, PhoneMeta } from '#slices/field/phone/ports.ts'
import { useLive } from './live.ts'
import { disk } from './phone.ts'

export interface Held {
  meta: PhoneMeta
  rows: OutboxRow[]
}

/** Every record this phone holds, as it stands on its disk; null until it was read. */
export function useHeld(): Held | null {
  return useLive<Held | null>(async () => ({ meta: await disk.meta(), rows: (await disk.rows()).map(wholeRow) }), null)
}
