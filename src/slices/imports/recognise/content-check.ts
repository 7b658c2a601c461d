import { cutText } from '#kernel/cut-text.ts'
import { foldKey, foldText, isBlankMark } from '#kernel/fold-text.ts'
import { parseDay } from '#kernel/parse-day.ts'
import { parseQuantity } from '#kernel/parse-quantity.ts'
import { canonicalUnit } from '#kernel/units.ts'
import type { Cell } from '#kernel/workbook.ts'
import { countsAs } from '../counts-as.ts'
import type { TargetField } from './target.ts'

/** What the cells of one column look like; shares are of the filled cells looked at. */
export interface ColumnContent {
  filled: number
  days: number
  numbers: number
  fractions: number
  /** Whole numbers rising by one. */
  rising: number
  places: number
  parties: number
  flags: number
  durations: number
  /** The unit most cells name, if they name one. */
  unit?: string
  /** Folded, in order. */
  values: string[]
}

const PLACE =
  /(?:院|小区|巷|街|路|楼|栋|网格|广场|站|苑|园|家属院|门口|商铺|单元|市场|村|里|胡同|号|段|门前|周边|学校|公园|桥)$/
const PARTY = /(?:单位|队|干部|局|办|公司|街道|社区|专干|网格员|物业|委员会|中心|支部|科|所|委|院长|书记|主任|员)\d*$/
const FLAG = /^(?:是|否|有|无|√|×|x|✓|✔|y|n)$/i
const DURATION = /^\d+(?:\.\d+)?(?:个)?(?:工作)?(?:日|天|小时|周|月|分钟)(?:内|以内)?$|^(?:立即|即日|长期)/

/** What a column holds shows in the beginning of its cells. */
const LOOKED_AT = 300

export function lookAt(cells: readonly Cell[]): ColumnContent {
  const filled = cells.filter((cell) => cell.kind !== 'formula-unvalued' && !isBlankMark(cell.text))
  const share = (count: number) => (filled.length === 0 ? 0 : count / filled.length)
  const texts = filled.map((cell) => foldText(cutText(cell.text, LOOKED_AT)))
  const units = new Map<string, number>()
  let numbers = 0
  let fractions = 0
  for (const cell of filled) {
    if (cell.kind === 'date') continue
    const read = parseQuantity(cell.kind === 'number' ? (cell.value as number) : cell.text)
    // A negative amount or one without a number is a fault of its row, not of the column.
    if ('problem' in read) numbers += read.problem === 'negative' ? 1 : 0
    else {
      numbers++
      if (read.value.includes('.')) fractions++
      if (read.unit) units.set(canonicalUnit(read.unit), (units.get(canonicalUnit(read.unit)) ?? 0) + 1)
    }
  }
  const count = (test: (text: string) => boolean) => share(texts.filter(test).length)
  const content: ColumnContent = {
    filled: filled.length,
    days: share(filled.filter(isDayCell).length),
    numbers: share(numbers),
    fractions: share(fractions),
    rising: share(rising(texts)),
    places: count((text) => PLACE.test(text.replace(/\(.*\)$/, ''))),
    parties: count((text) => PARTY.test(text)),
    flags: count((text) => FLAG.test(text)),
    durations: count((text) => DURATION.test(text)),
    values: texts.map((text) => text.replaceAll(' ', '').toLowerCase()),
  }
  const [unit, most = 0] = [...units].sort((a, b) => b[1] - a[1])[0] ?? []
  if (unit !== undefined && most >= 1 && most >= [...units.values()].reduce((a, b) => a + b) * 0.7) content.unit = unit
  return content
}

function isDayCell(cell: Cell): boolean {
  if (cell.kind === 'date') return true
  if (cell.kind !== 'text') return false
  const read = parseDay(cell.text, { defaultYear: 2000 })
  // 2月30日 is a broken day, but a day.
  return !('problem' in read) || read.problem === 'impossible'
}

function rising(texts: readonly string[]): number {
  let count = 0
  texts.forEach((text, i) => {
    if (/^\d+$/.test(text) && (i === 0 || Number(text) === Number(texts[i - 1]) + 1)) count++
  })
  return count
}

const foldedOptions = new WeakMap<TargetField, ReadonlySet<string>>()

function optionsOf(field: TargetField): ReadonlySet<string> {
  let options = foldedOptions.get(field)
  if (!options) {
    options = new Set((field.options ?? []).map(foldKey))
    foldedOptions.set(field, options)
  }
  return options
}

/** 0 to 1: how far the cells look like this field, whatever the heading says. */
export function contentFits(field: TargetField, content: ColumnContent): number {
  if (content.filled === 0) return 0.5
  switch (field.type) {
    case 'day':
      return content.days
    case 'quantity':
      if (content.unit !== undefined && field.unit !== undefined && !countsAs(content.unit, field.unit)) return 0
      return content.numbers
    case 'serial':
      return content.rising
    case 'place':
      return content.places
    case 'party':
    case 'parties':
      return content.parties
    case 'flag':
      return content.flags
    case 'duration':
      return Math.max(content.durations, content.numbers)
    case 'choice': {
      const options = optionsOf(field)
      return content.values.filter((value) => options.has(value)).length / content.filled
    }
    case 'text':
      return 1 - Math.max(content.days, content.numbers) * 0.6
  }
}
