import { z } from 'zod'
import { LIMIT_UNITS } from '#kernel/work-calendar.ts'
import { DayText, Id, ReasonText } from '#kernel/shapes.ts'

/** Where a problem came from; it decides who may close it. */
export const SOURCES = ['patrol', 'assessment', 'superior', 'hotline', 'resident', 'import', 'sample'] as const
export type Source = (typeof SOURCES)[number]
export const SOURCE_LABEL: Record<Source, string> = {
  patrol: '巡查自查',
  assessment: '测评扣分',
  superior: '上级交办',
  hotline: '热线投诉',
  resident: '居民随手拍',
  import: '台账导入',
  sample: '街道抽查',
}

export const SEVERITIES = ['ordinary', 'serious', 'urgent'] as const
export type Severity = (typeof SEVERITIES)[number]
export const SEVERITY_LABEL: Record<Severity, string> = { ordinary: '一般', serious: '较重', urgent: '紧急' }

export const STATES = [
  'reported',
  'declined',
  'accepted',
  'dispatched',
  'returned',
  'fixing',
  'extending',
  'suspended',
  'coordinating',
  'fed-back',
  'closed',
  'kept',
  'relapsed',
] as const
export type CaseState = (typeof STATES)[number]
export const STATE_LABEL: Record<CaseState, string> = {
  reported: '已上报',
  declined: '不予受理',
  accepted: '已受理',
  dispatched: '已交办',
  returned: '已退回',
  fixing: '整改中',
  extending: '申请延期',
  suspended: '暂缓整改',
  coordinating: '提请街道协调',
  'fed-back': '已反馈待核查',
  closed: '已销号',
  kept: '未反弹',
  relapsed: '已反弹',
}

/** The six states a community sees; the rest is detail. */
export const PLAIN_STATES = ['to-accept', 'to-dispatch', 'fixing', 'to-check', 'on-hold', 'done'] as const
export type PlainState = (typeof PLAIN_STATES)[number]
export const PLAIN_STATE_LABEL: Record<PlainState, string> = {
  'to-accept': '待受理',
  'to-dispatch': '待交办',
  fixing: '整改中',
  'to-check': '待核查',
  'on-hold': '暂缓协调',
  done: '已办结',
}
export const PLAIN_OF: Record<CaseState, PlainState> = {
  reported: 'to-accept',
  declined: 'done',
  accepted: 'to-dispatch',
  dispatched: 'fixing',
  returned: 'to-dispatch',
  fixing: 'fixing',
  extending: 'fixing',
  suspended: 'on-hold',
  coordinating: 'on-hold',
  'fed-back': 'to-check',
  closed: 'done',
  kept: 'done',
  relapsed: 'done',
}

export const CASE_PHOTO_ROLES = ['scene', 'before', 'after'] as const
/** A picture of a problem: as found, before and after the fix. */
export const CasePhoto = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  role: z.enum(CASE_PHOTO_ROLES),
  /** The version of the case that brought it. */
  version: z.number().int(),
})
export type CasePhoto = z.infer<typeof CasePhoto>

export const Limit = z.strictObject({
  n: z.number().positive().max(400).meta({ label: '时限' }),
  unit: z.enum(LIMIT_UNITS).meta({ label: '时限单位' }),
})
export type Limit = z.infer<typeof Limit>

/** Words that make a problem: what, where, how bad. */
const finding = {
  typeCode: z.string().max(60).optional().meta({ label: '问题类型' }),
  pointType: z.string().trim().max(20).optional().meta({ label: '点位类型' }),
  checkItem: z.string().trim().max(80).optional().meta({ label: '检查项' }),
  severity: z.enum(SEVERITIES).default('ordinary').meta({ label: '程度' }),
  issue: z.string().trim().min(2).max(500).meta({ label: '问题' }),
  placeId: Id.nullable().meta({ label: '地点' }),
  locus: z.string().trim().max(80).optional().meta({ label: '具体位置' }),
  foundOn: DayText.optional().meta({ label: '发现日期' }),
}

