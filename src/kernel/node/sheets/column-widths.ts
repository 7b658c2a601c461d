import { type WrittenColumn, writtenValue } from './written-table.ts'

/** Widths in characters of the standard font, from the heading and the first rows; a given width stands. */
export function columnWidths(columns: readonly WrittenColumn[], sample: readonly (readonly unknown[])[]): number[] {
  return columns.map((column, i) => {
    if (column.width !== undefined) return column.width
    const widest = sample.reduce((most, row) => Math.max(most, widthOf(row[i], column.type)), displayed(column.header))
    return Math.min(42, Math.max(6, widest + 2))
  })
}

function widthOf(value: unknown, type: WrittenColumn['type']): number {
  const written = writtenValue(value, type)
  if (written.as === 'blank') return 0
  if (written.as === 'day') return 11
  return displayed(written.as === 'number' ? written.number : written.text)
}

/** Lines the longest text of a row takes when wrapped: programs do not all grow a row by themselves. */
export function linesOf(values: readonly unknown[], widths: readonly number[]): number {
  let most = 1
  for (let i = 0; i < widths.length; i++) {
    const value = values[i]
    const room = widths[i]! - 1
    if (typeof value !== 'string' || (value.length * 2 <= room && !value.includes('\n'))) continue
    let lines = 0
    for (const line of value.slice(0, 2000).split('\n')) lines += Math.max(1, Math.ceil(lengthOf(line) / room))
    most = Math.max(most, lines)
  }
  return most
}

/** A Chinese character takes the room of two letters; of several lines the longest counts. */
function displayed(text: string): number {
  return Math.max(...text.split('\n', 20).map((line) => lengthOf(line.slice(0, 60))))
}

function lengthOf(line: string): number {
  let length = 0
  for (let i = 0; i < line.length; i++) length += line.charCodeAt(i) > 0x2e7f ? 2 : 1
  return length
}
