import { type RawBuilder, sql } from 'kysely'
import { dayAt } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import type { App } from '#kernel/node/app.ts'
import type { Tx } from '#kernel/node/db.ts'
import { record } from '#kernel/node/record.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import { problems as kernelProblems } from '#kernel/problems.ts'
import { OPERATOR_NAME, type Reader } from '#kernel/reader.ts'
import { bulletinFacts, officeName, paperRows } from './store-paper-facts.ts'
import { paperProblems as problems } from './paper-problems.ts'
import { maySendPaper, numberWords, seesAllPapers } from './paper-rules.ts'
import {
  PAPER_STATE_LABEL,
  type PaperChange,
  type PaperKind,
  type PaperPage,
  type PaperQuery,
  type PaperRow,
  type PaperState,
  type PaperSummary,
  type PaperView,
} from './paper-schema.ts'
import './tables.ts'

/** What a paper holds beside its columns; unit, facts and rows are frozen when it is sent. */
export interface PaperBody {
  addressee: string
  intro: string
  demands: string
  period: { from: string; to: string } | null
  unit: string
  facts: string[]
  rows: PaperRow[]
}

export interface Paper {
  id: string
  kind: PaperKind
  year: number
  number: number | null
  title: string
  caseIds: string[]
  partyId: string | null
  outside: string
  body: PaperBody
  state: PaperState
  author: string
  sender: string | null
  sentAt: Date | null
  version: number
  createdAt: Date
}

interface Context {
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
  const found = await sql<Paper>`select ${COLUMNS} from case_paper p where ${where}
    order by p.created_at desc, p.id desc limit ${query.limit} offset ${query.offset}`.execute(tx)
  const total = await sql<{ n: number }>`select count(*)::int as n from case_paper p where ${where}`.execute(tx)
  const names = await namesOf(tx, found.rows)
  return { total: total.rows[0]!.n, rows: found.rows.map((paper) => summaryOf(paper, names)) }
}

/** A paper with all it says: as it was sent, or as it would be sent now. @throws paper.unknown */
export async function viewPaper({ app, tx, reader }: Context, id: string): Promise<PaperView> {
  const paper = await openPaper(tx, reader, id)
  const body = await fullBody({ app, tx, reader }, paper)
  const { intro, demands, period, unit, facts, rows } = body
  const drafts = paper.state === 'draft'
  return {
    ...summaryOf(paper, await namesOf(tx, [paper])),
    intro,
    demands,
    period,
    unit,
    facts,
    rows,
    maySend: drafts && maySendPaper(reader.role),
    mayChange: drafts && reader.role !== 'auditor',
  }
}

export async function openPaper(tx: Tx, reader: Reader, id: string): Promise<Paper> {
  const found = await sql<Paper>`select ${COLUMNS} from case_paper p
    where ${visible(reader)} and p.id = ${id}::uuid`.execute(tx)
  const paper = found.rows[0]
  if (!paper) throw problems['paper.unknown']()
  return paper
}

export async function fullBody({ app, tx, reader }: Context, paper: Paper): Promise<PaperBody> {
  if (paper.state !== 'draft') return paper.body
  return {
    ...paper.body,
    unit: await officeName(tx, reader),
    facts: paper.body.period ? await bulletinFacts({ app, tx, reader }, paper.body.period) : [],
    rows: await paperRows(tx, reader, paper.caseIds, app.now()),
  }
}

export type NewPaper = Pick<Paper, 'kind' | 'title' | 'caseIds' | 'partyId' | 'outside'> &
  Pick<PaperBody, 'addressee' | 'intro' | 'demands' | 'period'>

export async function addPapers({ app, tx, reader }: Context, drafts: NewPaper[]): Promise<{ id: string }[]> {
  const now = app.now()
  const papers = drafts.map(({ kind, title, caseIds, partyId, outside, ...words }): Paper => ({
    id: newId(now.getTime()),
    kind,
    year: Number(dayAt(now).slice(0, 4)),
    number: null,
    title,
    caseIds,
    partyId,
    outside,
    body: { ...words, unit: '', facts: [], rows: [] },
    state: 'draft',
    author: reader.actor,
    sender: null,
    sentAt: null,
    version: 1,
    createdAt: now,
  }))
  await writePapers(tx, reader, papers, 'paper.drafted', now)
  return papers.map(({ id }) => ({ id }))
}

