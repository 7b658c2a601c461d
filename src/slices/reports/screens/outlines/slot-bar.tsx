import { Button, Select } from 'antd'
import { useState } from 'react'
import { useWords } from '#kernel/web/words.ts'
import { OUTLINE_WORDS } from '../../outline-parser.ts'
import { NAMED_PERIODS, type NamedPeriod } from '../../period.ts'
import { FigurePicker } from '../figure-picker.tsx'
import { CHIP_PERIOD_LABEL } from '../panel/chip-periods.ts'
import { WORD_LABEL } from './word-label.ts'

const BLOCKS = [
  { slot: '{{problems}}', label: '存在的问题' },
  { slot: '{{next-steps}}', label: '下一步工作' },
]

/** What can be put into an outline besides prose. */
export function SlotBar({ onInsert }: { onInsert: (slot: string, alone: boolean) => void }) {
  const t = useWords()
  const [picking, setPicking] = useState(false)
  const [period, setPeriod] = useState<NamedPeriod>('report')
  return (
    <div className="slot-bar" role="group" aria-label={t('插入')}>
      <Button size="small" type="primary" onClick={() => setPicking(true)}>
        {t('插入数字')}
      </Button>
      <Select
        size="small"
        aria-label={t('插入的数字按哪个时段算')}
        value={period}
        popupMatchSelectWidth={false}
        options={NAMED_PERIODS.map((value) => ({ value, label: t(CHIP_PERIOD_LABEL[value]) }))}
        onChange={setPeriod}
      />
      {OUTLINE_WORDS.map((word) => (
        <Button key={word} size="small" onClick={() => onInsert(`{{${word}}}`, false)}>
          {t(WORD_LABEL[word])}
        </Button>
      ))}
      {BLOCKS.map(({ slot, label }) => (
        <Button key={slot} size="small" onClick={() => onInsert(slot, true)}>
          {t(label)}
        </Button>
      ))}
      <FigurePicker
        open={picking}
        onClose={() => setPicking(false)}
        onPick={({ key }) => {
          setPicking(false)
          // After the dialog has given the focus back.
          setTimeout(() => onInsert(period === 'report' ? `{{${key}}}` : `{{${key}|period=${period}}}`, false), 300)
        }}
      />
    </div>
  )
}
