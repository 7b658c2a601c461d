import type { App } from '#kernel/node/app.ts'
import type { Tx } from '#kernel/node/db.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import type { Reader } from '#kernel/reader.ts'
import { paperProblems as problems } from './paper-problems.ts'
import { firstWords, periodWords, RESENT_INTRO } from './paper-rules.ts'
import { PAPER_LABEL, type PaperDraft, type SuperviseRule } from './paper-schema.ts'
import { PLAIN_OF } from './schema.ts'
import { type StandingCase, readCases } from './store-body.ts'
import { casesToSupervise, openCases, partyNames } from './store-paper-cases.ts'
import { addPapers, type NewPaper } from './store-paper-acts.ts'

interface Context {
  app: App
  tx: Tx
  reader: Reader
}

/** Drafts what was asked for: one paper for each body it goes to. Nothing is sent. @throws paper.* */
export async function draftPapers(context: Context, draft: PaperDraft): Promise<{ id: string }[]> {
  const { app, tx, reader } = context
  if (draft.kind === 'bulletin') return draftBulletin(context, draft)
  const standing = await readCases(tx, reader.communityId, draft.caseIds)
  if (standing.size < new Set(draft.caseIds).size) throw problems['paper.case-unknown']()
  const open = inOrder(standing, draft.caseIds).filter(({ body }) => PLAIN_OF[body.state] !== 'done')
  if (open.length === 0) throw problems['paper.ended']({ kind: PAPER_LABEL[draft.kind] })
  const papers = draft.kind === 'coordinate' ? toOutside(open) : await toParties(tx, reader, draft.kind, open)
  return addPapers({ app, tx, reader }, papers)
}

/**
 * 督办单 for everything under the rule that no 督办单 was written about yet. Drafts only: a named leader decides whether
 * they go out.
 * @throws paper.none-late
 */
export async function draftSupervision(context: Context, rule: SuperviseRule): Promise<{ id: string }[]> {
  const drafted = await superviseByRule(context, rule)
  if (drafted.length === 0) throw problems['paper.none-late']({ days: rule.overDays, times: rule.reworks })
  return drafted
}

/** The same every worked morning, unasked; what somebody dropped is not drafted again. */
export function draftDailySupervision(context: Context, rule: SuperviseRule): Promise<{ id: string }[]> {
  return superviseByRule(context, rule, true)
}

async function superviseByRule(context: Context, rule: SuperviseRule, heedDropped = false): Promise<{ id: string }[]> {
  const { app, tx, reader } = context
  // In turn: the button and the morning's round at once must not both write about one case.
  await takeTurn(tx, reader.communityId)
  const cases = await casesToSupervise(tx, reader, rule, app.now(), heedDropped)
  if (cases.length === 0) return []
  const ids = cases.map(({ id }) => id)
  const resent = new Set(cases.flatMap(({ id, late }) => (late ? [] : [id])))
  const standing = await readCases(tx, reader.communityId, ids)
  const papers = await toParties(tx, reader, 'supervise', inOrder(standing, ids))
  return addPapers(
    context,
    papers.map((paper) => (paper.caseIds.some((id) => resent.has(id)) ? { ...paper, intro: RESENT_INTRO } : paper)),
  )
}

function inOrder(standing: Map<string, StandingCase>, ids: string[]): StandingCase[] {
  return [...new Set(ids)].flatMap((id) => standing.get(id) ?? [])
}

async function draftBulletin(context: Context, { from, to }: { from: string; to: string }): Promise<{ id: string }[]> {
  const { app, tx, reader } = context
  if (to < from) throw problems['paper.period']({}, 'to')
  const caseIds = await openCases(tx, reader, to, app.now())
  const words = firstWords('bulletin', '各网格、各责任单位', periodWords(from, to))
  return addPapers(context, [{ kind: 'bulletin', caseIds, partyId: null, outside: '', period: { from, to }, ...words }])
}

async function toParties(
  tx: Tx,
  reader: Reader,
  kind: 'dispatch' | 'notice' | 'supervise',
  cases: StandingCase[],
): Promise<NewPaper[]> {
  const nobodys = cases.filter(({ body }) => body.partyId === null)
  if (nobodys.length > 0) {
    throw problems['paper.no-party']({ count: nobodys.length, first: nobodys[0]!.body.issue })
  }
  const byParty = Map.groupBy(cases, ({ body }) => body.partyId!)
  const names = await partyNames(tx, reader, [...byParty.keys()])
  return [...byParty].map(([partyId, own]) => ({
    kind,
    caseIds: own.map(({ id }) => id),
    partyId,
    outside: '',
    period: null,
    ...firstWords(kind, names.get(partyId) || '责任单位', ''),
  }))
}

function toOutside(cases: StandingCase[]): NewPaper[] {
  const nobodys = cases.filter(({ body }) => body.outside === '')
  if (nobodys.length > 0) {
    throw problems['paper.no-outside']({ count: nobodys.length, first: nobodys[0]!.body.issue })
  }
  return [...Map.groupBy(cases, ({ body }) => body.outside)].map(([outside, own]) => ({
    kind: 'coordinate',
    caseIds: own.map(({ id }) => id),
    partyId: null,
    outside,
    period: null,
    ...firstWords('coordinate', outside, ''),
  }))
}
