import type { Column } from '#kernel/web/column.ts'
import { sayInstant } from '#kernel/web/days-said.ts'
import { EmptyHint } from '#kernel/web/empty-hint.tsx'
import { Loading } from '#kernel/web/loading.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { RowsTable } from '#kernel/web/rows-table.tsx'
import { useOne } from '#kernel/web/use-one.ts'
import { useWords } from '#kernel/web/words.ts'
import { CLOCK_OFF_MS, type PhoneRow } from '../waiting-schema.ts'
import { FieldNav } from './field-nav.tsx'
import { sayClock } from './say-clock.ts'
import './field.css'

/** Phones that sent something: whom to call when photos are missing or a clock is off. Nothing about where they were. */
export default function PhonesPage() {
  const t = useWords()
  const answer = useOne<{ phones: PhoneRow[] }>('/field/phones')
  const columns: Column<PhoneRow>[] = [
    {
      key: 'phone',
      title: t('手机'),
      phone: 'title',
      render: (row) => `${row.people.join('、') || '—'} · ${t('尾号 {phone}', { phone: row.phone })}`,
    },
    { key: 'heard', title: t('最近一次送来记录'), width: 190, render: (row) => sayInstant(row.heardAt) },
    {
      key: 'photos',
      title: t('照片'),
      width: 200,
      render: (row) => (row.photosOwed > 0 ? t('还差 {count} 张没传到', { count: row.photosOwed }) : t('都传到了')),
    },
    {
      key: 'waiting',
      title: t('送来待处理'),
      width: 130,
      render: (row) => <span className="number">{row.waiting}</span>,
    },
    {
      key: 'clock',
      title: t('手机时钟'),
      width: 200,
      render: (row) => {
        const off = sayClock(row.clockAhead, t, CLOCK_OFF_MS)
        if (off !== '') return <strong className="clock-off">{t('{off}，请校准', { off })}</strong>
        return row.clockAhead === null ? t('还不知道') : t('准')
      },
    },
  ]
  return (
    <>
      <PageHead
        title={t('手机情况')}
        hint={t('只看要不要帮忙：照片传齐没有、时钟准不准。不记轨迹，不算在线时长。还没送出的只有手机自己知道。')}
      />
      <FieldNav />
      <section className="panel">
        <ProblemNotice problem={answer.error} retry={() => void answer.refetch()} />
        {answer.isLoading && <Loading rows={4} />}
        {answer.data?.phones.length === 0 && (
          <EmptyHint what={t('还没有手机送来过记录')} todo={t('到“手机入口”打印二维码，请网格员、志愿者扫码使用。')} />
        )}
        {answer.data && answer.data.phones.length > 0 && (
          <RowsTable
            caption={t('手机情况')}
            rows={answer.data.phones}
            rowKey={(row) => `${row.phone} ${row.heardAt}`}
            columns={columns}
          />
        )}
      </section>
    </>
  )
}