export const CaseDraft = z.strictObject({
  id: Id.optional(),
  ...finding,
  source: z.enum(SOURCES).default('patrol').meta({ label: '来源' }),
  sourceRef: z.string().trim().max(80).optional().meta({ label: '来文或工单编号' }),
  /** 即查即改: found and put right in one visit; the note says how. Only for what the community found itself. */
  fixedOnSpot: z.string().trim().min(2).max(500).optional().meta({ label: '即查即改：怎样整改的' }),
  photos: z
    .array(z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), role: z.enum(CASE_PHOTO_ROLES) }))
    .max(20)
    .optional(),
  relapseOf: Id.optional(),
})
export type CaseDraft = z.infer<typeof CaseDraft>

const note = z.string().trim().max(500)
const at = z.int().positive().meta({ label: '版本' })

/** Every step a case can take, with what it needs said. */
export const CaseStep = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('accept'), version: at, note: note.optional() }),
  z.strictObject({ step: z.literal('decline'), version: at, reason: ReasonText }),
  z.strictObject({
    step: z.literal('dispatch'),
    version: at,
    /** One responsible body; null = the community itself. */
    partyId: Id.nullable().meta({ label: '责任单位或责任人' }),
    limit: Limit.optional(),
    note: note.optional(),
  }),
  z.strictObject({ step: z.literal('return'), version: at, reason: ReasonText }),
  z.strictObject({ step: z.literal('start'), version: at, note: note.optional() }),
  z.strictObject({
    step: z.literal('ask-extension'),
    version: at,
    until: DayText.meta({ label: '申请延到' }),
    reason: ReasonText,
  }),
  z.strictObject({
    step: z.literal('grant-extension'),
    version: at,
    until: DayText.meta({ label: '准予延到' }),
    note: note.optional(),
  }),
  z.strictObject({ step: z.literal('refuse-extension'), version: at, reason: ReasonText }),
  z.strictObject({
    step: z.literal('suspend'),
    version: at,
    reviewOn: DayText.meta({ label: '复核日期' }),
    reason: ReasonText,
  }),
  z.strictObject({ step: z.literal('resume'), version: at, note: note.optional() }),
  z.strictObject({
    step: z.literal('coordinate'),
    version: at,
    body: z.string().trim().min(2).max(60).meta({ label: '需协调的单位' }),
    reason: ReasonText,
  }),
  z.strictObject({ step: z.literal('follow-up'), version: at, note: note.min(1).meta({ label: '跟进情况' }) }),
  z.strictObject({ step: z.literal('coordinated'), version: at, note: note.min(1).meta({ label: '协调结果' }) }),
  z.strictObject({
    step: z.literal('feed-back'),
    version: at,
    note: note.min(2).meta({ label: '整改情况' }),
    /** The community itself put it right, not the body it was handed to. */
    byCommunity: z.boolean().default(false).meta({ label: '由社区自行整改' }),
  }),
  z.strictObject({ step: z.literal('pass'), version: at, note: note.min(2).meta({ label: '核查情况' }) }),
  z.strictObject({ step: z.literal('rework'), version: at, reason: ReasonText }),
  z.strictObject({ step: z.literal('self-close'), version: at, note: note.min(2).meta({ label: '整改情况' }) }),
  z.strictObject({ step: z.literal('schedule-recheck'), version: at, on: DayText.meta({ label: '回头看日期' }) }),
  z.strictObject({ step: z.literal('draw-sample'), version: at }),
  z.strictObject({ step: z.literal('redraw'), version: at, reason: ReasonText }),
  z.strictObject({ step: z.literal('keep'), version: at, note: note.min(2).meta({ label: '回头看情况' }) }),
  z.strictObject({ step: z.literal('relapse'), version: at, note: note.min(2).meta({ label: '反弹情况' }) }),
  z.strictObject({ step: z.literal('join'), version: at, note: note.optional() }),
])
export type CaseStep = z.infer<typeof CaseStep>
export type StepName = CaseStep['step']

