import { Select } from 'antd'
import type { Role } from '#kernel/reader.ts'
import type { FieldSpec } from '#kernel/web/field-spec.ts'
import { today } from '#kernel/web/period.ts'
import type { Say } from '#kernel/web/words.ts'
import { SEVERITIES, SEVERITY_LABEL, SOURCE_LABEL } from '../schema.ts'
import type { ProblemType } from '../type-schema.ts'
import { mayFixOnSpot, sourcesFor } from '../source-rules.ts'
import { typeOptions } from './type-options.ts'

const POINT_TYPE: Record<string, string> = { yard: '楼院', building: '楼院', unit: '楼院', alley: '背街小巷' }

interface ReportSpecsContext {
  t: Say
  types: readonly ProblemType[]
  role: Role
  /** Type of the place chosen so far; its problem types stand first. */
  placeType: string | undefined
}

/** What a report asks: where, what, how bad, from whom; and how it was put right where it was at once. */
export function reportSpecs({ t, types, role, placeType }: ReportSpecsContext): FieldSpec[] {
  const groups = typeOptions(types, t, POINT_TYPE[placeType ?? ''])
  const sources = sourcesFor(role)
  return [
    { name: 'placeId', label: t('地点'), type: 'place', required: true },
    { name: 'locus', label: t('具体位置'), type: 'text', max: 80, placeholder: t('如 3号楼2单元门口') },
    {
      name: 'typeCode',
      label: t('问题类型'),
      type: 'own',
      draw: ({ value, onChange, id }) => (
        <Select
          id={id}
          value={(value as string | undefined) ?? null}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('选最接近的；没有合适的可以不选')}
          options={groups}
          listHeight={440}
          onChange={(next) => onChange(next ?? null)}
        />
      ),
    },
    { name: 'checkItem', label: t('检查项'), type: 'text', max: 80, help: t('按类型预填，可以改；反弹按它来数') },
    { name: 'issue', label: t('什么问题'), type: 'long', required: true, max: 500 },
    {
      name: 'severity',
      label: t('程度'),
      type: 'choice',
      required: true,
      options: SEVERITIES.map((value) => ({ value, label: t(SEVERITY_LABEL[value]) })),
    },
    { name: 'foundOn', label: t('发现日期'), type: 'day', required: true, max: today() },
    {
      name: 'source',
      label: t('来源'),
      type: 'choice',
      required: true,
      options: sources.map((value) => ({ value, label: t(SOURCE_LABEL[value]) })),
      when: () => sources.length > 1,
    },
    {
      name: 'sourceRef',
      label: t('来文或工单编号'),
      type: 'text',
      max: 80,
      when: ({ source }) => source !== undefined && source !== 'patrol',
    },
    {
      name: 'fixed',
      label: t('当场已改好（即查即改）'),
      type: 'flag',
      when: ({ source }) => mayFixOnSpot(role) && (source === undefined || source === 'patrol'),
    },
    {
      name: 'fixedOnSpot',
      label: t('怎样整改的'),
      type: 'long',
      required: true,
      max: 500,
      when: ({ source, fixed }) =>
        fixed === true && mayFixOnSpot(role) && (source === undefined || source === 'patrol'),
    },
  ]
}
