import { Select, Space } from 'antd'
import { useState } from 'react'
import { dayOf, periodAround } from '#kernel/days.ts'
import type { FigurePeriod } from '#kernel/figure.ts'
import { DayField } from './day-field.tsx'
import { periodOf, shapeOf, today, type PeriodShape } from './period.ts'
import { useWords } from './words.ts'

export interface PeriodPickerProps {
  id?: string
  value?: FigurePeriod | null
  onChange?: (period: FigurePeriod | null) => void
  /** Offer 不限 as well. */
  any?: boolean
}

/** 本月 / 本季 / 全年 / 截至目前 / 自定, and which month, quarter or year where it is not the present one. */
export function PeriodPicker({ id, value = null, onChange, any = false }: PeriodPickerProps) {
  const t = useWords()
  const now = today()
  const [custom, setCustom] = useState(false)
  const shape: PeriodShape | 'any' = value === null ? 'any' : custom ? 'custom' : shapeOf(value, now)
  const choose = (next: PeriodShape | 'any') => {
    setCustom(next === 'custom')
    if (next === 'any') onChange?.(null)
    else if (next === 'custom') onChange?.(value ?? periodOf('month', now))
    else onChange?.(periodOf(next, now))
  }
  const year = Number((value?.from ?? now).slice(0, 4))
  const month = Number((value?.from ?? now).slice(5, 7))
  const years = Array.from(
    { length: Number(now.slice(0, 4)) - 2008 },
    (_, index) => Number(now.slice(0, 4)) + 1 - index,
  )
  return (
    <Space wrap size={8} className="period-picker">
      <Select
        {...(id ? { id } : {})}
        aria-label={t('时段')}
        value={shape}
        onChange={choose}
        popupMatchSelectWidth={false}
        options={[
          ...(any ? [{ value: 'any' as const, label: t('不限时段') }] : []),
          { value: 'month', label: t('按月') },
          { value: 'quarter', label: t('按季') },
          { value: 'year', label: t('全年') },
          { value: 'to-date', label: t('截至目前') },
          { value: 'custom', label: t('自定时段') },
        ]}
      />
      {(shape === 'month' || shape === 'quarter' || shape === 'year') && (
        <Select
          aria-label={t('年份')}
          value={year}
          onChange={(next) => onChange?.(periodAround(dayOf(next, shape === 'year' ? 1 : month, 1), shape))}
          options={years.map((each) => ({ value: each, label: t('{year}年', { year: String(each) }) }))}
        />
      )}
      {shape === 'month' && (
        <Select
          aria-label={t('月份')}
          value={month}
          onChange={(next) => onChange?.(periodAround(dayOf(year, next, 1), 'month'))}
          options={Array.from({ length: 12 }, (_, at) => ({ value: at + 1, label: t('{month}月', { month: at + 1 }) }))}
        />
      )}
      {shape === 'quarter' && (
        <Select
          aria-label={t('季度')}
          value={Math.ceil(month / 3)}
          onChange={(next) => onChange?.(periodAround(dayOf(year, next * 3 - 2, 1), 'quarter'))}
          options={[1, 2, 3, 4].map((each) => ({ value: each, label: t('第{quarter}季度', { quarter: each }) }))}
        />
      )}
      {shape === 'custom' && value && (
        <>
          <DayField
            aria-label={t('起')}
            value={value.from}
            onChange={(from) => from && onChange?.({ from, to: from > value.to ? from : value.to })}
          />
          <span aria-hidden>—</span>
          <DayField
            aria-label={t('止')}
            value={value.to}
            onChange={(to) => to && onChange?.({ from: to < value.from ? to : value.from, to })}
          />
        </>
      )}
    </Space>
  )
}