/** Changes the words of a draft. @throws paper.settled, object.changed */
export async function changePaper(context: Context, id: string, { version, title, ...words }: PaperChange) {
  const paper = await draftOf(context, id, version)
  const next: Paper = { ...paper, title, body: { ...paper.body, ...words }, version: version + 1 }
  await writePapers(context.tx, context.reader, [next], 'paper.changed', context.app.now())
  return viewPaper(context, id)
}

/**
 * Sends a draft: it gets the next number of its kind and year, and what it says is frozen with it. Numbers are given
 * under the community's turn and to nothing but what is sent, so none is ever missing.
 * @throws paper.leader-only, paper.settled, object.changed
 */
export async function sendPaper(context: Context, id: string, version: number): Promise<PaperView> {
  const { app, tx, reader } = context
  if (!maySendPaper(reader.role)) throw problems['paper.leader-only']()
  const paper = await draftOf(context, id, version)
  const now = app.now()
  const year = Number(dayAt(now).slice(0, 4))
  const last = await sql<{ n: number }>`select coalesce(max(number), 0)::int as n from case_paper
    where community_id = ${reader.communityId}::uuid and kind = ${paper.kind} and year = ${year}`.execute(tx)
  const sent: Paper = {
    ...paper,
    year,
    number: last.rows[0]!.n + 1,
    body: await fullBody(context, paper),
    state: 'sent',
    sender: reader.actor,
    sentAt: now,
    version: version + 1,
  }
  await writePapers(tx, reader, [sent], 'paper.sent', now)
  return viewPaper(context, id)
}

export async function dropPaper(context: Context, id: string, version: number, reason: string): Promise<void> {
  const paper = await draftOf(context, id, version)
  const dropped: Paper = { ...paper, state: 'dropped', version: version + 1 }
  await writePapers(context.tx, context.reader, [dropped], 'paper.dropped', context.app.now(), reason)
}

async function draftOf({ tx, reader }: Context, id: string, version: number): Promise<Paper> {
  await takeTurn(tx, reader.communityId)
  const paper = await openPaper(tx, reader, id)
  if (paper.state !== 'draft') throw problems['paper.settled']({ state: PAPER_STATE_LABEL[paper.state] })
  if (paper.version !== version) throw kernelProblems['object.changed']()
  return paper
}

async function writePapers(
  tx: Tx,
  reader: Reader,
  papers: Paper[],
  event: string,
  now: Date,
  reason?: string,
): Promise<void> {
  const persons = await personsNamed(tx, reader, papers)
  const facts = papers.map(({ id, version, body: words, ...body }) => ({
    event,
    objectType: 'case-paper',
    objectId: id,
    version,
    body: {
      ...body,
      body: withoutNames(words, persons),
      sentAt: body.sentAt?.toISOString() ?? null,
      createdAt: new Date(body.createdAt).toISOString(),
    },
    reason,
  }))
  await record(tx, reader, facts, now)
  await sql`insert into case_paper (community_id, id, kind, year, number, title, case_ids, party_id, outside, body, state,
      author, sender, sent_at, version, created_at)
    select ${reader.communityId}::uuid, r.id, r.kind, r.year, r.number, r.title, r."caseIds", r."partyId", r.outside,
      r.body, r.state, r.author, r.sender, r."sentAt", r.version, r."createdAt"
    from jsonb_to_recordset(${JSON.stringify(papers)}::jsonb) as r (id uuid, kind text, year int, number int, title text,
      "caseIds" uuid[], "partyId" uuid, outside text, body jsonb, state text, author uuid, sender uuid,
      "sentAt" timestamptz, version int, "createdAt" timestamptz)
    on conflict (community_id, id) do update set year = excluded.year, number = excluded.number, title = excluded.title,
      body = excluded.body, state = excluded.state, sender = excluded.sender, sent_at = excluded.sent_at,
      version = excluded.version`.execute(tx)
}

// History is never erased: a person stands there by number, in partyId and in the problems, never by name.
async function personsNamed(tx: Tx, reader: Reader, papers: Paper[]): Promise<Set<string>> {
  const names = papers.flatMap(({ body }) => [body.addressee, ...body.rows.map((row) => row.party)])
  const found = await sql<{ name: string }>`select name from party_label
    where community_id = ${reader.communityId}::uuid and kind = 'person' and name <> ''
      and name = any(${[...new Set(names)]}::text[])`.execute(tx)
  return new Set(found.rows.map((row) => row.name))
}

function withoutNames(body: PaperBody, persons: Set<string>): PaperBody {
  const kept = (name: string): string => (persons.has(name) ? '' : name)
  const rows = body.rows.map((row) => ({ ...row, party: kept(row.party) }))
  return { ...body, addressee: kept(body.addressee), rows }
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
