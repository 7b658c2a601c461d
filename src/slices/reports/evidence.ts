import { newId } from '#kernel/ids.ts'
import type { CommandContext } from '#kernel/node/commands.ts'
import { printFigure } from '#kernel/print-figure.ts'
import { answerChips, figureDefs, scopeOf } from './answer-chips.ts'
import { figureAttrs, figuresOf } from './doc.ts'
import { liveEvidence, PROBLEM_ITEM } from './freeze.ts'
import { openReport } from './looks.ts'
import { problems } from './problems.ts'
import type { EvidencePage } from './schema.ts'
import { photosAway, type ReportRow } from './store.ts'
import { frozenEvidence, frozenFigures } from './store-frozen.ts'

interface Asked {
  chip?: string | undefined
  key?: string | undefined
  from?: string | undefined
  to?: string | undefined
  offset: number
  limit: number
}

/** @throws report.missing · chip.missing · chip.unknown-key */
export async function getEvidence(context: CommandContext, id: string, asked: Asked): Promise<EvidencePage> {
  const page = await evidencePage(context, id, asked)
  const away = await photosAway(context.tx, context.reader, page.rows)
  const rows = page.rows.map((row) => {
    const photos = away.get(row.id)
    return photos === undefined ? row : { ...row, photosAway: photos }
  })
  return { ...page, rows }
}

async function evidencePage(context: CommandContext, id: string, asked: Asked): Promise<EvidencePage> {
  const { app, tx, reader } = context
  const report = await openReport(context, id)
  const page = { offset: asked.offset, limit: asked.limit }
  if (asked.chip !== undefined && report.state === 'issued') {
    const figure = (await frozenFigures(tx, reader, id)).find((candidate) => candidate.chip === asked.chip)
    if (!figure) throw problems['chip.missing']()
    const { key, label, from, to, value, unit, printed } = figure
    const exact = printFigure(value, unit, 'exact')
    return {
      frozen: true,
      key,
      label,
      from,
      to,
      value,
      exact,
      printed,
      ...(await frozenEvidence(tx, reader, id, figure.chip, page)),
    }
  }
  if (asked.chip?.startsWith('problem:')) return openItem(context, report, asked.chip, page)
  const chip = figuresOf(report.doc).find((node) => node.attrs.chip === asked.chip)?.attrs
  const key = asked.key ?? chip?.key
  if (key === undefined) throw problems['chip.missing']()
  const defs = await figureDefs(context)
  const def = defs.get(key)
  if (!def) throw problems['chip.unknown-key']({ key }, 'key')
  const own = { from: asked.from ?? chip?.from ?? null, to: asked.to ?? chip?.to ?? null }
  const scope = scopeOf(own, report)
  if (scope.from > scope.to) throw problems['report.period']({ ...scope }, 'from')
  const shown = figureAttrs.parse({ chip: chip?.chip ?? newId(), key, ...own, print: chip?.print ?? 'default' })
  const [answer] = await answerChips(context, [shown], report, defs)
  const exact = printFigure(answer!.value, answer!.unit, 'exact')
  const { label, value, printed } = answer!
  return {
    frozen: false,
    key,
    label,
    ...scope,
    value,
    exact,
    printed,
    ...(await app.figures.evidence(tx, reader, def, scope, page)),
  }
}

async function openItem(
  context: CommandContext,
  report: ReportRow,
  chip: string,
  page: { offset: number; limit: number },
): Promise<EvidencePage> {
  const period = { from: report.from, to: report.to }
  const rows = await liveEvidence(context, new Map(), { chip, key: PROBLEM_ITEM, ...period })
  const value = String(rows.length)
  const label = chip.slice('problem:'.length).replace('/', '：')
  return {
    frozen: false,
    key: PROBLEM_ITEM,
    label,
    ...period,
    value,
    exact: `${value}个`,
    printed: `${value}个`,
    total: rows.length,
    rows: rows.slice(page.offset, page.offset + page.limit),
  }
}
