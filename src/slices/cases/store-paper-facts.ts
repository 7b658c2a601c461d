import { sql } from 'kysely'
import type { FigurePeriod } from '#kernel/figure.ts'
import type { App } from '#kernel/node/app.ts'
import type { Tx } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'
import { lastDayOf } from '#kernel/work-calendar.ts'
import type { OfficeLevel } from './paper-rules.ts'
import type { PaperRow } from './paper-schema.ts'
import { STATE_LABEL } from './schema.ts'
import { caseRows, countCases } from './store-list.ts'

/** The name of the community, or of the office of a level above it. */
export async function officeName(tx: Tx, reader: Reader, level: OfficeLevel): Promise<string> {
  const found = await sql<{ level: string; name: string }>`select o.level, o.name
    from org o where o.id = ${reader.communityId}::uuid
      or o.id in (select node_id from org_above where org_id = ${reader.communityId}::uuid)`.execute(tx)
  const named = found.rows.find((row) => row.level === level) ?? found.rows.find((row) => row.level === 'community')
  return named?.name ?? ''
}

/** Cases as a paper lists them, in the order of their ids. */
export async function paperRows(tx: Tx, reader: Reader, ids: string[], now: Date): Promise<PaperRow[]> {
  return (await caseRows(tx, reader, ids, now)).map((row) => ({
    caseId: row.id,
    place: [row.place, row.locus].filter(Boolean).join(' '),
    pointType: row.pointType,
    issue: row.issue,
    partyId: row.partyId,
    party: row.party,
    foundOn: row.foundOn,
    due: row.dueAt === null ? '' : lastDayOf(new Date(row.dueAt)),
    overdue: row.overdue,
    state: STATE_LABEL[row.state],
  }))
}

/** What a 通报 says in numbers: the figures of the period, and what still stands open. */
export async function bulletinFacts(
  { app, tx, reader }: { app: App; tx: Tx; reader: Reader },
  period: FigurePeriod,
): Promise<string[]> {
  const defs = new Map((await app.figures.defs(tx, reader)).map((def) => [def.key, def]))
  const keys = ['received', 'registered', 'due', 'closed', 'ontime'].map((name) => `case.${name}.count`)
  const asked = [...keys, 'case.closing.rate', 'case.ontime.rate'].map((key) => ({
    def: defs.get(key)!,
    scope: period,
  }))
  const answers = await app.figures.answerAll(tx, reader, asked)
  const [received, registered, due, closed, onTime, closing, punctual] = answers.map(({ value }) => value)
  const share = (name: string, value: string | null | undefined): string => (value ? `，${name}${value}%` : '')
  const now = app.now()
  const { open, late } = await countCases(tx, reader, { open: { ended: 'open' }, late: { overdue: 'yes' } }, now)
  return [
    `共受理问题${received}个，立案${registered}个。应结案${due}个，结案${closed}个${share('结案率', closing)}；按期结案${onTime}个${share('按期结案率', punctual)}。`,
    open === 0 ? '目前没有未办结的问题。' : `目前还有${open}个问题没有办结${late > 0 ? `，其中超期${late}个` : ''}。`,
  ]
}
