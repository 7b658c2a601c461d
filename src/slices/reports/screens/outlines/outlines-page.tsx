import { Button, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { EmptyHint } from '#kernel/web/empty-hint.tsx'
import { Loading } from '#kernel/web/loading.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { RowsTable } from '#kernel/web/rows-table.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useOne } from '#kernel/web/use-one.ts'
import { useWords } from '#kernel/web/words.ts'
import type { OutlineSummary } from '../../schema.ts'
import { ReportsNav } from '../reports-nav.tsx'
import { CopyDrawer } from './copy-drawer.tsx'
import { OUTLINE_PERIOD_LABEL } from './outline-period-label.ts'

/** The outlines reports are drafted from: those that ship, and the office's own. */
export default function OutlinesPage() {
  const t = useWords()
  const community = useCommunity()
  const [copying, setCopying] = useState<OutlineSummary | null>(null)
  const answer = useOne<{ rows: OutlineSummary[] }>('/outlines')
  const rows = answer.data?.rows ?? []
  const writes = community.can('write', 'reports')
  return (
    <>
      <PageHead
        title={t('提纲')}
        hint={t('提纲写好一次，每月、每季、每年起草时数字自动填入。可以改自带的，也可以另存一份自己的。')}
      />
      <ReportsNav />
      <ProblemNotice problem={answer.error} retry={() => void answer.refetch()} />
      <section className="panel">
        {answer.isLoading && <Loading rows={4} />}
        {answer.data && rows.length === 0 && <EmptyHint what={t('还没有提纲')} />}
        {rows.length > 0 && (
          <RowsTable<OutlineSummary>
            caption={t('提纲')}
            rows={rows}
            rowKey={(row) => row.code}
            columns={[
              {
                key: 'name',
                title: t('名称'),
                phone: 'title',
                render: (row) => <Link to={community.href(`/outlines/${row.code}`)}>{row.name}</Link>,
              },
              { key: 'period', title: t('适用时段'), width: 160, render: (row) => t(OUTLINE_PERIOD_LABEL[row.period]) },
              {
                key: 'own',
                title: t('来源'),
                width: 160,
                render: (row) => <Tag>{row.own ? t('本社区的') : t('系统自带')}</Tag>,
              },
              {
                key: 'acts',
                title: t('操作'),
                width: 160,
                render: (row) =>
                  writes && (
                    <Button
                      size="small"
                      aria-label={t('另存一份：{name}', { name: row.name })}
                      onClick={() => setCopying(row)}
                    >
                      {t('另存一份')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </section>
      <CopyDrawer outline={copying} onClose={() => setCopying(null)} />
    </>
  )
}
