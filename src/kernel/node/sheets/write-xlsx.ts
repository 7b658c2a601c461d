import { columnLetter } from '#kernel/workbook.ts'
import { serialOfDay } from '#kernel/serial-day.ts'
import { columnWidths, linesOf } from './column-widths.ts'
import { MAX_ROW } from './limits.ts'
import { looksLikeFormula, type WrittenSheet, writtenValue } from './written-table.ts'
import { type DoneSheet, escapeXml, fixedParts, sheetEnd, sheetStart, STYLE } from './xlsx-parts.ts'
import { type ZipPart, zipStream } from './zip-stream.ts'

export interface WrittenWorkbook {
  sheets: WrittenSheet[]
}

const PIECE = 64 * 1024
const LONGEST_TEXT = 32_767
/** Height of one line in points. */
const LINE = 14.5

/**
 * A workbook as bytes, made while the rows arrive, so that a hundred thousand rows need no more memory than a hundred.
 * Numbers stay numbers, days are real dates, text is never a formula. A table longer than a sheet goes on in the next.
 * Wrap in `Readable.from` to pipe it. What a row source throws is thrown here.
 */
export async function* writeXlsx(workbook: WrittenWorkbook): AsyncGenerator<Uint8Array> {
  yield* zipStream(partsOf(workbook))
}

async function* partsOf({ sheets }: WrittenWorkbook): AsyncGenerator<ZipPart> {
  const done: DoneSheet[] = []
  const names = new Set<string>()
  for (const sheet of sheets) {
    const rows = (
      Symbol.asyncIterator in sheet.rows ? sheet.rows[Symbol.asyncIterator]() : sheet.rows[Symbol.iterator]()
    ) as Source
    try {
      const state: Waiting = { first: [], row: await rows.next() }
      while (!state.row.done && state.first.length < SAMPLE) {
        state.first.push(state.row.value)
        state.row = await rows.next()
      }
      const widths = columnWidths(sheet.columns, state.first)
      do {
        const name = sheetName(sheet.name, names)
        done.push({ name, headRows: sheet.title ? 2 : 1 })
        yield { name: `xl/worksheets/sheet${done.length}.xml`, text: sheetText(sheet, widths, rows, state) }
      } while (!state.row.done)
    } finally {
      await rows.return?.()
    }
  }
  yield* fixedParts(done)
}

type Source = AsyncIterator<readonly unknown[]> | Iterator<readonly unknown[]>

/** Rows taken from the source and not yet written: those looked at for the widths, and the next. */
interface Waiting {
  first: (readonly unknown[])[]
  row: IteratorResult<readonly unknown[]>
}

const SAMPLE = 100

async function* sheetText(
  sheet: WrittenSheet,
  widths: readonly number[],
  rows: Source,
  state: Waiting,
): AsyncGenerator<string> {
  const { columns, title } = sheet
  const headRows = title ? 2 : 1
  const letters = columns.map((_, i) => columnLetter(i + 1))
  const lastLetter = letters.at(-1) ?? 'A'
  let text = sheetStart(widths, headRows)
  if (title) text += `<row r="1" ht="30" customHeight="1">${textCell('A1', title, STYLE.title)}</row>`
  text += `<row r="${headRows}">${columns.map((c, i) => textCell(letters[i]! + headRows, c.header, STYLE.header)).join('')}</row>`
  let row = headRows
  const rowText = (values: readonly unknown[], row: number) => {
    const lines = linesOf(values, widths)
    const height = lines > 1 ? ` ht="${Math.min(400, lines * LINE + 2)}" customHeight="1"` : ''
    return `<row r="${row}"${height}>${columns.map((c, i) => cell(letters[i]! + row, values[i], c.type)).join('')}</row>`
  }
  for (const values of state.first) text += rowText(values, ++row)
  state.first = []
  while (!state.row.done && row < MAX_ROW) {
    text += rowText(state.row.value, ++row)
    if (text.length > PIECE) {
      yield text
      text = ''
    }
    state.row = await rows.next()
  }
  yield text + sheetEnd(lastLetter + row, headRows, title && columns.length > 1 ? `A1:${lastLetter}1` : null)
}

function cell(ref: string, value: unknown, type: WrittenSheet['columns'][number]['type']): string {
  const written = writtenValue(value, type)
  switch (written.as) {
    case 'blank':
      return `<c r="${ref}" s="${STYLE.text}"/>`
    case 'number':
      return `<c r="${ref}" s="${STYLE.number}"><v>${written.number}</v></c>`
    case 'day':
      // Before March 1900 serial numbers disagree between programs.
      return written.day < '1900-03-01'
        ? textCell(ref, written.day, STYLE.text)
        : `<c r="${ref}" s="${STYLE.day}"><v>${serialOfDay(written.day)}</v></c>`
    case 'text':
      return textCell(ref, written.text, looksLikeFormula(written.text) ? STYLE.guarded : STYLE.text)
  }
}

function textCell(ref: string, text: string, style: number): string {
  const cut = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text
  // `_x0041_` written as such would be read as the letter A.
  const literal = cut.includes('_x') ? cut.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_') : cut
  return `<c r="${ref}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(literal)}</t></is></c>`
}

/** At most 31 characters, none of []:*?/\, unlike every other name in the workbook. */
function sheetName(wanted: string, taken: Set<string>): string {
  const plain =
    wanted
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/^[\s']+|[\s']+$/g, '')
      .toWellFormed() || '表'
  let name = [...plain].slice(0, 28).join('').slice(0, 31)
  for (let n = 2; taken.has(name.toLowerCase()); n++) {
    const mark = `(${n})`
    name = plain.slice(0, 31 - mark.length) + mark
  }
  taken.add(name.toLowerCase())
  return name
}
