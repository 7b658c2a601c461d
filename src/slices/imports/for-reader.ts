import { can } from '#kernel/can.ts'
import { hidePhones, maskPhone } from '#kernel/hide-phones.ts'
import type { Reader } from '#kernel/reader.ts'
import type { ImportBatch } from './schema.ts'

/** Cells come as the office wrote them, numbers of persons included: who may see none sees them masked here too. */
export function forReader<T>(reader: Reader, shown: T): T {
  return can(reader.role, 'read', 'personal') ? shown : hidePhones(shown)
}

/** The same for the sample of a sheet, where only its column tells that a number is somebody's telephone. */
export function batchForReader(reader: Reader, batch: ImportBatch): ImportBatch {
  if (can(reader.role, 'read', 'personal')) return batch
  const sheets = batch.sheets.map((sheet) => {
    const letters = new Set(sheet.columns.filter((column) => column.field === 'phone').map((column) => column.letter))
    const masked = (cell: { letter: string; text: string }) =>
      letters.has(cell.letter) ? { ...cell, text: maskPhone(cell.text) } : cell
    return { ...sheet, sample: sheet.sample.map((row) => ({ ...row, cells: row.cells.map(masked) })) }
  })
  return hidePhones({ ...batch, sheets })
}
