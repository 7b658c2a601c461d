import type { Day } from '#kernel/days.ts'
import { foldKey, foldText, isBlankMark } from '#kernel/fold-text.ts'
import { parseDay } from '#kernel/parse-day.ts'
import { parseQuantity } from '#kernel/parse-quantity.ts'
import { dayOfSerial } from '#kernel/serial-day.ts'
import { splitList } from '#kernel/split-list.ts'
import type { FindingNote } from './finding-note.ts'
import { countsAs } from './counts-as.ts'
import { readFlag } from './read-flag.ts'
import type { TargetField } from './recognise/target.ts'
import type { FindingCode } from './finding-texts.ts'

/** One field of one row as it stands in the sheet, or as a clerk typed it when mending. */
export interface FieldCell {
  ref: string
  kind: 'text' | 'number' | 'date' | 'boolean' | 'error' | 'formula-unvalued'
  text: string
  value: string | number | boolean | null
  day?: Day
}

/** A row taken apart by the target's fields: parsed values beside the text as written, and what is wrong with it. */
export interface RowReading {
  sheet: string
  row: number
  texts: Record<string, string>
  refs: Record<string, string>
  days: Record<string, { from: Day; to: Day }>
  amounts: Record<string, { value: string; unit: string }>
  words: Record<string, string>
  flags: Record<string, boolean>
  lists: Record<string, string[]>
  notes: FindingNote[]
}

export interface RowSource {
  sheet: string
  row: number
  cells: Map<string, FieldCell>
  /** Unit a column's heading gives, by field key. */
  headingUnits: Record<string, string | undefined>
}

/** Looked at before the costly comparison: only these begin a mark that stands for nothing. */
const MAYBE_BLANK = /^(?:[^0-9\u4e00-\u9fff]|[无無暂暫没沒])/

/** Characters of a text; more is a document in a cell. */
export const WORD_LIMIT = 1000
/** No day, quantity or place is longer in any notation; what is, is a text in the wrong column. */
const LONGEST: Partial<Record<TargetField['type'], number>> = {
  serial: 200,
  place: 200,
  day: 200,
  quantity: 200,
  duration: 200,
  flag: 200,
}
/** Characters of the name of a unit, team or person. */
const PARTY_LIMIT = 60

/** Reads every field the row fills. Missing required fields and places are the planner's business. */
export function readRow(source: RowSource, fields: readonly TargetField[], year: number): RowReading {
  const reading: RowReading = {
    sheet: source.sheet,
    row: source.row,
    texts: {},
    refs: {},
    days: {},
    amounts: {},
    words: {},
    flags: {},
    lists: {},
    notes: [],
  }
  for (const field of fields) {
    const cell = source.cells.get(field.key)
    if (!cell) continue
    reading.refs[field.key] = cell.ref
    const said = cell.text.trim()
    const say = sayer(reading, field, cell)
    if (cell.kind === 'formula-unvalued') {
      say('formula.unvalued', 'error')
      continue
    }
    if (cell.kind === 'error') {
      reading.texts[field.key] = said
      say('cell.error', 'error')
      continue
    }
    if (said === '' || (field.key !== 'serial' && MAYBE_BLANK.test(said) && isBlankMark(said))) continue
    reading.texts[field.key] = said
    const limit = LONGEST[field.type]
    if (limit !== undefined && said.length > limit) {
      say('value.too-long', 'error', { limit })
      continue
    }
    READ[field.type]?.({ reading, field, cell, said, year, headingUnit: source.headingUnits[field.key], say })
  }
  return reading
}

type Say = (code: FindingCode, severity: FindingNote['severity'], more?: FindingNote['params']) => void

interface Reading {
  reading: RowReading
  field: TargetField
  cell: FieldCell
  said: string
  year: number
  headingUnit: string | undefined
  say: Say
}

function sayer(reading: RowReading, field: TargetField, cell: FieldCell): Say {
  return (code, severity, more = {}) => {
    reading.notes.push({
      sheet: reading.sheet,
      cell: cell.ref || null,
      row: reading.row,
      code,
      severity,
      field: field.key,
      params: { label: field.label, said: cell.text.trim(), ...more },
    })
  }
}

