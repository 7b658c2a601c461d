import { sentenceLanguage } from '#kernel/language.ts'
import type { CommandContext } from '#kernel/node/commands.ts'
import { answerChips, figureDefs, scopeOf } from './answer-chips.ts'
import { adviceOn } from './checks.ts'
import { type FigureAttrs, figureAttrs } from './doc.ts'
import { freshDoc } from './draft-doc.ts'
import { problems } from './problems.ts'
import { mayOf, refusalOf } from './rules.ts'
import type { Advice, FigureAsk, FigureChoice, ReportFull, TypedNumber } from './schema.ts'
import { actorNames, communityOf, findReport, reportEvents, reportPage, type ReportRow } from './store.ts'
import { typedNumbersIn } from './typed-in-doc.ts'

export async function figureChoices(context: CommandContext): Promise<FigureChoice[]> {
  const { app, tx, reader } = context
  return (await app.figures.defs(tx, reader)).map(({ key, label, unit, tense, print }) => ({
    key,
    label,
    unit,
    tense,
    print,
  }))
}

export async function listReports(context: CommandContext, asked: Parameters<typeof reportPage>[2]) {
  return reportPage(context.tx, context.reader, asked)
}

/** @throws report.missing */
export async function openReport({ tx, reader }: CommandContext, id: string): Promise<ReportRow> {
  const report = await findReport(tx, reader, id)
  if (!report) throw problems['report.missing']()
  return report
}

/** Of a draft the figures are as the ledger answers now; of an issued report as they were frozen. */
export async function presentReport(context: CommandContext, id: string): Promise<ReportRow> {
  const report = await openReport(context, id)
  const live = report.state === 'draft' || report.state === 'review'
  return live ? { ...report, doc: await freshDoc(context, report.doc, report) } : report
}

export async function getReport(context: CommandContext, id: string): Promise<ReportFull> {
  const { tx, reader } = context
  const report = await presentReport(context, id)
  const names = await actorNames(tx, [report.author, report.issuer])
  const { settings } = await communityOf(tx, reader)
  const standing = { ...report, reviewByOther: settings.reviewByOther === true }
  const { outline, title, from, to, state, doc, version, author, position } = report
  return {
    id,
    title,
    from,
    to,
    state,
    version,
    author,
    authorName: names.get(author) ?? '',
    issuerName: report.issuer ? (names.get(report.issuer) ?? '') : '',
    updatedAt: report.updatedAt.toISOString(),
    issuedAt: report.issuedAt?.toISOString() ?? null,
    doc,
    position,
    outline,
    events: await reportEvents(tx, reader, id),
    may: mayOf(standing, reader),
    needsOther: refusalOf('issue', standing, reader) === 'own',
  }
}

/** One chip answered for a period and print, without saving anything. */
export async function askFigure(context: CommandContext, id: string, ask: FigureAsk): Promise<FigureAttrs> {
  const report = await openReport(context, id)
  const defs = await figureDefs(context)
  if (!defs.has(ask.key)) throw problems['chip.unknown-key']({ key: ask.key }, 'key')
  const scope = scopeOf(ask, report)
  if (scope.from > scope.to) throw problems['report.period']({ ...scope }, 'from')
  const [answer] = await answerChips(context, [figureAttrs.parse(ask)], report, defs)
  return answer!
}

export async function listTypedNumbers(context: CommandContext, id: string): Promise<TypedNumber[]> {
  return typedNumbersIn((await openReport(context, id)).doc)
}

export async function listAdvice(context: CommandContext, id: string): Promise<Advice[]> {
  const report = await presentReport(context, id)
  return adviceOn(report.doc, sentenceLanguage(context.reader.language))
}
