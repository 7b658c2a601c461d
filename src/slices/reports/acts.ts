import { newId } from '#kernel/ids.ts'
import type { CommandContext } from '#kernel/node/commands.ts'
import { record } from '#kernel/node/record.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import { problems as common } from '#kernel/problems.ts'
import { freshDoc, readDoc } from './draft-doc.ts'
import type { ReportDoc } from './doc.ts'
import { draftFromOutline } from './draft-from-outline.ts'
import { freezeFigures } from './freeze.ts'
import { readOutline } from './outlines.ts'
import { problems } from './problems.ts'
import { refusalOf, type Step, STEPS } from './rules.ts'
import { REPORT_STATE_LABEL, type ReportDraft, type ReportSaved } from './schema.ts'
import { communityOf, findReport, insertReport, type ReportRow, updateReport } from './store.ts'

const LONGEST_YEARS = 10
/** The period before any of these is still made of days the product knows (from 1900). */
const FIRST_YEAR = 1920

/** @throws outline.missing · outline.invalid · report.period · report.period-long · report.id-taken */
export async function createReport(context: CommandContext, draft: ReportDraft): Promise<ReportSaved> {
  const { app, tx, reader } = context
  const period = { from: draft.from, to: draft.to }
  if (period.from > period.to) throw problems['report.period'](period)
  if (Number(period.to.slice(0, 4)) - Number(period.from.slice(0, 4)) >= LONGEST_YEARS) {
    throw problems['report.period-long']({ years: LONGEST_YEARS })
  }
  if (Number(period.from.slice(0, 4)) < FIRST_YEAR) throw problems['report.period-early']({ year: FIRST_YEAR })
  await takeTurn(tx, reader.communityId)
  if (draft.id !== undefined && (await findReport(tx, reader, draft.id))) throw problems['report.id-taken']()
  const outline = await readOutline(context, draft.outline)
  const made = draftFromOutline(outline, period, (await communityOf(tx, reader)).name)
  const now = app.now()
  const row: ReportRow = {
    id: draft.id ?? newId(),
    outline: draft.outline,
    title: draft.title ?? made.title,
    ...period,
    state: 'draft',
    doc: await freshDoc(context, made.doc, period),
    version: 1,
    author: reader.actor,
    reviewer: null,
    issuer: null,
    issuedAt: null,
    position: null,
    createdAt: now,
    updatedAt: now,
  }
  await record(tx, reader, [factOf('report.created', row)], now)
  await insertReport(tx, reader, row)
  return savedOf(row)
}

/** Figures are computed again whatever was sent. @throws report.changed · report.state · request.invalid */
export async function saveReport(
  context: CommandContext,
  id: string,
  change: { title: string; doc: ReportDoc; version: number },
): Promise<ReportSaved> {
  const before = await take(context, id, 'save', change.version)
  const doc = await freshDoc(context, readDoc(change.doc), before)
  return write(context, { ...before, title: change.title, doc }, 'report.saved')
}

export async function submitReport(context: CommandContext, id: string, version: number): Promise<ReportSaved> {
  const before = await take(context, id, 'submit', version)
  const doc = await freshDoc(context, before.doc, before)
  return write(context, { ...before, doc, state: 'review' }, 'report.submitted')
}

export async function returnReport(
  context: CommandContext,
  id: string,
  version: number,
  note: string,
): Promise<ReportSaved> {
  const before = await take(context, id, 'return', version)
  return write(context, { ...before, state: 'draft', reviewer: context.reader.actor }, 'report.returned', note)
}

/**
 * 定稿: text and figures are computed once more and frozen with the records behind them, all at one position of the
 * community's history. @throws report.changed · report.state · report.own-issue · access.denied
 */
export async function issueReport(context: CommandContext, id: string, version: number): Promise<ReportSaved> {
  const { app, tx, reader } = context
  const before = await take(context, id, 'issue', version)
  const doc = await freshDoc(context, before.doc, before)
  const now = app.now()
  const issued: ReportRow = {
    ...before,
    doc,
    state: 'issued',
    version: before.version + 1,
    reviewer: reader.actor,
    issuer: reader.actor,
    issuedAt: now,
    updatedAt: now,
  }
  const [position] = await record(tx, reader, [factOf('report.issued', issued)], now)
  await updateReport(tx, reader, { ...issued, position: position! })
  await freezeFigures(context, issued)
  return savedOf(issued)
}

export async function withdrawReport(
  context: CommandContext,
  id: string,
  version: number,
  reason: string,
): Promise<{ id: string; version: number }> {
  const before = await take(context, id, 'withdraw', version)
  const saved = await write(context, { ...before, state: 'withdrawn' }, 'report.withdrawn', reason)
  return { id, version: saved.version }
}

/**
 * The report, locked, if this reader may take this step with the version they hold. The community's counter is locked
 * first, as every write does in the end: one order of locks, no deadlock, and one position for all that is read here.
 */
async function take({ tx, reader }: CommandContext, id: string, step: Step, version: number): Promise<ReportRow> {
  await takeTurn(tx, reader.communityId)
  const report = await findReport(tx, reader, id, true)
  if (!report || report.state === 'withdrawn') throw problems['report.missing']()
  const { settings } = await communityOf(tx, reader)
  const refusal = refusalOf(step, { ...report, reviewByOther: settings.reviewByOther === true }, reader)
  if (refusal === 'role') throw common['access.denied']()
  if (refusal === 'own') throw problems['report.own-issue']()
  if (report.version !== version) throw problems['report.changed']({ version: report.version })
  if (refusal === 'state') {
    const rule = STEPS[step]
    throw problems['report.state']({ state: REPORT_STATE_LABEL[report.state], act: rule.zh, actEn: rule.en })
  }
  return report
}

async function write(context: CommandContext, row: ReportRow, event: string, reason?: string): Promise<ReportSaved> {
  const { app, tx, reader } = context
  const now = app.now()
  const next = { ...row, version: row.version + 1, updatedAt: now }
  await record(tx, reader, [{ ...factOf(event, next), ...(reason ? { reason } : {}) }], now)
  await updateReport(tx, reader, next)
  return savedOf(next)
}

function factOf(event: string, row: ReportRow) {
  const { id, version, createdAt: _, updatedAt: __, issuedAt, position: ___, ...body } = row
  return {
    event,
    objectType: 'report',
    objectId: id,
    version,
    body: { ...body, issuedAt: issuedAt?.toISOString() ?? null },
  }
}

function savedOf(row: ReportRow): ReportSaved {
  return { id: row.id, version: row.version, state: row.state, doc: row.doc }
}
