import { z } from 'zod'
import { DayText, Id, ReasonText } from '#kernel/shapes.ts'

/** Papers about problems. A draft says nothing to anybody; sent, it has a number and is never changed again. */
export const PAPER_KINDS = ['dispatch', 'notice', 'supervise', 'bulletin', 'coordinate'] as const
export type PaperKind = (typeof PAPER_KINDS)[number]
export const PAPER_LABEL: Record<PaperKind, string> = {
  dispatch: '交办单',
  notice: '整改通知书',
  supervise: '督办单',
  bulletin: '通报',
  coordinate: '协调函',
}

export const PAPER_STATES = ['draft', 'sent', 'dropped'] as const
export type PaperState = (typeof PAPER_STATES)[number]
export const PAPER_STATE_LABEL: Record<PaperState, string> = { draft: '拟稿', sent: '已发出', dropped: '已作废' }

const words = {
  title: z.string().trim().min(2).max(80).meta({ label: '标题' }),
  /** 主送. */
  addressee: z.string().trim().min(1).max(120).meta({ label: '主送' }),
  intro: z.string().trim().min(2).max(1000).meta({ label: '正文' }),
  /** One paragraph a line. */
  demands: z.string().trim().min(2).max(2000).meta({ label: '要求' }),
}
export const PaperWords = z.strictObject(words)
export type PaperWords = z.infer<typeof PaperWords>

/** What is drafted for chosen problems: one paper for each responsible body (of a 协调函: each outside body). */
export const PaperDraft = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['dispatch', 'notice', 'supervise', 'coordinate']),
    caseIds: z.array(Id).min(1).max(200).meta({ label: '问题' }),
  }),
  z.strictObject({
    kind: z.literal('bulletin'),
    from: DayText.meta({ label: '起' }),
    to: DayText.meta({ label: '止' }),
  }),
])
export type PaperDraft = z.infer<typeof PaperDraft>

/** 督办单 by rule: for everything late by more than so many working days, or sent back so often and still not right. */
export const SuperviseRule = z.strictObject({
  overDays: z.number().int().min(0).max(60).default(2).meta({ label: '超期工作日数' }),
  reworks: z.number().int().min(1).max(20).default(2).meta({ label: '退回重改次数' }),
})
export type SuperviseRule = z.infer<typeof SuperviseRule>

export const PaperChange = PaperWords.extend({ version: z.int().positive() })
export type PaperChange = z.infer<typeof PaperChange>

export const PaperStep = z.strictObject({ version: z.int().positive() })
export const PaperDrop = PaperStep.extend({ reason: ReasonText })

/** One problem as a paper lists it. */
export const PaperRow = z.strictObject({
  caseId: Id,
  place: z.string(),
  pointType: z.string(),
  issue: z.string(),
  partyId: Id.nullable(),
  party: z.string(),
  foundOn: z.string(),
  /** Last day allowed; '' where none is set. */
  due: z.string(),
  overdue: z.boolean(),
  state: z.string(),
})
export type PaperRow = z.infer<typeof PaperRow>

export const PaperSummary = z.strictObject({
  id: Id,
  kind: z.enum(PAPER_KINDS),
  /** 督办〔2026〕3号; '' while it is a draft. */
  number: z.string(),
  title: z.string(),
  addressee: z.string(),
  cases: z.number().int(),
  state: z.enum(PAPER_STATES),
  version: z.number().int(),
  author: z.string(),
  createdAt: z.string(),
  sender: z.string(),
  sentAt: z.string().nullable(),
})
export type PaperSummary = z.infer<typeof PaperSummary>

export const PaperView = PaperSummary.extend({
  intro: z.string(),
  demands: z.string(),
  /** Of a 通报. */
  period: z.strictObject({ from: z.string(), to: z.string() }).nullable(),
  /** What a 通报 says in numbers; made from figures, never typed. */
  facts: z.array(z.string()),
  rows: z.array(PaperRow),
  /** Who it is from. */
  unit: z.string(),
  maySend: z.boolean(),
  mayChange: z.boolean(),
})
export type PaperView = z.infer<typeof PaperView>

export const PaperQuery = z.strictObject({
  kind: z.enum(PAPER_KINDS).optional(),
  state: z.enum(PAPER_STATES).optional(),
  /** Papers about this problem. */
  case: Id.optional(),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})
export type PaperQuery = z.infer<typeof PaperQuery>

export const PaperPage = z.strictObject({ total: z.number().int(), rows: z.array(PaperSummary) })
export type PaperPage = z.infer<typeof PaperPage>
