import { Tag } from 'antd'
import { Link } from 'react-router'
import { sayInstant } from '#kernel/web/days-said.ts'
import { DataTable } from '#kernel/web/data-table.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords, type Say } from '#kernel/web/words.ts'
import type { ImportBatchRow } from '../schema.ts'
import { DemoNotice } from './demo-notice.tsx'
import { ImportNav } from './import-nav.tsx'
import { UploadPanel } from './upload-panel.tsx'

/** Upload, and what was imported before. */
export default function ImportPage() {
  const t = useWords()
  const community = useCommunity()
  const writes = community.can('write', 'imports')
  return (
    <>
      <PageHead
        title={t('导入表格')}
        hint={t('把社区现有的台账工作簿直接导进来。同一份表格再导一次不会重复，改过的行自动变成更正。')}
      />
      <ImportNav />
      {writes && (community.demo ? <DemoNotice /> : <UploadPanel />)}
      <section className="panel">
        <h2>{t('导入记录')}</h2>
        <DataTable<ImportBatchRow>
          caption={t('导入记录')}
          path="/imports"
          paging="offset"
          query={{}}
          rowKey={(row) => row.id}
          empty={{
            what: t('还没有导入过表格'),
            ...(writes && !community.demo ? { todo: t('在上面选择一份表格开始。') } : {}),
          }}
          columns={[
            {
              key: 'file',
              title: t('文件'),
              phone: 'title',
              render: (row) => <Link to={community.href(`/import/${row.id}`)}>{row.fileName}</Link>,
            },
            { key: 'year', title: t('年份'), width: 90, render: (row) => t('{year}年', { year: String(row.year) }) },
            { key: 'state', title: t('状态'), width: 110, render: (row) => <Tag>{stateWord(row.state, t)}</Tag> },
            {
              key: 'summary',
              title: t('结果'),
              render: (row) =>
                row.summary === null
                  ? '—'
                  : t('新记 {accepted}，更正 {corrected}，未变 {unchanged}，待修补 {broken}', {
                      accepted: row.summary.accepted,
                      corrected: row.summary.corrected,
                      unchanged: row.summary.unchanged,
                      broken: row.summary.broken,
                    }),
            },
            {
              key: 'at',
              title: t('上传时间'),
              width: 170,
              render: (row) => <span className="number">{sayInstant(row.createdAt)}</span>,
            },
          ]}
        />
      </section>
    </>
  )
}

function stateWord(state: ImportBatchRow['state'], t: Say): string {
  return {
    uploaded: t('待确认'),
    running: t('正在导入'),
    done: t('已导入'),
    failed: t('没有成功'),
    cancelled: t('已取消'),
  }[state]
}
