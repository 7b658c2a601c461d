import { isStuck, isWaiting, owedPhotos } from './outbox-rules.ts'
import type { Held } from './outbox.ts'
import type { OutboxRow, Owner } from './ports.ts'

export interface Unsent {
  /** Records that wait, whatever their number of edits. */
  records: number
  /** What is sent for them, each edit on its own: whoever sends sees by this whether it becomes less. */
  operations: number
  /** Records that wait for nothing but their owner's help. */
  parked: number
  /** Photos the server should have and has not confirmed. */
  photos: number
}

export const NOTHING_UNSENT: Unsent = { records: 0, operations: 0, parked: 0, photos: 0 }

/** What is not with the server yet. @param whose of which rows; all when absent */
export function unsentOf({ meta, rows }: Held, whose: (row: Owner) => boolean = () => true): Unsent {
  const own = rows.filter(whose)
  const idOf = ({ operation }: OutboxRow): string => operation.id
  const operations = own.filter((row) => isWaiting(row, meta))
  const waiting = new Set(operations.map(idOf))
  const needsHelp = (row: OutboxRow): boolean =>
    isStuck(row, rows) && (row.state === 'parked' || row.exportedAt === null) && !waiting.has(idOf(row))
  return {
    records: waiting.size,
    operations: operations.length,
    parked: new Set(own.filter(needsHelp).map(idOf)).size,
    photos: new Set(own.flatMap((row) => owedPhotos(row, meta))).size,
  }
}
