import { z } from 'zod'

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
