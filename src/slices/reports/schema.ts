import { z } from 'zod'
import { DayText, Id } from '#kernel/shapes.ts'
import { chipPrint, figureAttrs, reportDoc } from './doc.ts'

export const REPORT_STATES = ['draft', 'review', 'issued', 'withdrawn'] as const
export type ReportState = (typeof REPORT_STATES)[number]
export const REPORT_STATE_LABEL: Record<ReportState, string> = {
  draft: '拟稿',
  review: '待书记审核',
  issued: '已定稿',
  withdrawn: '已作废',
}
export const OUTLINE_PERIODS = ['month', 'quarter', 'year', 'free'] as const
export const OUTLINE_LIMIT = 60_000

const title = z.string().trim().min(1).max(120).meta({ label: '标题' })
const version = z.number().int().min(0).meta({ label: '版本' })
const outlineCode = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/)

// ---- outlines
export const outlinePath = z.object({ code: outlineCode })
export const outlineSummary = z.strictObject({
  code: outlineCode,
  name: z.string(),
  period: z.enum(OUTLINE_PERIODS),
  /** The community has its own wording; else the one that ships. */
  own: z.boolean(),
  /** 0 while nothing of its own was saved. */
  version,
})
export const outlineFull = outlineSummary.extend({ source: z.string() })
export const outlineDraft = z.strictObject({
  name: z.string().trim().min(1).max(60).meta({ label: '提纲名称' }),
  period: z.enum(OUTLINE_PERIODS).meta({ label: '适用时段' }),
  source: z.string().min(1).max(OUTLINE_LIMIT).meta({ label: '提纲内容' }),
  version,
  reason: z.string().trim().max(200).optional().meta({ label: '修改原因' }),
})
export const outlineSource = z.strictObject({ source: z.string().max(OUTLINE_LIMIT).meta({ label: '提纲内容' }) })
/** Where an outline cannot be read: 1-based line of the Markdown, and what to do. */
export const outlineFinding = z.strictObject({ line: z.number().int(), code: z.string(), message: z.string() })
export const outlineCheck = z.strictObject({ findings: z.array(outlineFinding), keys: z.array(z.string()) })

