import type { Plan, PlannedRow } from './plan-model.ts'
import { type FilePlan, forecast, notesInOrder } from './run-import.ts'
import { sayFindings, shownFindings } from './say-findings.ts'
import type { ImportPreview, PreviewSheet } from './schema.ts'
import type { Reader } from '#kernel/reader.ts'

/** Rows of a sheet, and names of what it brings, that a preview lists; the rest is counted. */
const LISTED = 500
const NAMES = 20

/** What an import would do, sheet by sheet, for the clerk to look at before confirming. */
export function previewOf(file: FilePlan, language: Reader['language']): ImportPreview {
  const findings = sayFindings(notesInOrder(file), language)
  const questions = findings.filter((one) => one.severity === 'question').length
  return {
    sheets: file.states.flatMap((state) =>
      state.state === 'ready' && state.target ? previewSheet(file.plan, state.sheet.name) : [],
    ),
    findings: shownFindings(findings),
    brings: bringsOf(file.plan),
    summary: { ...forecast(file.plan), questions },
  }
}

function previewSheet(plan: Plan, name: string): PreviewSheet[] {
  const rows = plan.rows.filter((row) => row.sheet === name)
  const target = rows[0]?.target
  if (!target) return []
  const used = new Set(rows.flatMap((row) => Object.keys(row.reading.texts)))
  const counts = { new: 0, changed: 0, unchanged: 0, broken: 0 }
  for (const row of rows) counts[row.outcome] += 1
  // What needs a look comes before what is plain.
  const weight = (row: PlannedRow): number =>
    row.outcome === 'broken' ? 0 : row.notes.some((note) => note.severity === 'question') ? 1 : 2
  const listed = [...rows]
    .sort((a, b) => weight(a) - weight(b) || a.row - b.row)
    .slice(0, LISTED)
    .sort((a, b) => a.row - b.row)
  return [
    {
      sheet: name,
      target: target.code,
      targetLabel: target.label,
      fields: target.fields.filter((field) => used.has(field.key)).map(({ key, label }) => ({ key, label })),
      counts,
      rows: listed.map((row) => ({
        row: row.row,
        outcome: row.outcome,
        title: row.title,
        values: valuesOf(row),
        question: row.notes.some((note) => note.severity === 'question'),
      })),
      more: rows.length - listed.length,
    },
  ]
}

/** Texts as they will be taken: days and quantities in their one spelling, broken ones as written. */
function valuesOf({ reading, target }: PlannedRow): Record<string, string> {
  return Object.fromEntries(
    Object.entries(reading.texts).map(([key, text]) => {
      const day = reading.days[key]
      const amount = reading.amounts[key]
      const unit = target.fields.find((field) => field.key === key)?.unit ?? ''
      if (day) return [key, day.from === day.to ? day.from : `${day.from} 至 ${day.to}`]
      return [key, amount ? `${amount.value}${unit}` : text]
    }),
  )
}

function bringsOf(plan: Plan): ImportPreview['brings'] {
  const groups: [string, string[]][] = [
    ['专项行动', plan.campaigns.map((one) => one.name)],
    ['网格', plan.places.filter((one) => one.type === 'grid').map((one) => one.name)],
    ['楼栋', plan.places.filter((one) => one.type === 'building').map((one) => one.name)],
    ['志愿服务站', plan.places.filter((one) => one.type === 'volunteer-station').map((one) => one.name)],
    ['单位', plan.parties.filter((one) => one.kind === 'unit').map((one) => one.name)],
    ['人员', plan.parties.filter((one) => one.kind === 'person').map((one) => one.name)],
    ['志愿服务队', plan.parties.filter((one) => one.kind === 'team').map((one) => one.name)],
  ]
  return groups
    .filter(([, names]) => names.length > 0)
    .map(([label, names]) => ({ label, count: names.length, names: names.slice(0, NAMES) }))
}
