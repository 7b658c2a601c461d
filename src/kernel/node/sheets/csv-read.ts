import { detect } from 'chardet'
import { detectDelimiter, streamCsvRows } from 'hucre/csv'
import type { CellSink } from './cell-sink.ts'
import { MAX_COL, MAX_ROW } from './limits.ts'
import { Refusal } from './refusal.ts'

/**
 * Reads a text table into the sink as one sheet. Every cell stays text: whether 20200508 is a day, a number or a name
 * is for the reader of the column to say. Rows count as an office program counts them, not as lines of the file.
 */
export function readCsv(bytes: Uint8Array, fileName: string, sink: CellSink): void {
  const text = decode(bytes).replace(/^\ufeff/, '')
  if (text.trim() === '') throw new Refusal('workbook.empty')
  // `sep=;` as a first line is a convention of Excel, which does not count it as a row.
  const declared = /^sep=(.)\r?\n/i.exec(text)
  const body = declared ? text.slice(declared[0].length) : text
  const delimiter = declared?.[1] ?? detectDelimiter(body.slice(0, 10_000))
  sink.sheet(fileName.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '') || '表1', false)
  let number = 0
  for (const row of streamCsvRows(body, { delimiter, unescapeFormulae: true })) {
    if (++number > MAX_ROW) throw new Refusal('workbook.too-many-cells', { detail: `超过 ${MAX_ROW} 行` })
    if (row.length > MAX_COL) throw new Refusal('workbook.too-many-cells', { detail: `超过 ${MAX_COL} 列` })
    row.forEach((value, i) => {
      if (value === null || value === undefined || value === '') return
      sink.cell(number, i + 1, 'text', String(value), String(value))
    })
  }
}

/** UTF-16 by its mark, UTF-8 if it is valid as such, else one of the two encodings of Chinese offices. */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  for (const encoding of ['utf-8', ...(looksBig5(bytes) ? ['big5'] : []), 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Not valid in this encoding: the next one.
    }
  }
  throw new Refusal('workbook.encoding')
}

/**
 * Simplified text keeps to the old part of its table, where both bytes of a character are high; in Big5 nearly half
 * of the second bytes are low. The statistics of the detector alone mistake short simplified files.
 */
function looksBig5(bytes: Uint8Array): boolean {
  let pairs = 0
  let low = 0
  for (let i = 0; i + 1 < bytes.length && pairs < 20_000; i++) {
    if (bytes[i]! < 0x81) continue
    pairs++
    if (bytes[++i]! < 0xa1) low++
  }
  return low > pairs * 0.15 && detect(bytes.subarray(0, 65_536)) === 'Big5'
}