export const STEP_LABEL: Record<StepName, string> = {
  accept: '受理',
  decline: '不予受理',
  dispatch: '交办',
  return: '退回',
  start: '开始整改',
  'ask-extension': '申请延期',
  'grant-extension': '准予延期',
  'refuse-extension': '不准延期',
  suspend: '暂缓整改',
  resume: '恢复整改',
  coordinate: '提请街道协调',
  'follow-up': '跟进协调',
  coordinated: '协调有结果',
  'feed-back': '整改反馈',
  pass: '核查通过，销号',
  rework: '退回重改',
  'self-close': '自行销号',
  'schedule-recheck': '安排回头看',
  'draw-sample': '抽查',
  redraw: '另抽回头看人员',
  keep: '未反弹',
  relapse: '已反弹',
  join: '我也遇到',
}

/** The event each step leaves in history. */
export const STEP_EVENT: Record<StepName, string> = {
  accept: 'case.accepted',
  decline: 'case.declined',
  dispatch: 'case.dispatched',
  return: 'case.returned',
  start: 'case.started',
  'ask-extension': 'case.extension-asked',
  'grant-extension': 'case.extension-granted',
  'refuse-extension': 'case.extension-refused',
  suspend: 'case.suspended',
  resume: 'case.resumed',
  coordinate: 'case.coordination-asked',
  'follow-up': 'case.coordination-followed',
  coordinated: 'case.coordinated',
  'feed-back': 'case.fed-back',
  pass: 'case.closed',
  rework: 'case.sent-back',
  'self-close': 'case.self-closed',
  'schedule-recheck': 'case.recheck-scheduled',
  'draw-sample': 'case.sample-drawn',
  redraw: 'case.recheck-redrawn',
  keep: 'case.kept',
  relapse: 'case.relapsed',
  join: 'case.joined',
}

/** A kind of problem as the catalogue knows it; a city's standard refines it later. */
export const ProblemType = z.strictObject({
  code: z
    .string()
    .max(60)
    .regex(/^[a-z][a-z-]*$/),
  label: z.string().max(40),
  /** The check item such a problem is counted under. */
  item: z.string().max(40),
  help: z.string().max(80),
  pointTypes: z.array(z.string().max(20)).min(1),
  /** Time allowed for an ordinary one. */
  limit: Limit,
  /** after: it is only struck off with a photo taken after the fix. */
  photo: z.enum(['none', 'after']),
  /** Made up by this product, never an official standard. */
  sample: z.boolean(),
})
export type ProblemType = z.infer<typeof ProblemType>

export const CaseFilter = z.strictObject({
  plain: z.enum(PLAIN_STATES).optional(),
  state: z.enum(STATES).optional(),
  /** open: not yet ended; ended: 已办结. */
  ended: z.enum(['open', 'ended']).optional(),
  overdue: z.enum(['yes', 'no']).optional(),
  /** Runs out within so many days. */
  dueWithin: z.coerce.number().int().min(0).max(60).optional(),
  source: z.enum(SOURCES).optional(),
  severity: z.enum(SEVERITIES).optional(),
  typeCode: z.string().max(60).optional(),
  checkItem: z.string().max(80).optional(),
  pointType: z.string().max(20).optional(),
  /** This place and everything below it. */
  below: Id.optional(),
  partyId: Id.optional(),
  mine: z.enum(['reported', 'to-do']).optional(),
  from: DayText.optional(),
  to: DayText.optional(),
  relapsed: z.enum(['yes']).optional(),
  recheck: z.enum(['due', 'mine']).optional(),
  text: z.string().max(60).optional(),
})
export type CaseFilter = z.infer<typeof CaseFilter>

