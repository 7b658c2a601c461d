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
 * What this phone has not sent, of whomever, in numbers and as what a file takes along.
 * @param whose of which rows; all when absent @returns null when there is nothing; what its owner has taken out as a
 *   file and can never be sent is theirs to clear, and counts no more
 */
export function leftHere(held: Held, whose: (row: Owner) => boolean = () => true): LeftHere | null {
  const isOpen = (row: OutboxRow): boolean => whose(row) && !(row.state === 'parked' && row.exportedAt !== null)
  const open = { ...held, rows: held.rows.filter(isOpen) }
  const { records, parked, photos } = unsentOf(open)
  if (records + parked + photos === 0) return null
  // The office takes a photo that is missing there, too, from the file of a record it has.
  const rows = open.rows.filter(
    (row) => isWaiting(row, held.meta) || isStuck(row, held.rows) || owedPhotos(row, held.meta).length > 0,
  )
  return { count: records + parked, parked, photos, rows }
}
