import { foldKey, foldText, isBlankMark } from '#kernel/fold-text.ts'
import { parseDay } from '#kernel/parse-day.ts'
import { isKnownUnit } from '#kernel/units.ts'
import type { Cell } from '#kernel/workbook.ts'

/** Whether a cell holds a value rather than a word: a number, a day, a number with its unit. */
export function looksLikeValue(cell: Cell): boolean {
  if (cell.kind !== 'text') return true
  const text = foldText(cell.text)
  if (/^[<>~约近]?[-+]?\d[\d.,]*\D{0,5}$/.test(text)) return true
  const day = parseDay(text, { defaultYear: 2000 })
  return !('problem' in day) || day.problem === 'impossible'
}

/** Whether a cell might be the heading of a column: a short word that is no value. */
export function looksLikeLabel(cell: Cell): boolean {
  const text = foldKey(cell.text)
  return text !== '' && text.length <= 30 && !/[。!?]/.test(text) && !isBlankMark(text) && !looksLikeValue(cell)
}

/** Whether a heading is nothing but a unit: the second row under 清理垃圾 that says 处 and 吨. */
export function isUnitWord(text: string): boolean {
  return isKnownUnit(
    foldKey(text)
      .replace(/^\((.*)\)$/, '$1')
      .replace(/^单位[:]?/, ''),
  )
}
