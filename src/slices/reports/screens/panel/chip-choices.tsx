import { Radio, Select } from 'antd'
import { useId, useState } from 'react'
import type { FigurePeriod } from '#kernel/figure.ts'
import { DayField } from '#kernel/web/day-field.tsx'
import { useWords } from '#kernel/web/words.ts'
import type { ChipPrint, FigureAttrs } from '../../doc.ts'
import { CHIP_PERIOD_LABEL, CHIP_PERIODS, nameOfPeriod, periodOfName, type ChipPeriod } from './chip-periods.ts'

type Choice = Pick<FigureAttrs, 'from' | 'to' | 'print'>

interface ChipChoicesProps {
  attrs: FigureAttrs
  report: FigurePeriod
  onChoose: (choice: Choice) => void
}

/** How this one number is printed and over which days it counts. */
export function ChipChoices({ attrs, report, onChoose }: ChipChoicesProps) {
  const t = useWords()
  const id = useId()
  const [own, setOwn] = useState(false)
  const name: ChipPeriod = own ? 'own' : nameOfPeriod(attrs, report)
  const { print } = attrs
  const days = { from: attrs.from ?? report.from, to: attrs.to ?? report.to }
  const choose = (next: ChipPeriod) => {
    setOwn(next === 'own')
    onChoose({ print, ...periodOfName(next, attrs, report) })
  }
  return (
    <div className="chip-choices">
      <div role="group" aria-labelledby={`${id}-print`}>
        <p id={`${id}-print`} className="field-label">
          {t('写法')}
        </p>
        <Radio.Group
          value={print}
          optionType="button"
          options={PRINTS.map(({ value, label }) => ({ value, label: t(label) }))}
          onChange={(event) => onChoose({ from: attrs.from, to: attrs.to, print: event.target.value as ChipPrint })}
        />
      </div>
      <label htmlFor={`${id}-period`} className="field-label">
        {t('时段')}
      </label>
      <Select<ChipPeriod>
        id={`${id}-period`}
        className="chip-period"
        value={name}
        options={CHIP_PERIODS.map((value) => ({ value, label: t(CHIP_PERIOD_LABEL[value]) }))}
        onChange={choose}
      />
      {name === 'own' && (
        <p className="chip-days">
          <DayField
            aria-label={t('起')}
            value={days.from}
            onChange={(from) => from && onChoose({ print, ...inOrder(from, days.to, 'from') })}
          />
          <span aria-hidden>—</span>
          <DayField
            aria-label={t('止')}
            value={days.to}
            onChange={(to) => to && onChoose({ print, ...inOrder(days.from, to, 'to') })}
          />
        </p>
      )}
    </div>
  )
}

const PRINTS: { value: ChipPrint; label: string }[] = [
  { value: 'default', label: '默认' },
  { value: 'exact', label: '精确' },
  { value: 'floor', label: '取整' },
]

// The day just chosen stands; the other one gives way.
function inOrder(from: string, to: string, chosen: 'from' | 'to'): { from: string; to: string } {
  if (from <= to) return { from, to }
  return chosen === 'from' ? { from, to: from } : { from: to, to }
}
