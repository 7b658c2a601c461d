import type { CellSink } from './cell-sink.ts'
import { type NumberFormat, numberFormat } from './number-format.ts'
import { readOleStreams } from './ole-container.ts'
import { broken, Refusal } from './refusal.ts'
import { emitNumber } from './xlsx-sheet.ts'
import { RECORD, XlsReader, type XlsRecord, xlsRecords } from './xls-records.ts'

const ERRORS: Record<number, string> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
}

/** Reads a workbook of Excel 97–2003 (.xls, BIFF8) into the sink; answers its date system. Throws a Refusal. */
export function readXls(bytes: Uint8Array, sink: CellSink): { date1904: boolean } {
  const streams = readOleStreams(bytes)
  if (streams.has('EncryptedPackage')) throw new Refusal('workbook.encrypted')
  const open = streams.get('Workbook') ?? streams.get('Book')
  if (!open) {
    const word = streams.has('WordDocument')
    throw new Refusal('workbook.not-a-workbook', {
      looks: word ? 'Word 文档' : '别的办公文件',
      looksEn: word ? 'a Word document' : 'another kind of office file',
    })
  }
  const stream = open()
  const book = readGlobals(stream)
  for (const sheet of book.sheets) {
    sink.sheet(sheet.name, sheet.hidden)
    readSheet(stream, sheet.offset, book, sink)
  }
  return { date1904: book.date1904 }
}

interface XlsBook {
  date1904: boolean
  strings: string[]
  formats: NumberFormat[]
  sheets: { name: string; hidden: boolean; offset: number }[]
}

function readGlobals(stream: Uint8Array): XlsBook {
  const book: XlsBook = { date1904: false, strings: [], formats: [], sheets: [] }
  const codes = new Map<number, string>()
  const cellFormats: number[] = []
  let first = true
  for (const record of xlsRecords(stream)) {
    const data = new XlsReader(record)
    if (first) {
      checkVersion(record, data)
      first = false
      continue
    }
    if (record.id === RECORD.EOF) break
    switch (record.id) {
      case RECORD.FILEPASS:
        throw new Refusal('workbook.encrypted')
      case RECORD.DATEMODE:
        book.date1904 = data.u16() === 1
        break
      case RECORD.FORMAT: {
        const id = data.u16()
        codes.set(id, data.text(data.u16()))
        break
      }
      case RECORD.XF:
        data.u16()
        cellFormats.push(data.u16())
        break
      case RECORD.BOUNDSHEET: {
        const offset = data.u32()
        const state = data.u8()
        const type = data.u8()
        const name = data.text(data.u8())
        // Other types are charts and macro sheets, which hold no cells.
        if (type === 0) book.sheets.push({ name, hidden: (state & 3) !== 0, offset })
        break
      }
      case RECORD.SST:
        readStrings(data, book.strings)
        break
    }
  }
  if (book.sheets.length === 0) throw broken('没有工作表')
  const made = new Map<number, NumberFormat>()
  book.formats = cellFormats.map((id) => {
    let format = made.get(id)
    if (!format) made.set(id, (format = numberFormat(id, codes.get(id), book.date1904)))
    return format
  })
  return book
}

function checkVersion(record: XlsRecord, data: XlsReader): void {
  if (record.id !== RECORD.BOF) throw broken('开头不对')
  if (data.u16() !== 0x0600) {
    throw new Refusal('workbook.unsupported', {
      looks: 'Excel 95 或更早的格式',
      looksEn: 'a workbook of Excel 95 or older',
    })
  }
}

function readStrings(data: XlsReader, strings: string[]): void {
  data.skip(4)
  const count = data.u32()
  for (let i = 0; i < count && !data.done; i++) strings.push(data.text(data.u16()))
}

