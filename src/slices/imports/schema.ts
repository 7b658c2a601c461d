import { z } from 'zod'
import { Id } from '#kernel/shapes.ts'

/** What a screen, the CLI and the stores say about one import. Sheets are shown as the clerk sees them in the office program. */

/** The target of a 问题清单: its rows become problems under 问题, no records of the ledger. */
export const PROBLEM_TARGET = 'kind:problem'

export const ImportYear = z.coerce.number().int().min(2000).max(2100)

export const Severity = z.enum(['error', 'question', 'info'])

/**
 * Something to look at, named by sheet and cell. `error`: the row waits to be mended and is in no total.
 * `question`: it was taken as written, and somebody should look. `info`: said so that nothing is left out silently.
 */
export const Finding = z.object({
  sheet: z.string(),
  /** 'B3'; a column letter or '' when it is about a column or the whole sheet. */
  cell: z.string(),
  row: z.number().int().nullable(),
  code: z.string(),
  severity: Severity,
  /** The sentence in the reader's language. */
  message: z.string(),
  params: z.record(z.string(), z.unknown()),
})
export type Finding = z.infer<typeof Finding>

export const SheetColumn = z.object({
  col: z.number().int(),
  letter: z.string(),
  header: z.string(),
  unit: z.string().nullable(),
  /** Key of the target's field; null: this column is not taken. */
  field: z.string().nullable(),
  confidence: z.number(),
})

export const ImportSheet = z.object({
  sheet: z.string(),
  hidden: z.boolean(),
  /** hidden, unknown and ignored sheets are not loaded. */
  state: z.enum(['ready', 'hidden', 'unknown', 'ignored', 'empty']),
  title: z.string(),
  target: z.string().nullable(),
  targetLabel: z.string(),
  layout: z.enum(['table', 'pairs']),
  score: z.number(),
  alternatives: z.array(z.object({ target: z.string(), label: z.string(), score: z.number() })),
  headerRows: z.array(z.number().int()),
  columns: z.array(SheetColumn),
  rowCount: z.number().int(),
  /** The first rows, to map columns by looking at them. */
  sample: z.array(
    z.object({ row: z.number().int(), cells: z.array(z.object({ letter: z.string(), text: z.string() })) }),
  ),
  skipped: z.array(z.object({ row: z.number().int(), why: z.string(), said: z.string() })),
  /** The mapping was chosen by a clerk once and taken over. */
  remembered: z.boolean(),
})
export type ImportSheet = z.infer<typeof ImportSheet>

export const ImportSummary = z.object({
  accepted: z.number().int(),
  corrected: z.number().int(),
  unchanged: z.number().int(),
  broken: z.number().int(),
  questions: z.number().int(),
})

export type ImportSummary = z.infer<typeof ImportSummary>

export const ImportState = z.enum(['uploaded', 'running', 'done', 'failed', 'cancelled'])

export const ImportBatchRow = z.object({
  id: z.string(),
  fileName: z.string(),
  year: z.number().int(),
  state: ImportState,
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  summary: ImportSummary.nullable(),
})
export type ImportBatchRow = z.infer<typeof ImportBatchRow>

export const ImportBatch = ImportBatchRow.extend({ sheets: z.array(ImportSheet) })
export type ImportBatch = z.infer<typeof ImportBatch>

export const ImportTarget = z.object({
  code: z.string(),
  label: z.string(),
  layout: z.enum(['table', 'pairs']),
  fields: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      type: z.string(),
      unit: z.string().nullable(),
      required: z.boolean(),
      options: z.array(z.string()),
    }),
  ),
})
export type ImportTarget = z.infer<typeof ImportTarget>

/** Column letter (of a profile: the address of the value, B3) → field key, null for "do not take". Columns not named keep what was guessed. */
export const ColumnMapping = z.record(z.string().max(12), z.string().max(80).nullable())

export const SheetMapping = z.strictObject({
  sheet: z.string().max(255),
  /** Null: ignore this sheet. A hidden sheet is loaded once it is given a target. */
  target: z.string().max(80).nullable(),
  columns: ColumnMapping,
})
export type SheetMapping = z.infer<typeof SheetMapping>

export const MappingBody = z.strictObject({
  sheets: z.array(SheetMapping).max(500),
  /** Use the same headings the same way next time. */
  remember: z.boolean().default(true),
  /** The year the file is of, where it is another than was said at the upload. */
  year: ImportYear.optional(),
})

