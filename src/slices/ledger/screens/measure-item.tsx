import { AutoComplete, Checkbox, Input } from 'antd'
import { useWords } from '#kernel/web/words.ts'
import type { MeasureDef } from '../kind-schema.ts'

interface MeasureItemProps {
  measure: MeasureDef
  onChange: (patch: Partial<MeasureDef>) => void
  fresh: boolean
  at: number
}

const UNITS = [
  '处',
  '个',
  '条',
  '次',
  '场次',
  '人',
  '人次',
  '户',
  '户次',
  '辆',
  '吨',
  '立方',
  '车',
  '平方米',
  '米',
  '间',
  '栋',
  '块',
  '份',
  '小时',
  '元',
]

/** One quantity of a kind: what is counted, and in which unit. */
export function MeasureItem({ measure, onChange, fresh, at }: MeasureItemProps) {
  const t = useWords()
  const number = at + 1
  return (
    <>
      <Input
        className="item-name"
        value={measure.label}
        maxLength={40}
        placeholder={t('名称')}
        aria-label={t('第{at}项数量的名称', { at: number })}
        onChange={(event) => onChange({ label: event.target.value })}
      />
      <AutoComplete
        className="item-unit"
        value={measure.unit}
        disabled={!fresh}
        placeholder={t('单位')}
        aria-label={t('第{at}项数量的单位', { at: number })}
        options={UNITS.map((unit) => ({ value: unit }))}
        showSearch={{ filterOption: (typed, option) => String(option?.value ?? '').includes(typed) }}
        onChange={(unit) => onChange({ unit: String(unit ?? '').slice(0, 12) })}
      />
      <Checkbox
        checked={measure.integer === true}
        onChange={(event) => onChange({ integer: event.target.checked || undefined })}
      >
        {t('只填整数')}
      </Checkbox>
    </>
  )
}
