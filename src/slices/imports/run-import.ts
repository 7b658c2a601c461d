import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { cutText } from '#kernel/cut-text.ts'
import { dayAt } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import type { CommandContext } from '#kernel/node/commands.ts'
import type { Workbook } from '#kernel/workbook.ts'
import { type Applied, applyPlan } from './apply-plan.ts'
import { communityTargets } from './catalogues.ts'
import type { FindingNote } from './finding-note.ts'
import type { Plan, PlanContext } from './plan-model.ts'
import { planImport, type PlanSheet, sourceOf } from './plan.ts'
import { readSheets, type SheetState } from './read-sheets.ts'
import type { ImportResult, ImportSummary, SheetMapping } from './schema.ts'
import { sayFindings } from './say-findings.ts'
import { sheetRows } from './sheet-rows.ts'
import { readMappings } from './store-batches.ts'
import { readKnown } from './store-known.ts'
import type { ImportTargetDef } from './target-def.ts'

export interface FileToPlan {
  workbook: Workbook
  fileName: string
  year: number
  decisions: SheetMapping[]
}

export interface FilePlan {
  plan: Plan
  states: SheetState[]
  targets: ImportTargetDef[]
  /** Everything there is to say, in the order of the sheets. */
  notes: FindingNote[]
}

export function planContext(
  context: CommandContext,
  year: number,
  reason: string,
  via: PlanContext['via'],
): PlanContext {
  return {
    year,
    today: dayAt(context.app.now()),
    reason,
    via,
    digest: (text) => createHash('sha256').update(text).digest('hex').slice(0, 32),
    newId: () => newId(),
    breathe: () => setImmediate(),
  }
}

const importReason = (fileName: string): string => cutText(`导入更正：${fileName}`, 200)

/** Reads what the file is and plans what each row becomes; writes nothing. */
export async function planFile(context: CommandContext, file: FileToPlan): Promise<FilePlan> {
  const { tx, reader } = context
  const targets = await communityTargets(context)
  const states = readSheets(file.workbook, targets, await readMappings(tx, reader), file.decisions)
  const sheets: PlanSheet[] = []
  const left: FindingNote[] = []
  for (const one of states) {
    if (one.state === 'ready' && one.target) sheets.push(sheetRows(one.sheet, one.reading, one.target))
    else left.push(notLoaded(one))
  }
  const prefixes = [...new Set(sheets.map((sheet) => sourceOf(file.year, sheet.target, '')))]
  const known = await readKnown(tx, reader, prefixes)
  const plan = await planImport(sheets, known, planContext(context, file.year, importReason(file.fileName), 'import'))
  return { plan, states, targets, notes: left }
}

function notLoaded({ sheet, state }: SheetState): FindingNote {
  const note = { sheet: sheet.name, cell: null, row: null, params: {} }
  switch (state) {
    case 'hidden':
      return { ...note, code: 'sheet.hidden', severity: 'info' }
    case 'ignored':
      return { ...note, code: 'sheet.ignored', severity: 'info' }
    case 'empty':
      return { ...note, code: 'sheet.empty', severity: 'info' }
    default:
      return { ...note, code: 'sheet.unrecognised', severity: 'question' }
  }
}

/** All notes of a plan in the order a clerk reads the file: sheet by sheet, row by row. */
export function notesInOrder({ plan, states, notes }: FilePlan): FindingNote[] {
  const order = new Map(states.map((state, index) => [state.sheet.name, index]))
  return [...notes, ...plan.notes, ...plan.rows.flatMap((row) => row.notes)]
    .map((note, index) => ({ note, index }))
    .sort(
      (a, b) =>
        order.get(a.note.sheet)! - order.get(b.note.sheet)! ||
        (a.note.row ?? 0) - (b.note.row ?? 0) ||
        a.index - b.index,
    )
    .map(({ note }) => note)
}

/** What would come of the plan, counted before anything is written. */
export function forecast(plan: Plan): Omit<Applied, 'objectIds'> {
  const of = (outcome: string): number => plan.rows.filter((row) => row.outcome === outcome).length
  return { accepted: of('new'), corrected: of('changed'), unchanged: of('unchanged'), broken: of('broken') }
}

export async function applyFile(
  context: CommandContext,
  file: FilePlan,
  about: { batchId: string; fileName: string; step?: (done: number, total: number) => Promise<void> },
): Promise<ImportResult> {
  const counts = await applyPlan(context, file.plan, {
    batchId: about.batchId,
    reason: importReason(about.fileName),
    step: about.step,
  })
  const { accepted, corrected, unchanged, broken } = counts
  const findings = sayFindings(notesInOrder(file), context.reader.language)
  return { batchId: about.batchId, accepted, corrected, unchanged, broken, findings }
}

export function summaryOf(result: ImportResult): ImportSummary {
  const { accepted, corrected, unchanged, broken, findings } = result
  return {
    accepted,
    corrected,
    unchanged,
    broken,
    questions: findings.filter((one) => one.severity === 'question').length,
  }
}