export const CaseListQuery = CaseFilter.extend({
  sort: z.enum(['found', 'due']).default('found'),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type CaseListQuery = z.infer<typeof CaseListQuery>

export const CaseRow = z.strictObject({
  id: Id,
  version: z.number().int(),
  typeCode: z.string(),
  typeLabel: z.string(),
  pointType: z.string(),
  checkItem: z.string(),
  severity: z.enum(SEVERITIES),
  issue: z.string(),
  placeId: Id.nullable(),
  /** 第一网格 / 槐荫小区. */
  place: z.string(),
  locus: z.string(),
  source: z.enum(SOURCES),
  sourceRef: z.string(),
  handedDown: z.boolean(),
  foundOn: z.string(),
  state: z.enum(STATES),
  plain: z.enum(PLAIN_STATES),
  partyId: Id.nullable(),
  party: z.string(),
  dueAt: z.string().nullable(),
  stopped: z.boolean(),
  overdue: z.boolean(),
  reviewOn: z.string().nullable(),
  closedAt: z.string().nullable(),
  recheckOn: z.string().nullable(),
  rework: z.number().int(),
  joins: z.number().int(),
  /** How often the same check item came up at this place before. */
  before: z.number().int(),
  photos: z.number().int(),
})
export type CaseRow = z.infer<typeof CaseRow>

export const CasePage = z.strictObject({
  /** Counted up to 10,000; capped says that there are more. */
  total: z.number().int(),
  capped: z.boolean(),
  rows: z.array(CaseRow),
})
export type CasePage = z.infer<typeof CasePage>

export const CaseEvent = z.strictObject({
  version: z.number().int(),
  event: z.string(),
  at: z.string(),
  by: z.string(),
  state: z.enum(STATES),
  note: z.string(),
  reason: z.string().nullable(),
  party: z.string(),
  dueAt: z.string().nullable(),
  until: z.string().nullable(),
  photos: z.array(CasePhoto),
})
export type CaseEvent = z.infer<typeof CaseEvent>

export const CaseFull = CaseRow.extend({
  limit: Limit.nullable(),
  askedUntil: z.string().nullable(),
  outside: z.string(),
  closing: z.enum(['self', 'checked', 'before']).nullable(),
  needsOther: z.boolean(),
  checkAbove: z.boolean(),
  recheckKind: z.enum(['after-deadline', 'scheduled', 'sample']).nullable(),
  /** Whose turn the re-check is; '' when an office above looks. */
  recheckBy: z.string(),
  relapseOf: Id.nullable(),
  relapsedInto: Id.nullable(),
  photoList: z.array(CasePhoto),
  events: z.array(CaseEvent),
  /** Steps open to the reader now; what they still need is asked by the form. */
  steps: z.array(z.enum(Object.keys(STEP_EVENT) as [StepName, ...StepName[]])),
  /** Who answers for the place today, nearest first. */
  answering: z.array(
    z.strictObject({ partyId: Id, party: z.string(), kind: z.string(), role: z.string(), distance: z.number().int() }),
  ),
  type: ProblemType.nullable(),
  mayAddPhoto: z.boolean(),
})
export type CaseFull = z.infer<typeof CaseFull>

export const BulkDispatch = z.strictObject({
  items: z
    .array(z.strictObject({ id: Id, version: z.int().positive() }))
    .min(1)
    .max(200),
  /** by-duty: each to whoever answers for its place on this day. */
  to: z.enum(['by-duty', 'party']),
  partyId: Id.nullable().default(null),
  note: note.optional(),
})
export type BulkDispatch = z.infer<typeof BulkDispatch>

export const BulkOutcome = z.strictObject({
  id: Id,
  /** Why it was not handed out; null when it was. */
  problem: z.string().nullable(),
  /** Nobody answers for the place: the community keeps it. */
  gap: z.boolean(),
})
export type BulkOutcome = z.infer<typeof BulkOutcome>

/** How many stand in each of the six states, and what is late; for the board and the home page. */
export const CaseBoard = z.strictObject({
  plain: z.record(z.enum(PLAIN_STATES), z.number().int()),
  overdue: z.number().int(),
  recheckDue: z.number().int(),
  toDo: z.number().int(),
})
export type CaseBoard = z.infer<typeof CaseBoard>

/** The same check item found open at several places at once: work for a campaign rather than point to point. */
export const CommonProblem = z.strictObject({
  checkItem: z.string(),
  pointType: z.string(),
  cases: z.number().int(),
  places: z.array(z.strictObject({ id: Id, name: z.string() })),
})
export type CommonProblem = z.infer<typeof CommonProblem>

/** One community on a day, as an office above sees it. */
export const DayRow = z.strictObject({
  id: Id,
  code: z.string(),
  name: z.string(),
  open: z.number().int(),
  overdue: z.number().int(),
  /** Waiting for the office above: to coordinate, or to check because nobody below may. */
  forUs: z.number().int(),
  found: z.number().int(),
  closed: z.number().int(),
})
export type DayRow = z.infer<typeof DayRow>
