import { isStuck, isWaiting, owedPhotos } from '#slices/field/phone/outbox-rules.ts'
import type { Held } from '#slices/field/phone/outbox.ts'
import type { OutboxRow, Owner } from '#slices/field/phone/ports.ts'
import { unsentOf } from '#slices/field/phone/unsent.ts'

export interface LeftHere {
  /** Records, those included that need their owner's help. */
  count: number
  /** Of `count`, those that are not sent as they are. */
  parked: number
  photos: number
  /** What a file takes along of them. */
  rows: OutboxRow[]
}

/**
 * What this phone has not sent of people who do not use it now, in numbers: what it says is theirs.
 * @param whose of which rows; all when absent @returns null when there is nothing
 */
export function leftHere(held: Held, whose: (row: Owner) => boolean = () => true): LeftHere | null {
  const { records, parked, photos } = unsentOf(held, whose)
  if (records + parked + photos === 0) return null
  // The office takes a photo that is missing there, too, from the file of a record it has.
  const rows = held.rows.filter(
    (row) =>
      whose(row) && (isWaiting(row, held.meta) || isStuck(row, held.rows) || owedPhotos(row, held.meta).length > 0),
  )
  return { count: records + parked, parked, photos, rows }
}
