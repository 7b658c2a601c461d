import { wholeRow } from '#slices/field/phone/outbox-rules.ts'
import type { Held } from '#slices/field/phone/outbox.ts'
import { useLive } from './live.ts'
import { disk } from './phone.ts'
import { noteClock } from './today.ts'

async function readHeld(): Promise<Held> {
  const meta = await disk.meta()
  noteClock(meta)
  return { meta, rows: (await disk.rows()).map(wholeRow) }
}

/** Every record this phone holds, as it stands on its disk; null until it was read. */
export function useHeld(): Held | null {
  return useLive<Held | null>(readHeld, null)
}
