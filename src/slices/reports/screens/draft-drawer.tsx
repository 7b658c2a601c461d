import { useState } from 'react'
import { useNavigate } from 'react-router'
import { addDays } from '#kernel/days.ts'
import type { FigurePeriod } from '#kernel/figure.ts'
import { api } from '#kernel/web/api.ts'
import { FormDrawer } from '#kernel/web/form-drawer.tsx'
import type { FormValues } from '#kernel/web/field-spec.ts'
import { periodOf, today } from '#kernel/web/period.ts'
import { PeriodPicker } from '#kernel/web/period-picker.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useOne } from '#kernel/web/use-one.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import { draftFromOutline } from '../draft-from-outline.ts'
import { parseOutline } from '../outline-parser.ts'
import type { OutlineFull, OutlineSummary, ReportSaved } from '../schema.ts'

// In the first days of a month one reports on the month, quarter or year just past.
const LOOK_BACK = 12

/** 起草汇报: which outline, which period; the title is suggested and may be changed. */
export function DraftDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useWords()
  const community = useCommunity()
  const navigate = useNavigate()
  const save = useSave()
  const outlines = useOne<{ rows: OutlineSummary[] }>('/outlines', { enabled: open })
  const rows = outlines.data?.rows ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const [period, setPeriod] = useState<FigurePeriod | null>(null)
  const code = chosen ?? rows[0]?.code ?? null
  const asked = period ?? usualPeriod(rows.find((row) => row.code === code)?.period)
  const outline = useOne<OutlineFull>(`/outlines/${code}`, { enabled: open && code !== null })
  const suggested = outline.data ? draftFromOutline(parseOutline(outline.data.source), asked, community.name).title : ''
  const submit = async (values: FormValues) => {
    const body = { outline: code, ...asked, ...(text(values.title) ? { title: text(values.title) } : {}) }
    const made = await save(api.post<ReportSaved>(community.api('/reports'), body), t('已起草'))
    onClose()
    await navigate(community.href(`/reports/${made.id}`))
  }
  return (
    <FormDrawer
      title={t('起草汇报')}
      open={open}
      onClose={onClose}
      submitLabel={t('起草')}
      initial={{ outline: code, period: null, title: '' }}
      onChange={(values) => {
        if (values.outline !== code) setPeriod(null)
        setChosen(text(values.outline) || null)
      }}
      onSubmit={submit}
      fields={[
        {
          name: 'outline',
          label: t('提纲'),
          type: 'choice',
          required: true,
          options: rows.map((row) => ({ value: row.code, label: row.name })),
          help: t('提纲决定写哪几部分、用哪些数字，可在“提纲”页修改'),
        },
        {
          name: 'period',
          label: t('汇报时段'),
          type: 'own',
          draw: drawPeriod(asked, setPeriod),
        },
        {
          name: 'title',
          label: t('标题'),
          type: 'text',
          max: 120,
          placeholder: suggested,
          help: t('不填就用浅色字所示的标题'),
        },
      ]}
    >
      <ProblemNotice problem={outlines.error ?? outline.error} retry={() => void outlines.refetch()} />
    </FormDrawer>
  )
}

function drawPeriod(value: FigurePeriod, onChange: (period: FigurePeriod | null) => void) {
  return ({ id }: { id: string }) => <PeriodPicker id={id} value={value} onChange={onChange} />
}

function usualPeriod(period: OutlineSummary['period'] | undefined): FigurePeriod {
  const day = addDays(today(), -LOOK_BACK)
  return period === undefined || period === 'free' ? periodOf('to-date', today()) : periodOf(period, day)
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : ''
}
