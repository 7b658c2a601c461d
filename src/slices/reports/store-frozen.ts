import { sql } from 'kysely'
import type { Evidence } from '#kernel/figure.ts'
import type { Tx } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'

/** A figure as an issued report holds it for good. */
export interface FrozenFigure {
  chip: string
  key: string
  label: string
  from: string
  to: string
  value: string | null
  unit: string
  printed: string
  count: number
}

export async function insertFrozen(
  tx: Tx,
  reader: Reader,
  reportId: string,
  figures: (FrozenFigure & { evidence: Evidence[] })[],
): Promise<void> {
  // One row a statement: each may carry thousands of records, and one huge statement would hold them all twice.
  for (const figure of figures) {
    const { from, to, evidence, ...rest } = figure
    await tx
      .insertInto('report_figure')
      .values({
        community_id: reader.communityId,
        report_id: reportId,
        ...rest,
        day_from: from,
        day_to: to,
        evidence: JSON.stringify(evidence),
      })
      .execute()
  }
}

export async function frozenFigures(tx: Tx, reader: Reader, reportId: string): Promise<FrozenFigure[]> {
  return tx
    .selectFrom('report_figure')
    .select(['chip', 'key', 'label', 'day_from as from', 'day_to as to', 'value', 'unit', 'printed', 'count'])
    .where('community_id', '=', reader.communityId)
    .where('report_id', '=', reportId)
    .orderBy('chip')
    .execute()
}

/** A page of a frozen figure's records, in the order they were frozen in. */
export async function frozenEvidence(
  tx: Tx,
  reader: Reader,
  reportId: string,
  chip: string,
  page: { offset: number; limit: number },
): Promise<{ total: number; rows: Evidence[] }> {
  const { rows } = await sql<{ record: Evidence; total: number }>`
    select e.record, count(*) over () as total
    from report_figure f, jsonb_array_elements(f.evidence) with ordinality as e (record, ord)
    where f.community_id = ${reader.communityId} and f.report_id = ${reportId} and f.chip = ${chip}
    order by e.ord offset ${page.offset} limit ${page.limit}`.execute(tx)
  return { total: rows[0]?.total ?? 0, rows: rows.map((row) => row.record) }
}
