import type { App } from '#kernel/node/app.ts'
import { atMost } from '#kernel/node/at-most.ts'
import { Cancelled, runWork } from '#kernel/node/work.ts'
import { problems } from '#kernel/problems.ts'
import type { Reader } from '#kernel/reader.ts'
import { importProblems } from './problems.ts'
import { applyFile, planFile, summaryOf } from './run-import.ts'
import { shownFindings } from './say-findings.ts'
import { holdImports, readBatch, setBatch } from './store-batches.ts'
import { storedWorkbook } from './stored-file.ts'

/**
 * Loads an uploaded file as work a person waits for: one transaction, progress shown from outside it, and a wish to
 * cancel honoured until it commits. The batch counts as done only with that commit, so a killed process leaves it as
 * it was, to be confirmed again.
 */
export function runImport(app: App, reader: Reader, workId: string, batchId: string): Promise<void> {
  return inTurn(() => load(app, reader, workId, batchId))
}

// An import holds one connection and reports its progress on a second: as many at once as there are connections would
// leave each waiting for the others.
const inTurn = atMost(2)

async function load(app: App, reader: Reader, workId: string, batchId: string): Promise<void> {
  await runWork(app, reader, workId, async ({ step }) => {
    try {
      return await app.db.asReader(reader, async (tx) => {
        const context = { app, tx, reader }
        await holdImports(tx, reader)
        const batch = await readBatch(tx, reader, batchId)
        if (!batch) throw problems['request.not-found']()
        if (batch.state === 'done') throw importProblems['import.done']()
        const { fileName, year, decisions } = batch
        await step(0, 1)
        const file = await planFile(context, { workbook: await storedWorkbook(app, batch), fileName, year, decisions })
        const result = await applyFile(context, file, { batchId, fileName, step })
        await setBatch(tx, reader, batchId, { state: 'done', summary: summaryOf(result), finishedAt: app.now() })
        return { ...result, findings: shownFindings(result.findings) }
      })
    } catch (error) {
      const state = error instanceof Cancelled ? 'cancelled' : 'failed'
      await app.db.asReader(reader, async (tx) => {
        const batch = await readBatch(tx, reader, batchId)
        if (batch && batch.state !== 'done') await setBatch(tx, reader, batchId, { state })
      })
      throw error
    }
  })
}
