import { Button } from 'antd'
import { useState } from 'react'
import { api } from '#kernel/web/api.ts'
import type { Column } from '#kernel/web/column.ts'
import { EmptyHint } from '#kernel/web/empty-hint.tsx'
import { FormDrawer } from '#kernel/web/form-drawer.tsx'
import { Loading } from '#kernel/web/loading.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { RowsTable } from '#kernel/web/rows-table.tsx'
import { useAttempt } from '#kernel/web/use-attempt.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useOne } from '#kernel/web/use-one.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import type { CalendarAnswer } from '../deadline-schema.ts'

type DayRow = CalendarAnswer['days'][number]

/** Days on which this office works or rests otherwise than the State Council said. */
export function CalendarDays() {
  const t = useWords()
  const community = useCommunity()
  const save = useSave()
  const answer = useOne<CalendarAnswer>('/calendar-days')
  const [adding, setAdding] = useState(false)
  const { problem, attempt } = useAttempt()
  const writes = community.can('write', 'settings')
  const drop = (day: string) => attempt(() => save(api.delete(community.api(`/calendar-days/${day}`)), t('已删去')))
  const columns: Column<DayRow>[] = [
    { key: 'day', title: t('日期'), width: 140, phone: 'title', render: (row) => row.day },
    { key: 'worked', title: t('本社区'), width: 120, render: (row) => (row.worked ? t('上班') : t('休息')) },
    { key: 'official', title: t('国务院安排'), width: 220, render: (row) => row.official },
    { key: 'note', title: t('说明'), render: (row) => row.note || '—' },
    ...(writes
      ? [
          {
            key: 'drop',
            title: t('操作'),
            width: 110,
            render: (row: DayRow) => (
              <Button type="text" onClick={() => void drop(row.day)} aria-label={t('删去{day}', { day: row.day })}>
                {t('删去')}
              </Button>
            ),
          },
        ]
      : []),
  ]
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t('特殊的日子')}</h2>
        {writes && <Button onClick={() => setAdding(true)}>{t('登记一天')}</Button>}
      </div>
      <ProblemNotice problem={answer.error ?? problem} />
      {answer.isLoading && <Loading />}
      {answer.data && (
        <>
          <p className="quiet">
            {t('工作日按国务院放假和调休安排，已知到 {year} 年；之后的年份请等新版本，或在这里登记。', {
              year: String(answer.data.knownTo),
            })}
          </p>
          {answer.data.days.length === 0 ? (
            <EmptyHint what={t('没有登记特殊的日子')} todo={t('本社区与国务院安排不同的上班或休息，在这里登记。')} />
          ) : (
            <RowsTable caption={t('特殊的日子')} rows={answer.data.days} columns={columns} rowKey={(row) => row.day} />
          )}
        </>
      )}
      <FormDrawer
        title={t('登记一天')}
        open={adding}
        onClose={() => setAdding(false)}
        initial={{ worked: 'rest' }}
        fields={[
          { name: 'day', label: t('日期'), type: 'day', required: true },
          {
            name: 'worked',
            label: t('上班还是休息'),
            type: 'choice',
            required: true,
            options: [
              { value: 'rest', label: t('休息') },
              { value: 'work', label: t('上班') },
            ],
          },
          { name: 'note', label: t('说明'), type: 'text', max: 60 },
        ]}
        onSubmit={async (values) => {
          const day = String(values.day)
          const version = answer.data?.days.find((row) => row.day === day)?.version ?? 0
          const body = { day, worked: values.worked === 'work', note: String(values.note ?? ''), version }
          await save(api.put(community.api('/calendar-days'), body), t('已保存'))
          setAdding(false)
        }}
      />
    </section>
  )
}
