import type { FieldSpec } from '#kernel/web/field-spec.ts'
import type { Say } from '#kernel/web/words.ts'

/** From when on a problem is supervised: asked as the standing rule, and when drafting by it for once. */
export function superviseRuleFields(t: Say, help?: string): FieldSpec[] {
  const count = { type: 'number', integer: true, required: true } as const
  return [
    { ...count, name: 'overDays', label: t('超期多少个工作日以上'), min: 0, max: 60 },
    { ...count, name: 'reworks', label: t('或退回重改多少次以上'), min: 1, max: 20, ...(help ? { help } : {}) },
  ]
}