// ---- reports
export const reportDraft = z.strictObject({
  id: Id.optional(),
  outline: outlineCode.meta({ label: '提纲' }),
  from: DayText.meta({ label: '开始日期' }),
  to: DayText.meta({ label: '结束日期' }),
  /** Empty: the outline's own title. */
  title: title.optional(),
})
export const reportSave = z.strictObject({ title, doc: reportDoc.meta({ label: '正文' }), version })
export const reportStep = z.strictObject({ version })
export const reportReturn = z.strictObject({
  version,
  note: z.string().trim().min(1).max(500).meta({ label: '退回意见' }),
})
export const reportWithdraw = z.strictObject({
  version,
  reason: z.string().trim().max(500).default('').meta({ label: '作废原因' }),
})
export const reportQuery = z.strictObject({
  state: z.enum(REPORT_STATES).optional(),
  /** The year in which the report's period ends. */
  year: z.coerce.number().int().min(1900).max(2999).optional(),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const reportSummary = z.strictObject({
  id: Id,
  title: z.string(),
  from: DayText,
  to: DayText,
  state: z.enum(REPORT_STATES),
  version,
  author: z.string(),
  authorName: z.string(),
  issuerName: z.string(),
  updatedAt: z.string(),
  issuedAt: z.string().nullable(),
})
export const reportList = z.strictObject({ total: z.number().int(), rows: z.array(reportSummary) })
/** What was done with the report, oldest first. */
export const reportEvent = z.strictObject({ event: z.string(), at: z.string(), name: z.string(), note: z.string() })
export const reportFull = reportSummary.extend({
  /** Of a draft: figures as the ledger answers now. Of an issued one: as frozen. */
  doc: reportDoc,
  /** As-of position in the community's history; null until issued. */
  position: z.number().int().nullable(),
  outline: z.string().nullable(),
  events: z.array(reportEvent),
  /** What this reader may do now. */
  may: z.strictObject({
    save: z.boolean(),
    submit: z.boolean(),
    return: z.boolean(),
    issue: z.boolean(),
    withdraw: z.boolean(),
  }),
  /** Why `may.issue` is false although it waits for review: the author may not issue their own. */
  needsOther: z.boolean(),
})
export const reportSaved = z.strictObject({ id: Id, version, state: z.enum(REPORT_STATES), doc: reportDoc })

// ---- chips
export const figureAsk = z.strictObject({
  chip: Id,
  key: z.string().min(1).max(120),
  from: DayText.nullable().default(null),
  to: DayText.nullable().default(null),
  print: chipPrint.default('default'),
})
export { figureAttrs }
/** Every figure a chip may ask for, for the insert menu. */
export const figureChoice = z.strictObject({
  key: z.string(),
  label: z.string(),
  unit: z.string(),
  tense: z.enum(['register', 'flow']),
  print: z.enum(['exact', 'floor']),
})
/** Evidence of a saved chip by `chip`; of one not saved yet by key and period. */
export const evidenceQuery = z.strictObject({
  chip: z.string().min(1).max(300).optional(),
  key: z.string().min(1).max(120).optional(),
  from: DayText.optional(),
  to: DayText.optional(),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(50),
})
export const evidenceRow = z.strictObject({
  type: z.enum(['entry', 'place', 'party', 'asset', 'profile', 'case']),
  id: z.string(),
  version: z.number(),
  day: DayText.nullable(),
  dayTo: DayText.nullable(),
  place: z.string(),
  title: z.string(),
  amount: z.string().nullable(),
  unit: z.string(),
  photos: z.number(),
  /** Still on the phone that told of them, as of now; absent: none. */
  photosAway: z.number().int().optional(),
})
export const evidencePage = z.strictObject({
  /** The records as they were at issue, not as they are now. */
  frozen: z.boolean(),
  key: z.string(),
  label: z.string(),
  from: DayText,
  to: DayText,
  value: z.string().nullable(),
  /** The value to the last digit, with its unit. */
  exact: z.string(),
  printed: z.string(),
  total: z.number().int(),
  rows: z.array(evidenceRow),
})

// ---- advice before issue
/** A number typed into prose. block: index in doc.content; start, end: offsets in it, a chip counting 1. */
export const typedNumber = z.strictObject({
  block: z.number().int(),
  start: z.number().int(),
  end: z.number().int(),
  text: z.string(),
  /** The words around it, to find it by eye. */
  around: z.string(),
})
export const typedNumbers = z.strictObject({ rows: z.array(typedNumber) })
export const advice = z.strictObject({
  code: z.string(),
  message: z.string(),
  block: z.number().int(),
  start: z.number().int(),
  end: z.number().int(),
})
export const advices = z.strictObject({ rows: z.array(advice) })

// ---- what changed since issue
export const movedRecord = evidenceRow.extend({
  moved: z.enum(['added', 'removed', 'changed']),
  /** Its share when the report was issued; null for one that came later. */
  before: z.string().nullable(),
})
export const changedFigure = z.strictObject({
  chip: z.string(),
  key: z.string(),
  label: z.string(),
  from: DayText,
  to: DayText,
  frozenValue: z.string().nullable(),
  frozenPrinted: z.string(),
  value: z.string().nullable(),
  printed: z.string(),
  /** At most 200; `movedTotal` counts all. */
  records: z.array(movedRecord),
  movedTotal: z.number().int(),
})
export const reportChanges = z.strictObject({ position: z.number().int(), figures: z.array(changedFigure) })

export const documentQuery = z.strictObject({ edition: z.enum(['clean', 'draft']).default('clean') })

export type OutlineSummary = z.infer<typeof outlineSummary>
export type OutlineFull = z.infer<typeof outlineFull>
export type OutlineDraft = z.infer<typeof outlineDraft>
export type OutlineFinding = z.infer<typeof outlineFinding>
export type ReportDraft = z.infer<typeof reportDraft>
export type ReportSummary = z.infer<typeof reportSummary>
export type ReportFull = z.infer<typeof reportFull>
export type ReportSaved = z.infer<typeof reportSaved>
export type ReportEvent = z.infer<typeof reportEvent>
export type FigureAsk = z.infer<typeof figureAsk>
export type FigureChoice = z.infer<typeof figureChoice>
export type EvidencePage = z.infer<typeof evidencePage>
export type TypedNumber = z.infer<typeof typedNumber>
export type Advice = z.infer<typeof advice>
export type ChangedFigure = z.infer<typeof changedFigure>
export type MovedRecord = z.infer<typeof movedRecord>
export type ReportChanges = z.infer<typeof reportChanges>
