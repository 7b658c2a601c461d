import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import { record } from '#kernel/node/record.ts'
import type { Reader } from '#kernel/reader.ts'
import type { FindingNote } from './finding-note.ts'
import './tables.ts'

export interface PendingDraft {
  id: string
  source: string
  rowKey: string
  hash: string
  sheet: string
  row: number
  target: string
  cells: Record<string, string>
  refs: Record<string, string>
  findings: FindingNote[]
}

/** New broken rows, and waiting ones that say something else now. */
export async function writePending(
  tx: Tx,
  reader: Reader,
  batchId: string,
  rows: PendingDraft[],
  now: Date,
): Promise<void> {
  for (let at = 0; at < rows.length; at += 2_000) {
    await sql`insert into pending_row (community_id, id, batch_id, source, row_key, content_hash, sheet, row_number, target,
        cells, draft, findings, version, created_at)
      select ${reader.communityId}::uuid, r.id, ${batchId}::uuid, r.source, r."rowKey", r.hash, r.sheet, r.row, r.target,
        r.cells, r.refs, r.findings, 1, ${now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows.slice(at, at + 2_000))}::jsonb) as r (id uuid, source text, "rowKey" text,
        hash text, sheet text, row int, target text, cells jsonb, refs jsonb, findings jsonb)
      on conflict (community_id, id) do update set batch_id = excluded.batch_id, content_hash = excluded.content_hash,
        row_key = excluded.row_key, row_number = excluded.row_number, sheet = excluded.sheet, cells = excluded.cells,
        draft = excluded.draft, findings = excluded.findings, version = pending_row.version + 1`.execute(tx)
  }
}

export interface Settled {
  id: string
  state: 'mended' | 'dropped'
  reason: string | null
  objectId: string | null
}

/**
 * Takes rows off the waiting list: mended (they are records now) or dropped with a reason. Each is a fact of its own:
 * the history tells who settled what, without the row's words, which may name persons.
 */
export async function settlePendingRows(tx: Tx, reader: Reader, settled: Settled[], now: Date): Promise<void> {
  if (settled.length === 0) return
  const rows = await sql<{
    id: string
    version: number
    sheet: string
    row: number
    target: string
    state: string
    reason: string | null
  }>`
    update pending_row p set state = r.state, reason = r.reason, object_id = r."objectId", version = p.version + 1
    from jsonb_to_recordset(${JSON.stringify(settled)}::jsonb) as r (id uuid, state text, reason text, "objectId" uuid)
    where p.community_id = ${reader.communityId}::uuid and p.id = r.id and p.state = 'waiting'
    returning p.id, p.version, p.sheet, p.row_number as row, p.target, p.state, p.reason`.execute(tx)
  const objects = new Map(settled.map((one) => [one.id, one.objectId]))
  await record(
    tx,
    reader,
    rows.rows.map(({ id, version, reason, ...body }) => ({
      event: `pending-row.${body.state}`,
      objectType: 'pending-row',
      objectId: id,
      version,
      body: { ...body, objectId: objects.get(id) ?? null },
      reason: reason ?? undefined,
    })),
    now,
  )
}

export interface PendingRecord extends PendingDraft {
  batchId: string
  fileName: string
  year: number
  state: 'waiting' | 'mended' | 'dropped'
  reason: string | null
  version: number
}

export async function listPending(
  tx: Tx,
  reader: Reader,
  filter: { batch?: string | undefined; state: 'waiting' | 'mended' | 'dropped'; offset: number; limit: number },
): Promise<{ total: number; rows: PendingRecord[] }> {
  const batch = filter.batch ?? null
  const total = await sql<{ n: number }>`select count(*)::int as n from pending_row
    where community_id = ${reader.communityId}::uuid and state = ${filter.state}
      and (${batch}::uuid is null or batch_id = ${batch}::uuid)`.execute(tx)
  const rows = await sql<PendingRecord>`${selectPending()}
    where p.community_id = ${reader.communityId}::uuid and p.state = ${filter.state}
      and (${batch}::uuid is null or p.batch_id = ${batch}::uuid)
    order by p.created_at desc, p.sheet, p.row_number, p.id offset ${filter.offset} limit ${filter.limit}`.execute(tx)
  return { total: total.rows[0]!.n, rows: rows.rows }
}

export async function readPending(tx: Tx, reader: Reader, id: string): Promise<PendingRecord | undefined> {
  const rows = await sql<PendingRecord>`${selectPending()}
    where p.community_id = ${reader.communityId}::uuid and p.id = ${id}::uuid for update of p`.execute(tx)
  return rows.rows[0]
}

function selectPending() {
  return sql`select p.id, p.batch_id as "batchId", b.file_name as "fileName", b.year, p.source, p.row_key as "rowKey",
      p.content_hash as hash, p.sheet, p.row_number as row, p.target, p.cells, p.draft as refs, p.findings, p.state,
      p.reason, p.version
    from pending_row p join import_batch b on b.community_id = p.community_id and b.id = p.batch_id`
}
