import { sql } from 'kysely'
import { dayAt } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import type { Tx } from '#kernel/node/db.ts'
import { record } from '#kernel/node/record.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import { problems as kernelProblems } from '#kernel/problems.ts'
import type { Reader } from '#kernel/reader.ts'
import type { Paper, PaperBody } from './paper-body.ts'
import { paperProblems as problems } from './paper-problems.ts'
import { maySendPaper, OFFICE_LABEL, officeOf } from './paper-rules.ts'
import { PAPER_STATE_LABEL, type PaperChange, type PaperView } from './paper-schema.ts'
import { withoutNames } from './store-paper-names.ts'
import { fullBody, openPaper, type PaperContext, viewPaper } from './store-papers.ts'
import './tables.ts'

export type NewPaper = Pick<Paper, 'kind' | 'title' | 'caseIds' | 'partyId' | 'outside'> &
  Pick<PaperBody, 'addressee' | 'intro' | 'demands' | 'period'>

/** Drafts papers in the name of the reader's own office. */
export async function addPapers({ app, tx, reader }: PaperContext, drafts: NewPaper[]): Promise<{ id: string }[]> {
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
    body: { ...words, office: officeOf(reader.role), unit: '', facts: [], rows: [] },
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

/** Changes the words of a draft. @throws paper.settled, paper.other-office, object.changed */
export async function changePaper(
  context: PaperContext,
  id: string,
  { version, title, ...words }: PaperChange,
): Promise<PaperView> {
  const paper = await draftOf(context, id, version)
  const next: Paper = { ...paper, title, body: { ...paper.body, ...words }, version: version + 1 }
  await writePapers(context.tx, context.reader, [next], 'paper.changed', context.app.now())
  return viewPaper(context, id)
}

/**
 * Sends a draft: it gets the next number of its kind and year, and what it says is frozen with it. Numbers are given
 * under the community's turn and to nothing but what is sent, so none is ever missing.
 * @throws paper.leader-only, paper.settled, paper.other-office, object.changed
 */
export async function sendPaper(context: PaperContext, id: string, version: number): Promise<PaperView> {
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

/** @throws paper.settled, paper.other-office, object.changed */
export async function dropPaper(context: PaperContext, id: string, version: number, reason: string): Promise<void> {
  const paper = await draftOf(context, id, version)
  const dropped: Paper = { ...paper, state: 'dropped', version: version + 1 }
  await writePapers(context.tx, context.reader, [dropped], 'paper.dropped', context.app.now(), reason)
}

async function draftOf({ tx, reader }: PaperContext, id: string, version: number): Promise<Paper> {
  await takeTurn(tx, reader.communityId)
  const paper = await openPaper(tx, reader, id)
  if (paper.state !== 'draft') throw problems['paper.settled']({ state: PAPER_STATE_LABEL[paper.state] })
  const { office } = paper.body
  if (office !== officeOf(reader.role)) throw problems['paper.other-office']({ office: OFFICE_LABEL[office] })
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
  const bodies = await withoutNames(tx, reader.communityId, papers)
  const kept = papers.map((paper, at) => ({ ...paper, body: bodies[at]! }))
  const facts = kept.map(({ id, version, ...body }) => ({
    event,
    objectType: 'case-paper',
    objectId: id,
    version,
    body: {
      ...body,
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
    from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as r (id uuid, kind text, year int, number int, title text,
      "caseIds" uuid[], "partyId" uuid, outside text, body jsonb, state text, author uuid, sender uuid,
      "sentAt" timestamptz, version int, "createdAt" timestamptz)
    on conflict (community_id, id) do update set year = excluded.year, number = excluded.number, title = excluded.title,
      body = excluded.body, state = excluded.state, sender = excluded.sender, sent_at = excluded.sent_at,
      version = excluded.version`.execute(tx)
}
