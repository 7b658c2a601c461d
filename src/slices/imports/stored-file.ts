import { readFile } from 'node:fs/promises'
import type { App } from '#kernel/node/app.ts'
import { readWorkbook } from '#kernel/node/sheets/read-workbook.ts'
import type { Workbook } from '#kernel/workbook.ts'
import { importProblems } from './problems.ts'
import type { Batch } from './store-batches.ts'

/** The file as it was uploaded, read again: it never changes, so nothing read from it needs to be stored. */
export async function storedWorkbook(app: App, batch: Batch): Promise<Workbook> {
  if (!(await app.blobs.has(batch.sha256))) throw importProblems['import.file-gone']({ file: batch.fileName })
  return readWorkbook(await readFile(app.blobs.path(batch.sha256)), batch.fileName)
}
