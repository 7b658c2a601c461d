import { looksLikeFormula, type WrittenSheet, writtenValue } from './written-table.ts'

const PIECE = 64 * 1024

/**
 * A table as csv that Excel and WPS open with a double click: UTF-8 with its mark, CRLF, quotes as in RFC 4180. A text
 * that could run as a formula gets a leading apostrophe (CWE-1236); numbers, negative ones too, stay numbers.
 */
export async function* writeCsv(table: Pick<WrittenSheet, 'columns' | 'rows'>): AsyncGenerator<Uint8Array> {
  const types = table.columns.map((column) => column.type)
  let piece = '\ufeff' + line(table.columns.map((column) => field(column.header, 'text')))
  for await (const row of table.rows) {
    piece += line(types.map((type, i) => field(row[i], type)))
    if (piece.length > PIECE) {
      yield Buffer.from(piece)
      piece = ''
    }
  }
  if (piece !== '') yield Buffer.from(piece)
}

function line(fields: readonly string[]): string {
  return fields.join(',') + '\r\n'
}

function field(value: unknown, type: 'text' | 'number' | 'day' | undefined): string {
  const written = writtenValue(value, type)
  if (written.as === 'blank') return ''
  if (written.as === 'number') return written.number
  if (written.as === 'day') return written.day
  const text = written.text.replaceAll('\0', '').toWellFormed()
  const safe = looksLikeFormula(text) ? `'${text}` : text
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
