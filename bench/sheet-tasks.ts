import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { readWorkbook } from '#kernel/node/sheets/read-workbook.ts'
import { writeCsv } from '#kernel/node/sheets/write-csv.ts'
import { writeXlsx } from '#kernel/node/sheets/write-xlsx.ts'
import { COLUMNS, ROWS, sheetRows } from './sheet-rows.ts'

export async function xlsxOut(folder: string): Promise<() => Promise<void>> {
  return () =>
    pipeline(
      writeXlsx({ sheets: [{ name: '台账', columns: COLUMNS, rows: sheetRows() }] }),
      createWriteStream(join(folder, 'own.xlsx')),
    )
}

export async function csvOut(folder: string): Promise<() => Promise<void>> {
  return () => pipeline(writeCsv({ columns: COLUMNS, rows: sheetRows() }), createWriteStream(join(folder, 'own.csv')))
}

export async function workbookIn(folder: string, file: string): Promise<() => Promise<void>> {
  return async () => {
    const { sheets } = await readWorkbook(await readFile(join(folder, file)), file)
    const cells = sheets[0]!.rows.reduce((sum, row) => sum + row.cells.length, 0)
    if (cells !== (ROWS + 1) * COLUMNS.length) throw new Error(`${file}: ${cells} cells read`)
  }
}

/** What reading the rows costs at least: the same text cut at its commas, nothing understood. */
export async function csvSplit(folder: string): Promise<() => Promise<void>> {
  return async () => {
    const text = await readFile(join(folder, 'own.csv'), 'utf8')
    const rows = text.split('\r\n').map((line) => line.split(','))
    if (rows.length < ROWS) throw new Error(`${rows.length} rows read`)
  }
}
