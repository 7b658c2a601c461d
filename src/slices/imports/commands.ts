import { newId } from '#kernel/ids.ts'
import type { CommandTable } from '#kernel/node/commands.ts'
import { readWorkbook } from '#kernel/node/sheets/read-workbook.ts'
import { applyFile, forecast, notesInOrder, planFile, summaryOf } from './run-import.ts'
import { sayFindings } from './say-findings.ts'
import type { ImportResult, SheetMapping } from './schema.ts'
import { relinkObjects } from './store-links.ts'
import { addBatch, holdImports, setBatch } from './store-batches.ts'

declare module '#kernel/node/commands.ts' {
  interface Commands {
    /**
     * Loads a workbook in the caller's transaction. `accepted` counts rows that became something new, `corrected` and
     * `unchanged` rows known from an earlier load. With `dryRun` nothing is written and the counts are a forecast.
     */
    'import.run': {
      input: { bytes: Uint8Array; fileName: string; year: number; dryRun?: boolean; mapping?: SheetMapping[] }
      output: ImportResult
    }
    /** Rows that became records of one type belong to objects of another from now on, under the same ids. */
    'import.relink': { input: { ids: string[]; from: string; to: string }; output: void }
  }
}

export const importCommands: CommandTable = {
  'import.relink': ({ tx, reader }, input) => relinkObjects(tx, reader, input),
  'import.run': async (context, { bytes, fileName, year, dryRun, mapping }) => {
    const { app, tx, reader } = context
    const workbook = await readWorkbook(bytes, fileName)
    const decisions = mapping ?? []
    if (dryRun) {
      const file = await planFile(context, { workbook, fileName, year, decisions })
      const findings = sayFindings(notesInOrder(file), reader.language)
      return { batchId: null, ...forecast(file.plan), findings }
    }
    const sha256 = await app.blobs.put(bytes)
    await holdImports(tx, reader)
    const file = await planFile(context, { workbook, fileName, year, decisions })
    const batchId = newId()
    await addBatch(tx, reader, { id: batchId, fileName, sha256, year, state: 'running', decisions }, app.now())
    const result = await applyFile(context, file, { batchId, fileName })
    await setBatch(tx, reader, batchId, { state: 'done', summary: summaryOf(result), finishedAt: app.now() })
    return result
  },
}
