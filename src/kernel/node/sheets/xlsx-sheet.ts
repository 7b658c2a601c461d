import { isDaySerial, serialOfDay } from '#kernel/serial-day.ts'
import { isDay } from '#kernel/days.ts'
import { parseAddress, parseRange } from './cell-address.ts'
import type { CellSink } from './cell-sink.ts'
import { fifteenDigits, type NumberFormat, plainNumber } from './number-format.ts'
import { broken } from './refusal.ts'
import { unescapeText } from './unescape-text.ts'
import { attr, type XmlHandler } from './xml-scan.ts'

/** Reads the cells and merged ranges of one worksheet part. */
export class XlsxSheetReader implements XmlHandler {
  private readonly sink: CellSink
  private readonly strings: string[]
  private readonly formats: NumberFormat[]
  private readonly date1904: boolean
  private row = 0
  private col = 0
  private type = ''
  private style = 0
  private value = ''
  private hasFormula = false
  private hasValue = false
  private inCell = false
  wantsText = false
  private phonetic = false

  constructor(sink: CellSink, strings: string[], formats: NumberFormat[], date1904: boolean) {
    this.sink = sink
    this.strings = strings
    this.formats = formats
    this.date1904 = date1904
  }

  open(name: string, attributes: string): void {
    switch (name) {
      case 'c':
        this.openCell(attributes)
        break
      case 'v':
        this.wantsText = this.inCell
        this.hasValue = true
        break
      case 't':
        this.wantsText = this.inCell && !this.phonetic
        break
      case 'f':
        this.hasFormula = true
        break
      case 'rPh':
        this.phonetic = true
        break
      case 'row': {
        const number = attr(attributes, 'r')
        this.row = number === undefined ? this.row + 1 : Number(number)
        this.col = 0
        break
      }
      case 'mergeCell': {
        const range = parseRange(attr(attributes, 'ref') ?? '')
        if (range) this.sink.merge(range)
        break
      }
    }
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.wantsText = false
    else if (name === 'rPh') this.phonetic = false
    else if (name === 'c') {
      this.inCell = false
      this.emit()
    }
  }

  text(text: string): void {
    this.value += text
  }

  private openCell(attributes: string): void {
    this.type = 'n'
    this.style = 0
    this.value = ''
    this.hasFormula = false
    this.hasValue = false
    this.inCell = true
    const col = this.col
    this.col = 0
    // One pass over r="B3" s="1" t="s"; a million cells go through here.
    for (let equals = attributes.indexOf('='); equals >= 0;) {
      const quote = attributes[equals + 1]!
      const end = attributes.indexOf(quote, equals + 2)
      if ((quote !== '"' && quote !== "'") || end < 0) throw broken('单元格写法不对')
      if (attributes.charCodeAt(equals - 2) <= 32) {
        const name = attributes[equals - 1]
        if (name === 'r') this.placeAt(attributes.slice(equals + 2, end))
        else if (name === 't') this.type = attributes.slice(equals + 2, end)
        else if (name === 's') this.style = Number(attributes.slice(equals + 2, end))
      }
      equals = attributes.indexOf('=', end)
    }
    if (this.col === 0) this.col = col + 1
  }

  private placeAt(ref: string): void {
    const address = parseAddress(ref)
    if (!address) throw broken('单元格地址不对')
    this.row = address.row
    this.col = address.col
  }

  private emit(): void {
    const { sink, row, col, value } = this
    // An empty cached text is an answer; an empty cached number means that nobody ever computed the formula.
    if (this.hasFormula && (!this.hasValue || (value === '' && this.type !== 'str' && this.type !== 's'))) {
      return sink.cell(row, col, 'formula-unvalued', null, '')
    }
    switch (this.type) {
      case 's': {
        if (value === '') return
        const text = this.strings[Number(value)]
        if (text === undefined) throw broken('文字表不完整')
        return sink.cell(row, col, 'text', text, text)
      }
      case 'str':
      case 'inlineStr': {
        const text = unescapeText(value)
        return sink.cell(row, col, 'text', text, text)
      }
      case 'b':
        if (value === '') return
        return sink.cell(
          row,
          col,
          'boolean',
          value === '1' || value === 'true',
          value === '1' || value === 'true' ? '是' : '否',
        )
      case 'e':
        return sink.cell(row, col, 'error', value || '#VALUE!', value || '#VALUE!')
      case 'd':
        return this.isoDate(value)
      default: {
        if (value.trim() === '') return
        const number = Number(value)
        if (!Number.isFinite(number)) return sink.cell(row, col, 'text', value, value)
        return emitNumber(sink, row, col, number, this.formats[this.style], this.date1904)
      }
    }
  }

  private isoDate(value: string): void {
    const day = value.slice(0, 10)
    if (!isDay(day)) return this.sink.cell(this.row, this.col, 'text', value, value)
    const serial = serialOfDay(day) - (this.date1904 ? 1462 : 0)
    this.sink.cell(this.row, this.col, 'date', serial, day)
  }
}

/** A number is a date if its format says so and there is such a day (or a clock time). */
export function emitNumber(
  sink: CellSink,
  row: number,
  col: number,
  stored: number,
  format: NumberFormat | undefined,
  date1904: boolean,
): void {
  const number = fifteenDigits(stored)
  if (!format) return sink.cell(row, col, 'number', number, plainNumber(number))
  const isDate = format.date && ((number >= 0 && number < 1) || isDaySerial(number, date1904))
  if (format.date && !isDate) return sink.cell(row, col, 'number', number, plainNumber(number))
  sink.cell(row, col, isDate ? 'date' : 'number', number, format.show(number))
}
