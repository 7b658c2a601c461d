import type { OutboxRow, Owner, PhoneMeta } from './ports.ts'

/** How long an acknowledged record stays on the phone at least, by the server's clock. */
const KEPT_MS = 14 * 24 * 3_600_000

export const isOf = (row: Owner, { accountId, community }: Owner): boolean =>
  row.accountId === accountId && row.community === community

/** Answered by a life of the server that has since been lost, it waits again: the server may have forgotten it. */
export function isWaiting(row: OutboxRow, meta: PhoneMeta): boolean {
  return row.state === 'waiting' || (row.state === 'done' && row.epoch < (meta.epochs[row.community] ?? 0))
}

/** It lies at the office, or was set aside there: what became of it since is asked after. */
export function isSettling(row: OutboxRow, meta: PhoneMeta): boolean {
  return row.state === 'done' && row.outcome !== 'applied' && !isWaiting(row, meta)
}

/** Whether it surely never left this phone: neither over the network nor in a file. */
const isOnlyHere = (row: OutboxRow): boolean => row.mayBeThere === false && row.exportedAt === null

/** Whether nobody else can know of a record. @param own all its versions here: of one that was cleared nothing is known */
export const neverLeft = (own: readonly OutboxRow[]): boolean =>
  own.every(isOnlyHere) && own.some(({ operation }) => operation.version === 1)

/** Taken back by its owner, here or at the server. */
export const isWithdrawal = (row: OutboxRow): boolean =>
  row.state === 'withdrawn' || row.operation.act.do === 'withdraw'

/** Of the versions of one operation the newest; null when there are none. */
export const latestVersion = (rows: readonly OutboxRow[]): OutboxRow | null =>
  rows.toSorted((a, b) => b.operation.version - a.operation.version)[0] ?? null

/** Its photos that the server should have and has not confirmed, by hash. */
export function owedPhotos(row: OutboxRow, meta: PhoneMeta): string[] {
  // What the office set aside it may take up again: its photos go there all the same.
  if (row.state === 'parked' || row.state === 'withdrawn') return []
  const epoch = meta.epochs[row.community] ?? 0
  return row.operation.photos
    .map(({ sha256 }) => sha256)
    .filter((sha256) => !row.lostPhotos.includes(sha256) && (row.received[sha256]?.epoch ?? -1) < epoch)
}

/** It or a photo of it can never be sent: its owner must see it, take it out as a file, and may then clear it. */
export function isStuck(row: OutboxRow, rows: readonly OutboxRow[]): boolean {
  if (row.state === 'withdrawn') return false
  if (row.state !== 'parked') return row.lostPhotos.length > 0
  // A later version that was taken leaves nothing to mend in this one.
  return !rows.some(
    ({ operation, state, outcome }) =>
      operation.id === row.operation.id &&
      operation.version > row.operation.version &&
      state === 'done' &&
      outcome !== 'dropped',
  )
}

/** Whether a backup that left the server's machine holds it and its photos, and nothing of it is still open. */
export function isCovered(row: OutboxRow, meta: PhoneMeta): boolean {
  if (row.state === 'withdrawn') return true
  if (row.state !== 'done' || isWaiting(row, meta) || row.outcome === 'quarantined') return false
  // By no clock: a server's may be set back too. Nor by a position of its own, which what is only noted does not have.
  const watermark = meta.watermarks[row.community] ?? 0
  if (!(row.next <= watermark)) return false
  return row.operation.photos.every(({ sha256 }) =>
    row.lostPhotos.includes(sha256)
      ? row.exportedAt !== null
      : !owedPhotos(row, meta).includes(sha256) && row.received[sha256]!.next <= watermark,
  )
}

/** Two weeks by the server's clock, which may have been years ahead then: that of the phone may say anything. */
export function isOld(row: OutboxRow, meta: PhoneMeta): boolean {
  return Math.abs((meta.heardAt[row.community] ?? 0) - row.answeredAt) >= KEPT_MS
}

/** What a reading of an older version of the app lacks; whatever a newer one added stays on the row. */
export function wholeRow(row: OutboxRow): OutboxRow {
  if (Object.hasOwn(row, 'exportedAt')) return row
  const { answeredAt = 0, damaged = false, received = {}, lostPhotos = [], exportedAt = null }: Partial<OutboxRow> = row
  return { ...row, answeredAt, damaged, received, lostPhotos, exportedAt }
}
