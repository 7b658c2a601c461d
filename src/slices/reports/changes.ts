import type { CommandContext } from '#kernel/node/commands.ts'
import { trimDecimal } from '#kernel/print-figure.ts'
import { answerChips, type Defs, figureDefs } from './answer-chips.ts'
import { figureAttrs, figuresOf } from './doc.ts'
import { itemChip, liveEvidence, PROBLEM_ITEM } from './freeze.ts'
import { openReport } from './looks.ts'
import { movedRecords } from './moved-records.ts'
import { problems } from './problems.ts'
import type { ChangedFigure, ReportChanges } from './schema.ts'
import { openProblems, type ReportRow } from './store.ts'
import { frozenEvidence, type FrozenFigure, frozenFigures } from './store-frozen.ts'

const MOST_MOVED = 200

/** Figures of an issued report that the ledger would answer otherwise today, and the records that moved them. */
export async function getChanges(context: CommandContext, id: string): Promise<ReportChanges> {
  const { tx, reader } = context
  const report = await openReport(context, id)
  if (report.state !== 'issued') throw problems['report.not-issued']()
  const frozen = await frozenFigures(tx, reader, id)
  const defs = await figureDefs(context)
  const live = await liveValues(context, report, frozen, defs)
  const figures: ChangedFigure[] = []
  for (const [index, figure] of frozen.entries()) {
    const now = live[index]!
    if (same(figure.value, now.value)) continue
    const before = await frozenEvidence(tx, reader, id, figure.chip, { offset: 0, limit: 1_000_000 })
    const moved = movedRecords(before.rows, await liveEvidence(context, defs, figure))
    const { chip, key, label, from, to } = figure
    figures.push({
      chip,
      key,
      label,
      from,
      to,
      frozenValue: figure.value,
      frozenPrinted: figure.printed,
      ...now,
      records: moved.slice(0, MOST_MOVED),
      movedTotal: moved.length,
    })
  }
  return { position: report.position!, figures }
}

async function liveValues(
  context: CommandContext,
  report: ReportRow,
  frozen: FrozenFigure[],
  defs: Defs,
): Promise<{ value: string | null; printed: string }[]> {
  const prints = new Map(figuresOf(report.doc).map((node) => [node.attrs.chip, node.attrs.print]))
  const asked = frozen.filter((figure) => figure.key !== PROBLEM_ITEM)
  const chips = asked.map(({ chip, key, from, to }) =>
    figureAttrs.parse({ chip, key, from, to, print: prints.get(chip) }),
  )
  const answers = new Map((await answerChips(context, chips, report, defs)).map((answer) => [answer.chip, answer]))
  const items = frozen.some((figure) => figure.key === PROBLEM_ITEM)
  const open = items ? await openProblems(context.tx, context.reader, report.to) : []
  return frozen.map((figure) => {
    const answer = answers.get(figure.chip)
    if (answer) return { value: answer.value, printed: answer.printed }
    const count = open.filter((problem) => itemChip(problem.pointType, problem.item) === figure.chip).length
    return { value: String(count), printed: `${count}个` }
  })
}

function same(a: string | null, b: string | null): boolean {
  return a === null || b === null ? a === b : trimDecimal(a) === trimDecimal(b)
}