const READ: Record<TargetField['type'], (input: Reading) => void> = {
  serial: ({ reading, field, said }) =>
    void (reading.words[field.key] = /^\d+$/.test(said) ? said : foldKey(said).replace(/[.、。]$/, '')),
  text: ({ reading, field, said, say }) => {
    if (said.length > WORD_LIMIT) return say('value.too-long', 'error', { limit: WORD_LIMIT })
    reading.words[field.key] = said
  },
  place: ({ reading, field, said }) => void (reading.words[field.key] = said),
  day: readDayCell,
  quantity: readQuantityCell,
  duration: readQuantityCell,
  party: ({ reading, field, said, say }) => readParties(reading, field, [said], say),
  parties: ({ reading, field, said, say }) => readParties(reading, field, splitList(said), say),
  choice: ({ reading, field, said, say }) => {
    if (said.length > WORD_LIMIT) return say('value.too-long', 'error', { limit: WORD_LIMIT })
    const key = foldKey(said)
    reading.words[field.key] = (field.options ?? []).find((option) => foldKey(option) === key) ?? said
  },
  flag: ({ reading, field, cell, said, say }) => {
    const flag = cell.kind === 'boolean' ? Boolean(cell.value) : readFlag(said, field.label)
    if (flag === null) return say('value.unknown-choice', 'error', { options: '是、否' })
    reading.flags[field.key] = flag
  },
}

function readParties(reading: RowReading, field: TargetField, names: string[], say: Say): void {
  if (names.some((name) => name.length > PARTY_LIMIT)) return say('value.too-long', 'error', { limit: PARTY_LIMIT })
  reading.lists[field.key] = [...new Set(names)]
}

function readDayCell({ reading, field, cell, said, year, say }: Reading): void {
  const read: ReturnType<typeof parseDay> =
    cell.kind === 'date' && cell.day !== undefined
      ? { day: cell.day }
      : (serialOfYear(cell, said, year) ?? parseDay(dayWords(cell, said), { defaultYear: year }))
  if ('problem' in read) return say(DAY_CODE[read.problem], 'error', { year })
  reading.days[field.key] = { from: read.day, to: ('to' in read ? read.to : undefined) ?? read.day }
}

const DAY_CODE = {
  impossible: 'day.impossible',
  ambiguous: 'day.ambiguous',
  unreadable: 'day.unreadable',
  'year-missing': 'day.unreadable',
} as const

/** 3.1 shown as 3.10 is the tenth: what the office program shows is what the clerk wrote. */
function dayWords(cell: FieldCell, said: string): string | number {
  return cell.kind === 'number' && !/^\d{1,4}\.\d{2}$/.test(said) ? (cell.value as number) : said
}

/** 44260 kept as text: in a column of days a serial number of the very year is no other number. */
function serialOfYear(cell: FieldCell, said: string, year: number): { day: Day } | null {
  if (cell.kind !== 'text' || !/^\d{5}$/.test(foldText(said))) return null
  const day = dayOfSerial(Number(foldText(said)))
  return day !== null && Number(day.slice(0, 4)) === year ? { day } : null
}

const QUANTITY_CODE = {
  'no-number': 'quantity.no-number',
  negative: 'quantity.negative',
  masked: 'quantity.unreadable',
  several: 'quantity.several',
  unreadable: 'quantity.unreadable',
  'unit-mismatch': 'quantity.unit-mismatch',
} as const

const MOST_DIGITS = 12
const MOST_DECIMALS = 6

/** A third of ten, computed by the sheet, has more decimals than anybody measured. */
function shortened(value: string): string {
  if ((value.split('.')[1] ?? '').length <= MOST_DECIMALS) return value
  return Number(value)
    .toFixed(MOST_DECIMALS)
    .replace(/\.?0+$/, '')
}

function readQuantityCell({ reading, field, cell, said, headingUnit, say }: Reading): void {
  const value = cell.kind === 'number' ? (cell.value as number) : said
  // Read without an expected unit first: what the cell itself says goes before the heading, the heading before the field.
  const read = parseQuantity(value)
  if ('problem' in read) return say(QUANTITY_CODE[read.problem], 'error', { unit: field.unit ?? '' })
  const unit = read.unit ?? headingUnit
  if (field.unit && unit && !countsAs(foldText(unit), field.unit)) {
    return say('quantity.unit-mismatch', 'error', { unit: field.unit })
  }
  if (read.hedge) say('quantity.approximate', 'question', { amount: read.value })
  if (read.value.split('.')[0]!.length > MOST_DIGITS) return say('quantity.too-large', 'error')
  reading.amounts[field.key] = { value: shortened(read.value), unit: field.unit ?? unit ?? '' }
}
