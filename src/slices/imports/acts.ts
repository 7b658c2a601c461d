import { newId } from '#kernel/ids.ts'
import type { CommandContext } from '#kernel/node/commands.ts'
import type { Call } from '#kernel/node/route.ts'
import { readWorkbook } from '#kernel/node/sheets/read-workbook.ts'
import { createWork, isUnderWay } from '#kernel/node/work.ts'
import { communityTargets } from './catalogues.ts'
import { runImport } from './jobs.ts'
import { batchView, findBatch } from './looks.ts'
import { importProblems } from './problems.ts'
import { readSheets, type SheetState, UNWANTED } from './read-sheets.ts'
import { headerSignature, mappingOf } from './recognise/header-signature.ts'
import type { SavedMapping } from './recognise/reading.ts'
import type { ImportBatch, SheetMapping } from './schema.ts'
import { addBatch, holdBatch, readBatch, readMappings, saveMappings, setBatch } from './store-batches.ts'
import { storedWorkbook } from './stored-file.ts'
import { takeUpload } from './take-upload.ts'

type Request = Pick<Call<unknown, unknown, unknown>, 'app' | 'reader' | 'request'>

/** Takes a file: refused before anything is kept if it is none we read, else kept as it came. */
export async function uploadFile({ app, reader, request }: Request): Promise<ImportBatch> {
  const { bytes, fileName, year } = await takeUpload(request)
  const workbook = await readWorkbook(bytes, fileName)
  const sha256 = await app.blobs.put(bytes)
  const id = newId()
  return app.db.asReader(reader, async (tx) => {
    const targets = await communityTargets({ app, tx, reader })
    const states = readSheets(workbook, targets, await readMappings(tx, reader), [])
    await addBatch(tx, reader, { id, fileName, sha256, year, state: 'uploaded', decisions: [] }, app.now())
    return batchView((await readBatch(tx, reader, id))!, states, targets)
  })
}

/** What a clerk decided about sheets and columns, for this file and, if wished, for the same headings from now on. */
export async function mapBatch(
  call: CommandContext,
  id: string,
  body: { sheets: SheetMapping[]; remember: boolean; year?: number | undefined },
): Promise<ImportBatch> {
  const { app, tx, reader } = call
  const batch = await findBatch(call, id)
  if (batch.state === 'done') throw importProblems['import.done']()
  const targets = await communityTargets(call)
  const workbook = await storedWorkbook(app, batch)
  const stranger = body.sheets.find((one) => !workbook.sheets.some((sheet) => sheet.name === one.sheet))
  if (stranger) throw importProblems['import.unknown-sheet']({ sheet: stranger.sheet })
  const decisions = [
    ...batch.decisions.filter((old) => !body.sheets.some((one) => one.sheet === old.sheet)),
    ...body.sheets,
  ]
  const states = readSheets(workbook, targets, await readMappings(tx, reader), decisions)
  const year = body.year ?? batch.year
  await setBatch(tx, reader, id, { decisions, year })
  if (body.remember) {
    const decided = states.filter((state) => body.sheets.some((one) => one.sheet === state.sheet.name))
    await saveMappings(tx, reader, decided.flatMap(mappingFor), app.now())
  }
  return batchView({ ...batch, decisions, year }, states, targets)
}

function mappingFor({ reading, state }: SheetState): SavedMapping[] {
  if (reading.columns.length === 0) return []
  if (state === 'ignored') return [{ signature: headerSignature(reading.columns), target: UNWANTED, fields: {} }]
  const mapping = mappingOf(reading)
  return mapping ? [mapping] : []
}

/** Starts the import as work of its own; its progress, cancelling and result are those of the work. */
export async function confirmBatch(
  { app, reader }: Pick<Request, 'app' | 'reader'>,
  id: string,
): Promise<{ workId: string }> {
  const workId = await app.db.asReader(reader, async (tx) => {
    // One confirmation looks at the batch at a time, so that of two pressed at once the second sees the first.
    await holdBatch(tx, reader, id)
    const batch = await findBatch({ app, tx, reader }, id)
    if (batch.state === 'done') throw importProblems['import.done']()
    if (await isUnderWay(tx, reader.communityId, 'import', { batchId: id })) throw importProblems['import.running']()
    return createWork(tx, reader, 'import', { batchId: id }, app.now())
  })
  runImport(app, reader, workId, id).catch((error: unknown) => {
    process.stderr.write(
      `${JSON.stringify({ level: 'error', work: workId, error: String((error as Error)?.stack ?? error) })}\n`,
    )
  })
  return { workId }
}
