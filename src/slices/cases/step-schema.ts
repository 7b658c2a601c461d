import { z } from 'zod'
import { DayText, Id, ReasonText } from '#kernel/shapes.ts'
import { Limit } from './type-schema.ts'

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
