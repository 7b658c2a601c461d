import { wholeRow } from '#slices/field/phone/outbox-rules.ts'
import type { Held } from '#slices/field/phone/outbox.ts'
import { useLive } from './live.ts'
import { disk } from './phone.ts'
import { noteClock } from './today.ts'

/** Every record this phone holds, as it stands on its disk. */
export async function readHeld(): Promise<Held> {
  const meta = await disk.meta()
  noteClock(meta)
  return { meta, rows: (await disk.rows()).map(wholeRow) }
}

/** The same, and anew with every change; null until it was read. */
export function useHeld(): Held | null {
  return useLive<Held | null>(readHeld, null)
}