function readSheet(stream: Uint8Array, offset: number, book: XlsBook, sink: CellSink): void {
  if (offset >= stream.length) throw broken('工作表越界')
  let depth = 0
  /** A formula whose text comes in a record of its own. */
  let awaiting: { row: number; col: number } | null = null
  for (const record of xlsRecords(stream, offset)) {
    if (depth === 0 && record.id !== RECORD.BOF) throw broken('工作表开头不对')
    if (record.id === RECORD.BOF) depth++
    // Charts lie inside a sheet as a stream of their own.
    if (record.id === RECORD.EOF && --depth === 0) break
    if (depth !== 1) continue
    const data = new XlsReader(record)
    if (awaiting && record.id === RECORD.STRING) {
      const text = data.text(data.u16())
      sink.cell(awaiting.row, awaiting.col, 'text', text, text)
      awaiting = null
    } else if (record.id === RECORD.MERGECELLS) readMerges(data, sink)
    else if (CELLS.has(record.id)) {
      if (awaiting) sink.cell(awaiting.row, awaiting.col, 'formula-unvalued', null, '')
      awaiting = readCell(record.id, data, record, book, sink)
    }
  }
  if (awaiting) sink.cell(awaiting.row, awaiting.col, 'formula-unvalued', null, '')
}

const CELLS: ReadonlySet<number> = new Set([
  RECORD.FORMULA,
  RECORD.MULRK,
  RECORD.RSTRING,
  RECORD.LABELSST,
  RECORD.NUMBER,
  RECORD.LABEL,
  RECORD.BOOLERR,
  RECORD.RK,
])

function readCell(id: number, data: XlsReader, record: XlsRecord, book: XlsBook, sink: CellSink) {
  const row = data.u16() + 1
  const col = data.u16() + 1
  const number = (at: number, format: number, value: number) =>
    emitNumber(sink, row, at, value, book.formats[format], book.date1904)
  if (id === RECORD.MULRK) {
    const count = Math.floor((record.parts[0]!.length - 6) / 6)
    for (let i = 0; i < count; i++) {
      const format = data.u16()
      number(col + i, format, data.rk())
    }
    return null
  }
  const format = data.u16()
  if (id === RECORD.NUMBER) number(col, format, data.f64())
  else if (id === RECORD.RK) number(col, format, data.rk())
  else if (id === RECORD.LABELSST) {
    const text = book.strings[data.u32()]
    if (text === undefined) throw broken('文字表不完整')
    sink.cell(row, col, 'text', text, text)
  } else if (id === RECORD.LABEL || id === RECORD.RSTRING) {
    const text = data.text(data.u16())
    sink.cell(row, col, 'text', text, text)
  } else if (id === RECORD.BOOLERR) {
    const value = data.u8()
    boolOrError(sink, row, col, value, data.u8() === 1)
  } else if (id === RECORD.FORMULA) {
    const raw = record.parts[0]!.subarray(6, 14)
    if (raw.length < 8) throw broken('公式被截断')
    if (raw[6] !== 0xff || raw[7] !== 0xff) number(col, format, data.f64())
    else if (raw[0] === 0) return { row, col }
    else if (raw[0] === 1 || raw[0] === 2) boolOrError(sink, row, col, raw[2]!, raw[0] === 2)
  }
  return null
}

function boolOrError(sink: CellSink, row: number, col: number, value: number, isError: boolean): void {
  if (isError) sink.cell(row, col, 'error', ERRORS[value] ?? '#VALUE!', ERRORS[value] ?? '#VALUE!')
  else sink.cell(row, col, 'boolean', value !== 0, value !== 0 ? '是' : '否')
}

function readMerges(data: XlsReader, sink: CellSink): void {
  const count = data.u16()
  for (let i = 0; i < count && !data.done; i++) {
    const fromRow = data.u16() + 1
    const toRow = data.u16() + 1
    const fromCol = data.u16() + 1
    sink.merge({ fromRow, fromCol, toRow, toCol: data.u16() + 1 })
  }
}
