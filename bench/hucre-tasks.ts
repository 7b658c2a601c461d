import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CellValue, readXlsx, writeXlsx } from 'hucre'
import { COLUMNS, ROWS, sheetRows } from './sheet-rows.ts'

/** Writes `office.xlsx`, with its texts in one shared table as the office programs keep them. */
export async function hucreOut(folder: string): Promise<() => Promise<void>> {
  return async () => {
    const rows = [COLUMNS.map((column) => column.header), ...(sheetRows() as Generator<CellValue[]>)]
    await writeFile(join(folder, 'office.xlsx'), await writeXlsx({ sheets: [{ name: '台账', rows }] }))
  }
}

export async function hucreIn(folder: string, file: string): Promise<() => Promise<void>> {
  return async () => {
    const { sheets } = await readXlsx(await readFile(join(folder, file)))
    if (sheets[0]!.rows.length !== ROWS + 1) throw new Error(`${file}: ${sheets[0]!.rows.length} rows read`)
  }
}
