import { type RawBuilder, sql } from 'kysely'
import type { App } from '#kernel/node/app.ts'
import type { Tx } from '#kernel/node/db.ts'
import { OPERATOR_NAME, type Reader } from '#kernel/reader.ts'
import { bulletinFacts, officeName, paperRows } from './store-paper-facts.ts'
import { paperProblems as problems } from './paper-problems.ts'
import type { Paper, PaperBody } from './paper-body.ts'
import { maySendPaper, numberWords, officeOf, seesAllPapers } from './paper-rules.ts'
import type { PaperPage, PaperQuery, PaperSummary, PaperView } from './paper-schema.ts'
import { type KeptPaper, withNames } from './store-paper-names.ts'
import './tables.ts'

export interface PaperContext {
  app: App
  tx: Tx
  reader: Reader
}

const COLUMNS = sql`p.id, p.kind, p.year, p.number, p.title, p.case_ids as "caseIds", p.party_id as "partyId", p.outside,
  p.body, p.state, p.author, p.sender, p.sent_at as "sentAt", p.version, p.created_at as "createdAt"`

/** Whoever drafts no papers sees those that were sent to a party of theirs, and no others. */
function visible(reader: Reader): RawBuilder<unknown> {
  const own = sql`p.community_id = ${reader.communityId}::uuid`
  if (seesAllPapers(reader.role)) return own
  return sql`${own} and p.state = 'sent' and p.party_id = any(${reader.parties}::uuid[])`
}

/** Newest first. */
export async function listPapers(tx: Tx, reader: Reader, query: PaperQuery): Promise<PaperPage> {
  const all = [visible(reader)]
  if (query.kind) all.push(sql`p.kind = ${query.kind}`)
  all.push(query.state ? sql`p.state = ${query.state}` : sql`p.state <> 'dropped'`)
  if (query.case) all.push(sql`p.case_ids @> array[${query.case}::uuid]`)
  const where = sql.join(all, sql` and `)
  const papers = await readPapers(
    tx,
    reader,
    sql`${where} order by p.created_at desc, p.id desc limit ${query.limit} offset ${query.offset}`,
  )
  const total = await sql<{ n: number }>`select count(*)::int as n from case_paper p where ${where}`.execute(tx)
  const names = await namesOf(tx, papers)
  return { total: total.rows[0]!.n, rows: papers.map((paper) => summaryOf(paper, names)) }
}

/** A paper with all it says: as it was sent, or as it would be sent now. @throws paper.unknown */
export async function viewPaper({ app, tx, reader }: PaperContext, id: string): Promise<PaperView> {
  const paper = await openPaper(tx, reader, id)
  const body = await fullBody({ app, tx, reader }, paper)
  const { intro, demands, period, unit, facts, rows } = body
  const ours = paper.state === 'draft' && body.office === officeOf(reader.role)
  return {
    ...summaryOf(paper, await namesOf(tx, [paper])),
    intro,
    demands,
    period,
    unit,
    facts,
    rows,
    maySend: ours && maySendPaper(reader.role),
    mayChange: ours && reader.role !== 'auditor',
  }
}

/** @throws paper.unknown */
export async function openPaper(tx: Tx, reader: Reader, id: string): Promise<Paper> {
  const [paper] = await readPapers(tx, reader, sql`${visible(reader)} and p.id = ${id}::uuid`)
  if (!paper) throw problems['paper.unknown']()
  return paper
}

/** What a paper says: as it was frozen, or what a draft would say now. */
export async function fullBody({ app, tx, reader }: PaperContext, paper: Paper): Promise<PaperBody> {
  if (paper.state !== 'draft') return paper.body
  return {
    ...paper.body,
    unit: await officeName(tx, reader, paper.body.office),
    facts: paper.body.period ? await bulletinFacts({ app, tx, reader }, paper.body.period) : [],
    rows: await paperRows(tx, reader, paper.caseIds, app.now()),
  }
}

async function readPapers(tx: Tx, reader: Reader, where: RawBuilder<unknown>): Promise<Paper[]> {
  const found = await sql<KeptPaper>`select ${COLUMNS} from case_paper p where ${where}`.execute(tx)
  return withNames(tx, reader.communityId, found.rows.map(sinceBefore))
}

/** The first papers were kept without their office and without the numbers of those they name. */
function sinceBefore(paper: KeptPaper): KeptPaper {
  const rows = paper.body.rows.map((row) => ({ ...row, partyId: row.partyId ?? null }))
  return { ...paper, body: { ...paper.body, office: paper.body.office ?? 'community', rows } }
}

async function namesOf(tx: Tx, papers: Paper[]): Promise<Map<string, string>> {
  const actors = papers.flatMap((paper) => (paper.sender ? [paper.author, paper.sender] : [paper.author]))
  const found = await sql<{ actor: string; name: string }>`select actor, name from actor_name
    where actor = any(${actors}::uuid[])`.execute(tx)
  return new Map(found.rows.map((row) => [row.actor, row.name]))
}

function summaryOf(paper: Paper, names: Map<string, string>): PaperSummary {
  const { id, kind, title, body, state, version } = paper
  return {
    id,
    kind,
    number: paper.number === null ? '' : numberWords(kind, paper.year, paper.number),
    title,
    addressee: body.addressee,
    cases: paper.caseIds.length,
    state,
    version,
    author: names.get(paper.author) ?? OPERATOR_NAME,
    createdAt: new Date(paper.createdAt).toISOString(),
    sender: paper.sender ? (names.get(paper.sender) ?? OPERATOR_NAME) : '',
    sentAt: paper.sentAt ? new Date(paper.sentAt).toISOString() : null,
  }
}
