import type { PictureFault } from '#kernel/web/shrink-picture.ts'
import type { Act, PhotoFact } from '#slices/field/schema.ts'

// The words of codes, in the language they are written in; whoever shows them says them with `t`. They stand here once
// more because the tables beside the schemas would bring the schemas' library to the phone.
export type StepName = Extract<Act, { do: 'step' }>['step']
export type Severity = Extract<Act, { do: 'case' }>['severity']

export const STEP_WORDS: Record<StepName, string> = {
  start: '开始整改',
  'feed-back': '整改反馈',
  join: '我也遇到',
  'self-close': '自行销号',
  keep: '未反弹',
  relapse: '已反弹',
  return: '退回',
}

export const SEVERITY_WORDS: Record<Severity, string> = { ordinary: '一般', serious: '较重', urgent: '紧急' }

export const ROLE_WORDS: Record<PhotoFact['role'], string> = { scene: '现场', before: '整改前', after: '整改后' }

export const PICTURE_FAULT_WORDS: Record<PictureFault, string> = {
  unreadable: '这张照片打不开，请重拍或换一张。',
  'not-handled': '这部手机没能处理这张照片，请再试一次。',
  'too-large': '这张照片太大，请换一张。',
}
