import { Link, useParams } from 'react-router'
import { Awaiting } from '#kernel/web/awaiting.tsx'
import { DownloadButton } from '#kernel/web/download-button.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { RowsTable, type RowsTableProps } from '#kernel/web/rows-table.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useOne } from '#kernel/web/use-one.ts'
import { useWords } from '#kernel/web/words.ts'
import type { HandOver } from '../schema.ts'

/** What somebody who leaves hands over, to look at and to print with lines to sign. */
export default function HandOverPage() {
  const t = useWords()
  const { id = '' } = useParams()
  const community = useCommunity()
  const answer = useOne<HandOver>(`/parties/${id}/hand-over`)
  const back = { href: community.href(`/parties/${id}`), label: t('单位人员') }
  if (answer.isError || !answer.data) return <Awaiting answer={answer} back={back} />
  const { party, duties, cases, ledgers, day } = answer.data
  const name = party.name || t('（个人信息已清除）')
  return (
    <>
      <PageHead
        title={t('{name}的工作交接清单', { name })}
        hint={t('截至 {day}。打印后由移交人、接收人、监交人签字；责任逐处在“包抓责任”里办理交接。', { day })}
        back={back}
        actions={
          <DownloadButton
            type="primary"
            path={community.api(`/parties/${id}/hand-over.docx`)}
            name={`${name}工作交接清单.docx`}
          >
            {t('下载交接清单（Word）')}
          </DownloadButton>
        }
      />
      <section className="panel">
        <h2>{t('责任点位（{count}）', { count: duties.length })}</h2>
        <Listed
          caption={t('责任点位')}
          rows={duties}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'place',
              title: t('地点'),
              phone: 'title',
              render: (row) => (
                <Link to={community.href(`/duties/${row.id}`)}>{row.place || row.indicator || '—'}</Link>
              ),
            },
            { key: 'role', title: t('责任'), render: (row) => row.roleLabel },
            { key: 'from', title: t('自何日起'), width: 130, render: (row) => row.validFrom },
          ]}
        />
      </section>
      <section className="panel">
        <h2>{t('未办结问题（{count}）', { count: cases.length })}</h2>
        <Listed
          caption={t('未办结问题')}
          rows={cases}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'issue',
              title: t('问题'),
              phone: 'title',
              render: (row) => <Link to={community.href(`/cases/${row.id}`)}>{row.issue}</Link>,
            },
            { key: 'place', title: t('地点'), render: (row) => row.place || '—' },
            { key: 'due', title: t('期限'), width: 130, render: (row) => row.dueOn ?? '—' },
          ]}
        />
      </section>
      <section className="panel">
        <h2>{t('经手的台账（{count}）', { count: ledgers.length })}</h2>
        <Listed
          caption={t('经手的台账')}
          rows={ledgers}
          rowKey={(row) => row.kind}
          columns={[
            { key: 'label', title: t('台账'), phone: 'title', render: (row) => row.label },
            { key: 'entries', title: t('记录数'), width: 120, render: (row) => row.entries },
            { key: 'last', title: t('记到'), width: 130, render: (row) => row.lastDay },
          ]}
        />
      </section>
    </>
  )
}

function Listed<Row>(props: RowsTableProps<Row>) {
  const t = useWords()
  return props.rows.length > 0 ? <RowsTable {...props} /> : <p className="quiet">{t('没有')}</p>
}
