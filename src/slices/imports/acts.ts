import { newId } from '#kernel/ids.ts'
import type { Call } from '#kernel/node/route.ts'
import { readWorkbook } from '#kernel/node/sheets/read-workbook.ts'
import { createWork } from '#kernel/node/work.ts'
import { problems } from '#kernel/problems.ts'
import { communityTargets } from './catalogues.ts'
import { runImport } from './jobs.ts'
import { previewOf } from './preview.ts'
import { importProblems } from './problems.ts'
import { headerSignature, mappingOf } from './recognise/header-signature.ts'
import type { SavedMapping } from './recognise/reading.ts'
import { describeSheet, readSheets, type SheetState, UNWANTED } from './read-sheets.ts'
import { planFile } from './run-import.ts'
import { sayFindings } from './say-findings.ts'
import type { ImportBatch, ImportPreview, ImportTarget, PendingRow, SheetMapping } from './schema.ts'
import { addBatch, type Batch, readBatch, readMappings, saveMappings, setBatch } from './store-batches.ts'
import { faultyFields, readKnown } from './store-known.ts'
import { listPending } from './store-pending.ts'
import { storedWorkbook } from './stored-file.ts'
import { takeUpload } from './take-upload.ts'
import { placeBook } from './place-book.ts'
import { type ImportTargetDef, targetOf } from './targets.ts'

type Request = Pick<Call<unknown, unknown, unknown>, 'app' | 'tx' | 'reader' | 'request'>

/** Takes a file: refused before anything is kept if it is none we read, else kept as it came. */
export async function uploadFile({ app, reader, request }: Omit<Request, 'tx'>): Promise<ImportBatch> {
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

export async function showBatch(call: Omit<Request, 'request'>, id: string): Promise<ImportBatch> {
  const { app, tx, reader } = call
  const batch = await found(call, id)
  const targets = await communityTargets(call)
  const workbook = await storedWorkbook(app, batch)
  return batchView(batch, readSheets(workbook, targets, await readMappings(tx, reader), batch.decisions), targets)
}

/** What a clerk decided about sheets and columns, for this file and, if wished, for the same headings from now on. */
export async function mapBatch(
  call: Omit<Request, 'request'>,
  id: string,
  body: { sheets: SheetMapping[]; remember: boolean; year?: number | undefined },
): Promise<ImportBatch> {
  const { app, tx, reader } = call
  const batch = await found(call, id)
  if (batch.state === 'done') throw importProblems['import.done']()
  const targets = await communityTargets(call)
  const workbook = await storedWorkbook(app, batch)
  const stranger = body.sheets.find((one) => !workbook.sheets.some((sheet) => sheet.name === one.sheet))
  if (stranger) throw importProblems['import.unknown-sheet']({ sheet: stranger.sheet })
  const decisions = [...batch.decisions.filter((old) => !body.sheets.some((one) => one.sheet === old.sheet)), ...body.sheets]
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

export async function previewBatch(call: Omit<Request, 'request'>, id: string): Promise<ImportPreview> {
  const batch = await found(call, id)
  const { fileName, year, decisions } = batch
  const file = await planFile(call, { workbook: await storedWorkbook(call.app, batch), fileName, year, decisions })
  return previewOf(file, call.reader.language)
}

/** Starts the import as work of its own; its progress, cancelling and result are those of the work. */
export async function confirmBatch({ app, reader }: Omit<Request, 'tx' | 'request'>, id: string): Promise<{ workId: string }> {
  const workId = await app.db.asReader(reader, async (tx) => {
    const batch = await found({ app, tx, reader }, id)
    if (batch.state === 'done') throw importProblems['import.done']()
    return createWork(tx, reader, 'import', { batchId: id }, app.now())
  })
  runImport(app, reader, workId, id).catch((error: unknown) => {
    process.stderr.write(`${JSON.stringify({ level: 'error', work: workId, error: String((error as Error)?.stack ?? error) })}\n`)
  })
  return { workId }
}

export async function waitingRows(
  call: Omit<Request, 'request'>,
  query: { batch?: string | undefined; state: PendingRow['state']; offset: number; limit: number },
): Promise<{ total: number; rows: PendingRow[] }> {
  const { tx, reader } = call
  const page = await listPending(tx, reader, query)
  const targets = await communityTargets(call)
  const book = placeBook((await readKnown(tx, reader, [])).places)
  return {
    total: page.total,
    rows: page.rows.map((row) => {
      const said = row.cells['place']
      const unknown = row.findings.some((note) => note.field === 'place' && note.severity === 'error')
      const meant = said !== undefined && unknown ? book.resolve(said) : null
      const place = meant && 'placeId' in meant ? book.get(meant.placeId) : undefined
      return {
        id: row.id, batchId: row.batchId, fileName: row.fileName, year: row.year, sheet: row.sheet, row: row.row,
        target: row.target, targetLabel: targetOf(targets, row.target)?.label ?? '', values: row.cells,
        findings: sayFindings(row.findings, reader.language), faulty: faultyFields(row.findings),
        nearest: meant === null ? [] : 'nearest' in meant ? meant.nearest : place ? [{ id: place.id, name: place.name }] : [],
        state: row.state, reason: row.reason, version: row.version,
      }
    }),
  }
}

export function targetView(target: ImportTargetDef): ImportTarget {
  return {
    code: target.code,
    label: target.label,
    layout: target.layout,
    fields: target.fields.map((field) => ({
      key: field.key, label: field.label, type: field.type, unit: field.unit ?? null, required: field.required ?? false, options: field.options ?? [],
    })),
  }
}

async function found({ tx, reader }: Omit<Request, 'request'>, id: string): Promise<Batch> {
  const batch = await readBatch(tx, reader, id)
  if (!batch) throw problems['request.not-found']()
  return batch
}

function batchView(batch: Batch, states: SheetState[], targets: ImportTargetDef[]): ImportBatch {
  const { id, fileName, year, state, createdAt, finishedAt, summary } = batch
  return { id, fileName, year, state, createdAt, finishedAt, summary, sheets: states.map((one) => describeSheet(one, targets)) }
}
