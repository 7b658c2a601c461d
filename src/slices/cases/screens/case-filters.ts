import type { FilterSpec } from '#kernel/web/filter-bar.tsx'
import type { Say } from '#kernel/web/words.ts'
import { SEVERITIES, SEVERITY_LABEL, SOURCE_LABEL, SOURCES, STATE_LABEL, STATES } from '../schema.ts'
import type { ProblemType } from '../type-schema.ts'
import { typeOptions } from './type-options.ts'

/** What the list of problems can be narrowed by. */
export function caseFilters(t: Say, types: readonly ProblemType[], checkItem?: string): FilterSpec[] {
  // An item of an office's own, come by a link, is named like the shipped ones.
  const items = [...new Set([...types.map((type) => type.item), ...(checkItem ? [checkItem] : [])])]
  const named = <K extends string>(keys: readonly K[], labels: Record<K, string>) =>
    keys.map((value) => ({ value, label: t(labels[value]) }))
  return [
    { key: 'text', label: t('问题里的字词'), type: 'search' },
    { key: 'below', label: t('地点（含下级）'), type: 'place' },
    {
      key: 'typeCode',
      label: t('问题类型'),
      type: 'choice',
      options: typeOptions(types, t).flatMap((group) =>
        group.options.map((option) => ({ ...option, label: `${group.label}：${option.label}` })),
      ),
    },
    {
      key: 'checkItem',
      label: t('检查项'),
      type: 'choice',
      options: items.map((item) => ({ value: item, label: item })),
    },
    { key: 'partyId', label: t('责任单位'), type: 'party' },
    { key: 'source', label: t('来源'), type: 'choice', options: named(SOURCES, SOURCE_LABEL) },
    { key: 'severity', label: t('程度'), type: 'choice', options: named(SEVERITIES, SEVERITY_LABEL) },
    { key: 'state', label: t('具体状态'), type: 'choice', options: named(STATES, STATE_LABEL) },
    {
      key: 'relapsed',
      label: t('反弹'),
      type: 'choice',
      options: [{ value: 'yes', label: t('只看反弹的') }],
    },
    { key: 'period', label: t('发现时段'), type: 'period' },
  ]
}
