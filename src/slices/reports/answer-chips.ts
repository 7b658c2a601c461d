import type { FigureDef, FigurePeriod } from '#kernel/figure.ts'
import { newId } from '#kernel/ids.ts'
import type { CommandContext } from '#kernel/node/commands.ts'
import { printFigure, trimDecimal } from '#kernel/print-figure.ts'
import { type BlockNode, type FigureAttrs, figuresOf, type InlineNode, type ReportDoc } from './doc.ts'
import { problems } from './problems.ts'

export type Defs = Map<string, FigureDef>

export async function figureDefs({ app, tx, reader }: CommandContext): Promise<Defs> {
  return new Map((await app.figures.defs(tx, reader)).map((def) => [def.key, def]))
}

/** What a chip asks, the report's own period filled in. */
export function scopeOf(attrs: Pick<FigureAttrs, 'from' | 'to'>, report: FigurePeriod): FigurePeriod {
  return { from: attrs.from ?? report.from, to: attrs.to ?? report.to }
}

/**
 * Fills every chip with what the ledger answers now; nothing the browser sent as a value survives. Equal questions
 * are asked once. Never fails for one bad chip: it says so in its `problem` and prints a dash.
 */
export async function answerChips(
  context: CommandContext,
  chips: FigureAttrs[],
  report: FigurePeriod,
  defs: Defs,
): Promise<FigureAttrs[]> {
  const { app, tx, reader } = context
  const asked = new Map<string, { def: FigureDef; scope: FigurePeriod }>()
  const nameOf = (chip: FigureAttrs): string => `${chip.key} ${Object.values(scopeOf(chip, report)).join(' ')}`
  for (const chip of chips) {
    const def = defs.get(chip.key)
    const scope = scopeOf(chip, report)
    if (def && scope.from <= scope.to) asked.set(nameOf(chip), { def, scope })
  }
  const names = [...asked.keys()]
  const answers = names.length > 0 ? await app.figures.answerAll(tx, reader, [...asked.values()]) : []
  const answerOf = new Map(names.map((name, index) => [name, answers[index]!]))
  return chips.map((chip) => {
    const def = defs.get(chip.key)
    const answer = answerOf.get(nameOf(chip))
    const own = { chip: chip.chip, key: chip.key, from: chip.from, to: chip.to, print: chip.print }
    if (!def || !answer) {
      const problem = def
        ? problems['report.period']({ ...scopeOf(chip, report) })
        : problems['chip.unknown-key']({ key: chip.key })
      const label = def?.label ?? chip.key
      return { ...own, label, unit: def?.unit ?? '', value: null, printed: '—', count: 0, problem: problem.say() }
    }
    return {
      ...own,
      label: def.label,
      unit: answer.unit,
      value: answer.value === null ? null : trimDecimal(answer.value),
      printed: printFigure(answer.value, answer.unit, chip.print === 'default' ? def.print : chip.print, def.hedge),
      count: answer.count,
      problem: answer.value === null ? problems['chip.no-value']({ label: def.label }).say() : null,
    }
  })
}

/** The document with its chips answered. A chip pasted twice gets a name of its own the second time. */
export async function answerDoc(context: CommandContext, doc: ReportDoc, report: FigurePeriod): Promise<ReportDoc> {
  const named = withOwnNames(doc)
  const chips = figuresOf(named).map((node) => node.attrs)
  if (chips.length === 0) return named
  const answers = await answerChips(context, chips, report, await figureDefs(context))
  let next = 0
  return mapInlines(named, (node) => (node.type === 'figure' ? { ...node, attrs: answers[next++]! } : node))
}

function withOwnNames(doc: ReportDoc): ReportDoc {
  const seen = new Set<string>()
  return mapInlines(doc, (node) => {
    if (node.type !== 'figure') return node
    const chip = seen.has(node.attrs.chip) ? newId() : node.attrs.chip
    seen.add(chip)
    return { ...node, attrs: { ...node.attrs, chip } }
  })
}

function mapInlines(doc: ReportDoc, change: (node: InlineNode) => InlineNode): ReportDoc {
  return {
    type: 'doc',
    content: doc.content.map((node): BlockNode =>
      (node.type === 'heading' || node.type === 'paragraph') && node.content
        ? { ...node, content: node.content.map(change) }
        : node,
    ),
  }
}
