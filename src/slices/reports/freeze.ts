import type { Evidence, FigureDef, FigurePeriod } from '#kernel/figure.ts'
import type { CommandContext } from '#kernel/node/commands.ts'
import { type Defs, figureDefs, scopeOf } from './answer-chips.ts'
import { figuresOf, type ReportDoc } from './doc.ts'
import { type OpenProblem, UNNAMED_TYPE } from './problem-groups.ts'
import { openProblems, type ReportRow } from './store.ts'
import { type FrozenFigure, insertFrozen } from './store-frozen.ts'

/** Records read at a time. */
const PAGE = 2_000
/** The key under which one 一是… of the problems section is frozen. */
export const PROBLEM_ITEM = 'problem.item'

/** Writes down every figure of an issued report with the records that made it. */
export async function freezeFigures(context: CommandContext, report: ReportRow): Promise<void> {
  const defs = await figureDefs(context)
  const known = new Map<string, Evidence[]>()
  const frozen: (FrozenFigure & { evidence: Evidence[] })[] = []
  for (const { attrs } of figuresOf(report.doc)) {
    const scope = scopeOf(attrs, report)
    const question = `${attrs.key} ${scope.from} ${scope.to}`
    if (!known.has(question)) known.set(question, await allEvidence(context, defs.get(attrs.key), scope))
    const { chip, key, label, value, unit, printed, count } = attrs
    frozen.push({ chip, key, label, ...scope, value, unit, printed, count, evidence: known.get(question)! })
  }
  frozen.push(...frozenItems(report, report.doc, await problemsIf(context, report)))
  await insertFrozen(context.tx, context.reader, report.id, frozen)
}

/** Every record behind a figure, page by page; none for a key nobody offers any more. */
async function allEvidence(
  { app, tx, reader }: CommandContext,
  def: FigureDef | undefined,
  scope: FigurePeriod,
): Promise<Evidence[]> {
  const rows: Evidence[] = []
  if (!def || scope.from > scope.to) return rows
  for (;;) {
    const page = await app.figures.evidence(tx, reader, def, scope, { offset: rows.length, limit: PAGE })
    rows.push(...page.rows)
    if (page.rows.length < PAGE) return rows
  }
}

export async function liveEvidence(
  context: CommandContext,
  defs: Defs,
  figure: Pick<FrozenFigure, 'chip' | 'key' | 'from' | 'to'>,
): Promise<Evidence[]> {
  if (figure.key !== PROBLEM_ITEM) return allEvidence(context, defs.get(figure.key), figure)
  const open = await openProblems(context.tx, context.reader, figure.to)
  return open.filter((problem) => itemChip(problem.pointType, problem.item) === figure.chip).map(evidenceOf)
}

export function itemChip(pointType: string, item: string): string {
  return `problem:${pointType || UNNAMED_TYPE}/${item}`
}

async function problemsIf({ tx, reader }: CommandContext, report: ReportRow): Promise<OpenProblem[]> {
  const drawn = report.doc.content.some((node) => node.type === 'problems')
  return drawn ? openProblems(tx, reader, report.to) : []
}

function frozenItems(
  period: FigurePeriod,
  doc: ReportDoc,
  open: OpenProblem[],
): (FrozenFigure & { evidence: Evidence[] })[] {
  const groups = doc.content.flatMap((node) => (node.type === 'problems' ? node.attrs.groups : []))
  return groups.flatMap((group) =>
    group.items
      .filter((item) => group.shown && item.shown)
      .map((item) => {
        const chip = itemChip(group.pointType, item.item)
        const evidence = open.filter((problem) => itemChip(problem.pointType, problem.item) === chip).map(evidenceOf)
        const count = evidence.length
        return {
          chip,
          key: PROBLEM_ITEM,
          label: `${group.pointType}：${item.item}`,
          from: period.from,
          to: period.to,
          value: String(count),
          unit: '个',
          printed: `${count}个`,
          count,
          evidence,
        }
      }),
  )
}

function evidenceOf(problem: OpenProblem): Evidence {
  const { id, version, day, dayTo, place, item, photos } = problem
  return { type: 'case', id, version, day, dayTo, place, title: item, amount: null, unit: '个', photos }
}
