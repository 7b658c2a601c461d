import type { BatchReply, ItemReply } from '../schema.ts'
import { isOf } from './outbox-rules.ts'
import type { Confirmed, OutboxRow, Owner, PhoneMeta } from './ports.ts'

/** The row with what became of it; null when nothing was decided. */
export function settledRow(row: OutboxRow, item: ItemReply, by: Confirmed, at: number): OutboxRow | null {
  const { outcome, position, problem, detail = null } = item
  if (outcome === 'refused') return { ...row, state: 'parked', problem, detail }
  if (outcome !== 'applied' && outcome !== 'quarantined' && outcome !== 'dropped') return null
  // Asked again and answered the same, it is as old as it was.
  const same = row.state === 'done' && row.outcome === outcome && row.epoch === by.epoch
  const since = same ? { next: row.next, answeredAt: row.answeredAt } : { next: by.next, answeredAt: at }
  return { ...row, state: 'done', outcome, position, epoch: by.epoch, ...since, problem }
}

/** Rows of one owner whose photos among these are now confirmed, by the life of the server that knows the record. */
export function confirmed(rows: OutboxRow[], owner: Owner, have: readonly string[], by: Confirmed): OutboxRow[] {
  return rows.flatMap((row) => {
    if (!isOf(row, owner) || row.state !== 'done' || row.epoch !== by.epoch) return []
    const now = row.operation.photos.filter(
      ({ sha256 }) => have.includes(sha256) && (row.received[sha256]?.epoch ?? -1) < by.epoch,
    )
    if (now.length === 0) return []
    return [{ ...row, received: { ...row.received, ...Object.fromEntries(now.map(({ sha256 }) => [sha256, by])) } }]
  })
}

/**
 * What the phone now knows of this community's server.
 * @param at the server's clock, 0 when it said none · @param half the phone's, half-way between question and answer
 */
export function heard(
  meta: PhoneMeta,
  { community }: Owner,
  { epoch, watermark }: BatchReply,
  at: number,
  half: number,
): Partial<PhoneMeta> {
  const known = meta.epochs[community] ?? 0
  // A late answer of an earlier life says nothing about backups of this one.
  if (epoch < known) return {}
  const backedUp = epoch > known ? watermark : Math.max(watermark, meta.watermarks[community] ?? 0)
  return {
    watermarks: { ...meta.watermarks, [community]: backedUp },
    heardAt: at > 0 ? { ...meta.heardAt, [community]: at } : meta.heardAt,
    epochs: { ...meta.epochs, [community]: epoch },
    clockAhead: at > 0 ? Math.round(half - at) : meta.clockAhead,
  }
}