export const RowOutcome = z.enum(['new', 'changed', 'unchanged', 'broken'])

export const PreviewRow = z.object({
  row: z.number().int(),
  outcome: RowOutcome,
  /** One line a clerk recognises the row by. */
  title: z.string(),
  /** Field key → text as it will be taken. */
  values: z.record(z.string(), z.string()),
  question: z.boolean(),
})
export type PreviewRow = z.infer<typeof PreviewRow>

export const PreviewSheet = z.object({
  sheet: z.string(),
  target: z.string(),
  targetLabel: z.string(),
  fields: z.array(z.object({ key: z.string(), label: z.string() })),
  counts: z.object({ new: z.number(), changed: z.number(), unchanged: z.number(), broken: z.number() }),
  rows: z.array(PreviewRow),
  /** Rows beyond the first 500 are counted, not listed. */
  more: z.number().int(),
})

export type PreviewSheet = z.infer<typeof PreviewSheet>

export const ImportPreview = z.object({
  sheets: z.array(PreviewSheet),
  findings: z.array(Finding),
  /** What the file brings along that is not a row: new places, units, teams, campaigns. */
  brings: z.array(z.object({ label: z.string(), count: z.number().int(), names: z.array(z.string()) })),
  summary: ImportSummary,
})
export type ImportPreview = z.infer<typeof ImportPreview>

/** What an import came to: printed by the CLI, kept with the batch, and the result of the work a screen waits for. */
export const ImportResult = z.object({
  batchId: z.string().nullable(),
  accepted: z.number().int(),
  corrected: z.number().int(),
  unchanged: z.number().int(),
  broken: z.number().int(),
  findings: z.array(Finding),
})
export type ImportResult = z.infer<typeof ImportResult>

export const PendingPage = z.object({ total: z.number().int(), rows: z.array(z.lazy(() => PendingRow)) })

export const PendingQuery = z.strictObject({
  batch: Id.optional(),
  state: z.enum(['waiting', 'mended', 'dropped']).default('waiting'),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const ImportListQuery = z.strictObject({
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})

export const PendingRow = z.object({
  id: z.string(),
  batchId: z.string(),
  fileName: z.string(),
  year: z.number().int(),
  sheet: z.string(),
  row: z.number().int(),
  target: z.string(),
  targetLabel: z.string(),
  /** Field key → what the cell says. */
  values: z.record(z.string(), z.string()),
  findings: z.array(Finding),
  /** Field keys that a finding is about. */
  faulty: z.array(z.string()),
  /** Nearest known places, best first, when the place was not found. */
  nearest: z.array(z.object({ id: z.string(), name: z.string() })),
  state: z.enum(['waiting', 'mended', 'dropped']),
  reason: z.string().nullable(),
  version: z.number().int(),
})
export type PendingRow = z.infer<typeof PendingRow>

/** Texts as a clerk would write them into the cells; an empty text empties the field. */
export const RowValues = z.record(z.string().max(80), z.string().max(2000))

export const MendBody = z.strictObject({
  version: z.number().int(),
  values: RowValues,
  /** The place this row means, picked from the register. */
  placeId: Id.nullable().default(null),
  /** Remember the words of the row as another name of that place. */
  learn: z.boolean().default(true),
})
export type MendBody = z.infer<typeof MendBody>

export const DropBody = z.strictObject({
  version: z.number().int(),
  reason: z.string().trim().min(1).max(200),
})

export const PastedBody = z.strictObject({
  text: z.string().min(1).max(20_000),
  year: ImportYear,
})

/** A record read out of a chat line; nothing is saved until it is confirmed. */
export const PastedDraft = z.object({
  /** The record's id once confirmed; confirming twice saves once. */
  id: z.string(),
  line: z.number().int(),
  said: z.string(),
  target: z.string(),
  targetLabel: z.string(),
  values: z.record(z.string(), z.string()),
  placeId: z.string().nullable(),
  findings: z.array(Finding),
})
export type PastedDraft = z.infer<typeof PastedDraft>

export const PastedConfirmBody = z.strictObject({
  year: ImportYear,
  items: z
    .array(
      z.strictObject({
        id: Id,
        target: z.string().max(80),
        values: RowValues,
        placeId: Id.nullable().default(null),
      }),
    )
    .min(1)
    .max(200),
})
export type PastedConfirmBody = z.infer<typeof PastedConfirmBody>
