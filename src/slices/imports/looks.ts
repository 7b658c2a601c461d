import type { CommandContext } from '#kernel/node/commands.ts'
import { problems } from '#kernel/problems.ts'
import { communityTargets } from './catalogues.ts'
import { placeBook } from './place-book.ts'
import { previewOf } from './preview.ts'
import { describeSheet, readSheets, type SheetState } from './read-sheets.ts'
import { planFile } from './run-import.ts'
import { sayFindings } from './say-findings.ts'
import type { ImportBatch, ImportPreview, ImportTarget, PendingRow } from './schema.ts'
import { type Batch, readBatch, readMappings } from './store-batches.ts'
import { faultyFields, readKnown } from './store-known.ts'
import { listPending } from './store-pending.ts'
import { storedWorkbook } from './stored-file.ts'
import type { ImportTargetDef } from './target-def.ts'
import { targetOf } from './targets.ts'

export async function showBatch(call: CommandContext, id: string): Promise<ImportBatch> {
  const { app, tx, reader } = call
  const batch = await findBatch(call, id)
  const targets = await communityTargets(call)
  const workbook = await storedWorkbook(app, batch)
  return batchView(batch, readSheets(workbook, targets, await readMappings(tx, reader), batch.decisions), targets)
}

export async function previewBatch(call: CommandContext, id: string): Promise<ImportPreview> {
  const batch = await findBatch(call, id)
  const { fileName, year, decisions } = batch
  const file = await planFile(call, { workbook: await storedWorkbook(call.app, batch), fileName, year, decisions })
  return previewOf(file, call.reader.language)
}

export async function waitingRows(
  call: CommandContext,
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
        id: row.id,
        batchId: row.batchId,
        fileName: row.fileName,
        year: row.year,
        sheet: row.sheet,
        row: row.row,
        target: row.target,
        targetLabel: targetOf(targets, row.target)?.label ?? '',
        values: row.cells,
        findings: sayFindings(row.findings, reader.language),
        faulty: faultyFields(row.findings),
        nearest:
          meant === null ? [] : 'nearest' in meant ? meant.nearest : place ? [{ id: place.id, name: place.name }] : [],
        state: row.state,
        reason: row.reason,
        version: row.version,
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
      key: field.key,
      label: field.label,
      type: field.type,
      unit: field.unit ?? null,
      required: field.required ?? false,
      options: field.options ?? [],
    })),
  }
}

/** @throws request.not-found */
export async function findBatch({ tx, reader }: CommandContext, id: string): Promise<Batch> {
  const batch = await readBatch(tx, reader, id)
  if (!batch) throw problems['request.not-found']()
  return batch
}

export function batchView(batch: Batch, states: SheetState[], targets: ImportTargetDef[]): ImportBatch {
  const { id, fileName, year, state, createdAt, finishedAt, summary } = batch
  return {
    id,
    fileName,
    year,
    state,
    createdAt,
    finishedAt,
    summary,
    sheets: states.map((one) => describeSheet(one, targets)),
  }
}
