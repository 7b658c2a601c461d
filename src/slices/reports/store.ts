import { sql } from 'kysely'
import type { Evidence } from '#kernel/figure.ts'
import type { Tx } from '#kernel/node/db.ts'
import { OPERATOR_NAME, type Reader } from '#kernel/reader.ts'
import type { ReportDoc } from './doc.ts'
import type { OpenProblem } from './problem-groups.ts'
import type { ReportEvent, ReportState, ReportSummary } from './schema.ts'
import './tables.ts'

export interface ReportRow {
  id: string
  outline: string | null
  title: string
  from: string
  to: string
  state: ReportState
  doc: ReportDoc
  version: number
  author: string
  reviewer: string | null
  issuer: string | null
  issuedAt: Date | null
  position: number | null
  createdAt: Date
  updatedAt: Date
}

/** @param lock held until the transaction ends, so that two people cannot both take the next step. */
export async function findReport(tx: Tx, reader: Reader, id: string, lock = false): Promise<ReportRow | null> {
  let query = tx
    .selectFrom('report')
    .select(['id', 'outline', 'title', 'day_from as from', 'day_to as to', 'state', 'doc', 'version', 'author'])
    .select(['reviewer', 'issuer', 'issued_at as issuedAt', 'position', 'created_at as createdAt'])
    .select('updated_at as updatedAt')
    .where('community_id', '=', reader.communityId)
    .where('id', '=', id)
  if (lock) query = query.forUpdate()
  return ((await query.executeTakeFirst()) as ReportRow | undefined) ?? null
}

export async function insertReport(tx: Tx, reader: Reader, row: ReportRow): Promise<void> {
  await tx
    .insertInto('report')
    .values({ community_id: reader.communityId, created_at: row.createdAt, ...columnsOf(row) })
    .execute()
}

export async function updateReport(tx: Tx, reader: Reader, row: ReportRow): Promise<void> {
  await tx
    .updateTable('report')
    .set(columnsOf(row))
    .where('community_id', '=', reader.communityId)
    .where('id', '=', row.id)
    .execute()
}

function columnsOf(row: ReportRow) {
  return {
    id: row.id,
    outline: row.outline,
    title: row.title,
    day_from: row.from,
    day_to: row.to,
    state: row.state,
    doc: JSON.stringify(row.doc),
    version: row.version,
    author: row.author,
    reviewer: row.reviewer,
    issuer: row.issuer,
    issued_at: row.issuedAt,
    position: row.position,
    updated_at: row.updatedAt,
  }
}

/** Newest first; withdrawn ones only when asked for. */
export async function reportPage(
  tx: Tx,
  reader: Reader,
  asked: { state?: ReportState | undefined; year?: number | undefined; offset: number; limit: number },
): Promise<{ total: number; rows: ReportSummary[] }> {
  const { rows } = await sql<
    Omit<ReportSummary, 'updatedAt' | 'issuedAt'> & { updatedAt: Date; issuedAt: Date | null; total: number }
  >`
    select r.id, r.title, r.day_from as "from", r.day_to as "to", r.state, r.version, r.author,
      coalesce(a.name, '') as "authorName", coalesce(i.name, '') as "issuerName",
      r.updated_at as "updatedAt", r.issued_at as "issuedAt", count(*) over () as total
    from report r
    left join actor_name a on a.actor = r.author
    left join actor_name i on i.actor = r.issuer
    where r.community_id = ${reader.communityId}
      and ${asked.state ? sql`r.state = ${asked.state}` : sql`r.state <> 'withdrawn'`}
      and ${asked.year ? sql`r.day_to between ${`${asked.year}-01-01`} and ${`${asked.year}-12-31`}` : sql`true`}
    order by r.updated_at desc, r.id desc
    offset ${asked.offset} limit ${asked.limit}`.execute(tx)
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ id, title, from, to, state, version, author, authorName, issuerName, updatedAt, issuedAt }) => {
      const at = { updatedAt: updatedAt.toISOString(), issuedAt: issuedAt?.toISOString() ?? null }
      return { id, title, from, to, state, version, author, authorName, issuerName, ...at }
    }),
  }
}

export async function reportEvents(tx: Tx, reader: Reader, id: string): Promise<ReportEvent[]> {
  const { rows } = await sql<{ event: string; at: Date; name: string; note: string }>`
    select h.event, h.at, coalesce(a.name, ${OPERATOR_NAME}) as name, coalesce(h.reason, '') as note
    from history h left join actor_name a on a.actor = h.actor
    where h.community_id = ${reader.communityId} and h.object_type = 'report' and h.object_id = ${id}
      and h.event <> 'report.saved'
    order by h.position`.execute(tx)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

export async function actorNames(tx: Tx, actors: (string | null)[]): Promise<Map<string, string>> {
  const wanted = actors.filter((actor) => actor !== null)
  const { rows } = await sql<{ actor: string; name: string }>`
    select actor, name from actor_name where actor = any (${wanted}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.actor, row.name]))
}

export async function communityOf(
  tx: Tx,
  reader: Reader,
): Promise<{ name: string; settings: Record<string, unknown> }> {
  return tx
    .selectFrom('org')
    .select(['name', 'settings'])
    .where('id', '=', reader.communityId)
    .executeTakeFirstOrThrow()
}

/** Problems open on a day (found by then and not put right). */
export async function openProblems(tx: Tx, reader: Reader, on: string): Promise<OpenProblem[]> {
  const rows = await tx
    .selectFrom('open_problem')
    .select([
      'id',
      'version',
      'day_from as day',
      'day_to as dayTo',
      'point_type as pointType',
      'item',
      'place',
      'photos',
    ])
    .where('community_id', '=', reader.communityId)
    .where('day_from', '<=', on)
    .where((is) => is.or([is('closed_on', 'is', null), is('closed_on', '>', on)]))
    .where('item', '<>', '')
    .orderBy('day_from')
    .orderBy('id')
    .execute()
  return rows
}

/** Of records and problems, by id: how many photos are still on the phone that told of them. */
export async function photosAway(
  tx: Tx,
  { communityId }: Reader,
  owners: Pick<Evidence, 'id'>[],
): Promise<Map<string, number>> {
  if (owners.length === 0) return new Map()
  const { rows } = await sql<{ id: string; photos: number }>`select id, photos from photo_away
    where community_id = ${communityId}::uuid and id = any (${owners.map(({ id }) => id)}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, photos }) => [id, photos]))
}

export interface EvidencePhoto {
  /** The record or case it belongs to. */
  ownerId: string
  sha256: string
  role: 'scene' | 'before' | 'after'
}

/** Photos of records of the ledger and of cases, in the order of their owners. */
export async function photosOf(
  tx: Tx,
  reader: Reader,
  owners: Pick<Evidence, 'type' | 'id'>[],
): Promise<EvidencePhoto[]> {
  const ids = (type: Evidence['type']): string[] => owners.filter((owner) => owner.type === type).map(({ id }) => id)
  const photos: EvidencePhoto[] = []
  if (ids('entry').length > 0) {
    const { rows } = await sql<EvidencePhoto>`
      select entry_id as "ownerId", sha256, role from evidence_photo
      where community_id = ${reader.communityId} and entry_id = any (${ids('entry')}::uuid[])
      order by ord, sha256`.execute(tx)
    photos.push(...rows)
  }
  if (ids('case').length > 0) {
    const { rows } = await sql<EvidencePhoto>`
      select case_id as "ownerId", sha256, role from case_picture
      where community_id = ${reader.communityId} and case_id = any (${ids('case')}::uuid[])
      order by version, sha256`.execute(tx)
    photos.push(...rows)
  }
  return photos
}
