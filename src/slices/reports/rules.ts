import { can } from '#kernel/can.ts'
import type { Role } from '#kernel/reader.ts'
import type { ReportState } from './schema.ts'

/**
 * 拟稿 → 书记审核 → 定稿. A report returned goes back to 拟稿; only one that was never issued can be withdrawn, and
 * an issued one never changes again.
 */
export const STEPS = {
  save: { from: ['draft', 'review'], to: null, needs: 'write', zh: '修改', en: 'editing' },
  submit: { from: ['draft'], to: 'review', needs: 'write', zh: '提交审核', en: 'submitting' },
  return: { from: ['review'], to: 'draft', needs: 'issue', zh: '退回', en: 'returning' },
  issue: { from: ['review'], to: 'issued', needs: 'issue', zh: '定稿', en: 'issuing' },
  withdraw: { from: ['draft', 'review'], to: 'withdrawn', needs: 'write', zh: '作废', en: 'withdrawing' },
} as const satisfies Record<string, StepRule>

export interface StepRule {
  from: readonly ReportState[]
  /** null = stays what it is. */
  to: ReportState | null
  needs: 'write' | 'issue'
  zh: string
  en: string
}
export type Step = keyof typeof STEPS

export interface Standing {
  state: ReportState
  author: string
  /** The community's setting: 定稿 by somebody other than the author. */
  reviewByOther: boolean
}

/** Why a step cannot be taken: 'state', 'role', 'own' (the author may not issue their own), or null if it can. */
export function refusalOf(
  step: Step,
  report: Standing,
  reader: { actor: string; role: Role },
): 'state' | 'role' | 'own' | null {
  const rule: StepRule = STEPS[step]
  if (!can(reader.role, rule.needs, 'reports')) return 'role'
  if (!rule.from.includes(report.state)) return 'state'
  if (step === 'issue' && report.reviewByOther && reader.actor === report.author) return 'own'
  return null
}

export function mayOf(report: Standing, reader: { actor: string; role: Role }): Record<Step, boolean> {
  const may = (step: Step): boolean => refusalOf(step, report, reader) === null
  return {
    save: may('save'),
    submit: may('submit'),
    return: may('return'),
    issue: may('issue'),
    withdraw: may('withdraw'),
  }
}
