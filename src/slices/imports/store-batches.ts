import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'
import type { SavedMapping } from './recognise/reading.ts'
import type { ImportBatchRow, SheetMapping } from './schema.ts'
import './tables.ts'

export interface Batch extends ImportBatchRow {
  sha256: string
  decisions: SheetMapping[]
}

export async function addBatch(
  tx: Tx,
  reader: Reader,
  batch: {
    id: string
    fileName: string
    sha256: string
    year: number
    state: 'uploaded' | 'running'
    decisions: SheetMapping[]
  },
  now: Date,
): Promise<void> {
  await tx
    .insertInto('import_batch')
    .values({
      community_id: reader.communityId,
      id: batch.id,
      file_name: batch.fileName,
      sha256: batch.sha256,
      year: batch.year,
      state: batch.state,
      readings: JSON.stringify(batch.decisions),
      summary: 'null',
      actor: reader.actor,
      created_at: now,
      finished_at: null,
    })
    .execute()
}

export async function listBatches(
  tx: Tx,
  reader: Reader,
  page: { offset: number; limit: number },
): Promise<{ total: number; rows: ImportBatchRow[] }> {
  const all = tx.selectFrom('import_batch').where('community_id', '=', reader.communityId)
  const { total } = await all.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await all
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .offset(page.offset)
    .limit(page.limit)
    .execute()
  return { total: Number(total), rows: rows.map(batchRow) }
}

export async function readBatch(tx: Tx, reader: Reader, id: string): Promise<Batch | undefined> {
  const row = await tx
    .selectFrom('import_batch')
    .selectAll()
    .where('community_id', '=', reader.communityId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { ...batchRow(row), sha256: row.sha256, decisions: row.readings }
}

function batchRow(row: {
  id: string
  file_name: string
  year: number
  state: ImportBatchRow['state']
  created_at: Date
  finished_at: Date | null
  summary: ImportBatchRow['summary']
}): ImportBatchRow {
  return {
    id: row.id,
    fileName: row.file_name,
    year: row.year,
    state: row.state,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    summary: row.summary,
  }
}

export async function setBatch(
  tx: Tx,
  reader: Reader,
  id: string,
  change: {
    state?: ImportBatchRow['state']
    decisions?: SheetMapping[]
    year?: number
    summary?: ImportBatchRow['summary']
    finishedAt?: Date
  },
): Promise<void> {
  await tx
    .updateTable('import_batch')
    .set({
      ...(change.state ? { state: change.state } : {}),
      ...(change.year ? { year: change.year } : {}),
      ...(change.decisions ? { readings: JSON.stringify(change.decisions) } : {}),
      ...(change.summary ? { summary: JSON.stringify(change.summary) } : {}),
      ...(change.finishedAt ? { finished_at: change.finishedAt } : {}),
    })
    .where('community_id', '=', reader.communityId)
    .where('id', '=', id)
    .execute()
}

/** Imports of one community take turns: what a plan was made from must still hold when it is written. */
export async function holdImports(tx: Tx, reader: Reader): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`import:${reader.communityId}`}, 7))`.execute(tx)
}

/** Keeps others from deciding about the same file until this transaction ends. */
export async function holdBatch(tx: Tx, reader: Reader, id: string): Promise<void> {
  await sql`select from import_batch where community_id = ${reader.communityId}::uuid and id = ${id}::uuid for update`.execute(
    tx,
  )
}

/** What clerks decided about sheets with certain headings. An empty target: such sheets are not wanted. */
export async function readMappings(tx: Tx, reader: Reader): Promise<SavedMapping[]> {
  const rows = await tx
    .selectFrom('import_mapping')
    .select(['signature', 'target', 'columns'])
    .where('community_id', '=', reader.communityId)
    .execute()
  return rows.map((row) => ({ signature: row.signature, target: row.target, fields: row.columns }))
}

export async function saveMappings(tx: Tx, reader: Reader, mappings: SavedMapping[], now: Date): Promise<void> {
  for (const { signature, target, fields } of mappings) {
    const row = { target, columns: JSON.stringify(fields), updated_at: now }
    await tx
      .insertInto('import_mapping')
      .values({ community_id: reader.communityId, signature, ...row })
      .onConflict((on) => on.columns(['community_id', 'signature']).doUpdateSet(row))
      .execute()
  }
}
