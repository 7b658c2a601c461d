import type { OutboxRow } from '#slices/field/phone/ports.ts'
import type { Act } from '#slices/field/schema.ts'
import type { ReadSide } from './read-side.ts'

export type StepName = Extract<Act, { do: 'step' }>['step']

export const STEP_WORDS: Record<StepName, string> = {
  start: '开始整改',
  'feed-back': '整改反馈',
  join: '我也遇到',
  'self-close': '自行销号',
  keep: '没有反弹',
  relapse: '又反弹了',
  return: '退回',
}

/** What was saved, in one line. */
export function actWords(act: Act, { places, kinds, cases }: ReadSide): string {
  const placeOf = (id: string | null): string => places.find((place) => place.id === id)?.name ?? ''
  const line = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join(' · ')
  switch (act.do) {
    case 'entry': {
      const kind = kinds.find((one) => one.code === act.kind)
      const amounts = Object.entries(act.amounts).map(([key, amount]) => {
        const measure = kind?.measures.find((one) => one.key === key)
        return `${measure?.label ?? key} ${amount}${measure?.unit ?? ''}`
      })
      return line(kind?.label ?? act.kind, placeOf(act.placeId), act.locus, ...amounts)
    }
    case 'case':
      return line('报问题', placeOf(act.placeId), act.issue)
    case 'step':
      return line(STEP_WORDS[act.step], cases.find((one) => one.id === act.caseId)?.issue ?? '')
  }
}

/** What became of it, in plain words. */
export function stateWords({ state, outcome, problem }: OutboxRow): string {
  if (state === 'waiting') return '已保存在手机里，等待上传'
  if (state === 'parked') return `没能收下：${problem ?? '原因不明'}。请导出后交给社区。`
  if (outcome === 'quarantined') return `已送到社区，等社区看一下：${problem ?? ''}`
  return '已上传'
}
