import { fromMicros, toMicros } from '#kernel/decimal.ts'
import type { FindingNote } from './finding-note.ts'
import type { PlannedRow } from './plan-model.ts'
import type { PlaceBook } from './place-book.ts'
import { FIELD } from './target-def.ts'

/**
 * The same fact from two sources with two values: what the profile states against what the register of places adds up
 * to, and one fact stated twice. Both cells are named; neither is preferred.
 */
export function checkFacts(rows: PlannedRow[], places: PlaceBook): FindingNote[] {
  const notes: FindingNote[] = []
  const first = new Map<string, PlannedRow>()
  for (const row of rows) {
    if (row.target.takes.as !== 'profile') continue
    const key = Object.keys(row.reading.texts)[0]
    const fact = row.target.takes.facts.find((one) => one.key === key)
    if (!fact) continue
    const value = row.reading.amounts[fact.key]?.value ?? row.reading.words[fact.key]
    if (value === undefined) continue
    const unit = fact.unit ?? ''
    const conflict = (other: string, otherEn: string, counted: string): void =>
      void notes.push({
        sheet: row.sheet,
        cell: row.reading.refs[fact.key] ?? null,
        row: row.row,
        code: 'fact.conflict',
        severity: 'question',
        field: fact.key,
        params: { label: fact.label, said: `${value}${unit}`, other, otherEn, counted: `${counted}${unit}` },
      })
    const before = first.get(fact.key)
    if (before) {
      const stated = before.reading.amounts[fact.key]?.value ?? before.reading.words[fact.key] ?? ''
      const cell = before.reading.refs[fact.key] ?? ''
      if (stated !== value) conflict(`工作表“${before.sheet}”${cell}`, `sheet “${before.sheet}” ${cell}`, stated)
      continue
    }
    first.set(fact.key, row)
    if (fact.type !== 'number' || !fact.compare) continue
    const counted = registerValue(fact.compare, rows, places)
    if (counted && toMicros(counted.value) !== toMicros(value)) conflict(counted.where, counted.whereEn, counted.value)
  }
  return notes
}

interface Compare {
  type: string
  attr?: string | undefined
  label: string
}

function registerValue(
  compare: Compare,
  rows: PlannedRow[],
  places: PlaceBook,
): { value: string; where: string; whereEn: string } | null {
  const standing = [...places.all()].filter((place) => place.type === compare.type && place.validTo === null)
  if (standing.length === 0) return null
  const { attr } = compare
  const amounts =
    attr === undefined ? [] : standing.map((place) => place.attrs[attr]).filter((amount) => typeof amount === 'number')
  if (attr !== undefined && amounts.length === 0) return null
  const value =
    attr === undefined
      ? String(standing.length)
      : fromMicros(amounts.reduce((sum, amount) => sum + toMicros(amount.toFixed(6)), 0n))
  const inFile = rows.filter((row) => row.target.takes.as === 'place' && row.target.takes.type.code === compare.type)
  const field = attr === undefined ? 'name' : FIELD + attr
  const cells = inFile.map((row) => row.reading.refs[field]).filter((ref) => ref !== undefined)
  if (cells.length === 0)
    return {
      value,
      where: `登记册的${compare.label}（${standing.length} 处）`,
      whereEn: `the register (${standing.length} places)`,
    }
  const range = cells.length === 1 ? cells[0]! : `${cells[0]}:${cells.at(-1)}`
  const sheet = inFile[0]!.sheet
  return {
    value,
    where: `工作表“${sheet}”${range}（${cells.length} 行，${compare.label}）`,
    whereEn: `sheet “${sheet}” ${range} (${cells.length} rows)`,
  }
}
