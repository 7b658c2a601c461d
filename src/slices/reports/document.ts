import { cutText } from '#kernel/cut-text.ts'
import { dayAt } from '#kernel/days.ts'
import type { Evidence } from '#kernel/figure.ts'
import type { CommandContext } from '#kernel/node/commands.ts'
import type { Annex, Gongwen } from '#kernel/node/office/gongwen-model.ts'
import { printFigure } from '#kernel/print-figure.ts'
import { figureDefs, scopeOf } from './answer-chips.ts'
import { type AnnexFigure, evidenceAnnex, photoAnnex, type RecordAway } from './annex-of.ts'
import { type FigureAttrs, figuresOf } from './doc.ts'
import { entryId, gongwenOf } from './gongwen-of.ts'
import { presentReport } from './looks.ts'
import { photoPages } from './photo-pages.ts'
import { actorNames, communityOf, photosAway, type ReportRow } from './store.ts'
import { frozenEvidence } from './store-frozen.ts'

/** Enough for a community's year; what is left out is said in the annex and counted in the total. */
const MOST_ROWS = 500
const MOST_PHOTO_ROWS = 60

export type Edition = 'clean' | 'draft'

/**
 * The report as an official document, gathered but not yet written as a file. clean is the 报送版; draft is the 底稿
 * whose figures open an annex with the records behind them: as frozen once the report is issued, as they are now
 * before that.
 * @throws report.missing
 */
export async function reportPaper(
  context: CommandContext,
  id: string,
  edition: Edition,
): Promise<{ paper: Gongwen; fileName: string }> {
  const report = await presentReport(context, id)
  const { name } = await communityOf(context.tx, context.reader)
  const names = await actorNames(context.tx, [report.author])
  const head = {
    title: report.title,
    unit: name,
    day: dayAt(report.issuedAt ?? context.app.now()),
    from: report.from,
    to: report.to,
    author: names.get(report.author) ?? '',
  }
  const annexes = edition === 'draft' ? await annexesOf(context, report) : []
  const paper = gongwenOf(report.doc, head, edition, annexes)
  const what = edition === 'clean' ? '报送版' : '底稿'
  const unfinished = report.state === 'issued' ? '' : '·未定稿'
  return { paper, fileName: `${fileSafe(report.title)}（${what}${unfinished}）.docx` }
}

async function annexesOf(context: CommandContext, report: ReportRow): Promise<Annex[]> {
  const figures = await annexFigures(context, report)
  if (figures.length === 0) return []
  const photos = await photoPages(context, figures, MOST_PHOTO_ROWS)
  const away = await recordsWithPhotosAway(context, figures)
  if (photos.length === 0 && away.length === 0) return [evidenceAnnex(figures, '附件')]
  return [evidenceAnnex(figures, '附件1'), photoAnnex(photos, away, '附件2')]
}

/** Records behind the figures whose photos have not all come, each once. */
async function recordsWithPhotosAway({ tx, reader }: CommandContext, figures: AnnexFigure[]): Promise<RecordAway[]> {
  const rows = new Map(figures.flatMap((figure) => figure.rows.map((row) => [row.id, row])))
  const away = await photosAway(tx, reader, [...rows.values()])
  return [...rows.values()].flatMap((row) => {
    const photos = away.get(row.id)
    return photos ? [{ row, photos }] : []
  })
}

async function annexFigures(context: CommandContext, report: ReportRow): Promise<AnnexFigure[]> {
  const entries = new Map<string, AnnexFigure>()
  const read = evidenceReader(context, report)
  for (const { attrs } of figuresOf(report.doc)) {
    const scope = scopeOf(attrs, report)
    const id = entryId(attrs.key, scope.from, scope.to)
    if (attrs.value === null || entries.has(id)) continue
    const { total, rows } = await read(attrs)
    const exact = printFigure(attrs.value, attrs.unit, 'exact')
    entries.set(id, { id, label: attrs.label, ...scope, exact, total, rows })
  }
  return [...entries.values()]
}

type ReadEvidence = (attrs: FigureAttrs) => Promise<{ total: number; rows: Evidence[] }>

function evidenceReader(context: CommandContext, report: ReportRow): ReadEvidence {
  const { app, tx, reader } = context
  const page = { offset: 0, limit: MOST_ROWS }
  if (report.state === 'issued') return (attrs) => frozenEvidence(tx, reader, report.id, attrs.chip, page)
  const defs = figureDefs(context)
  return async (attrs) => {
    const def = (await defs).get(attrs.key)
    return def ? app.figures.evidence(tx, reader, def, scopeOf(attrs, report), page) : { total: 0, rows: [] }
  }
}

function fileSafe(title: string): string {
  // oxlint-disable-next-line no-control-regex
  return cutText(title.replace(/[\\/:*?"<>|\u0000-\u001f]/g, ' ').trim(), 80)
}
