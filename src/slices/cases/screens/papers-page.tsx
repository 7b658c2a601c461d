import { Button } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { api } from '#kernel/web/api.ts'
import type { Column } from '#kernel/web/column.ts'
import { DataTable } from '#kernel/web/data-table.tsx'
import { sayInstant } from '#kernel/web/days-said.ts'
import { FilterBar } from '#kernel/web/filter-bar.tsx'
import { FormDrawer } from '#kernel/web/form-drawer.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { periodOf, today } from '#kernel/web/period.ts'
import { type Community, useCommunity } from '#kernel/web/use-community.ts'
import { useFilters } from '#kernel/web/use-filters.ts'
import { useOne } from '#kernel/web/use-one.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { type Say, useWords } from '#kernel/web/words.ts'
import {
  PAPER_KINDS,
  PAPER_LABEL,
  PAPER_STATE_LABEL,
  PAPER_STATES,
  type PaperPage,
  type PaperSummary,
} from '../paper-schema.ts'
import type { CaseSettings } from '../settings-schema.ts'
import { CaseNav } from './case-nav.tsx'
import { superviseRuleFields } from './supervise-rule-fields.ts'
import './cases.css'

/** 交办单、整改通知书、督办单、通报、协调函: drafts, and what was sent under which number. */
export default function PapersPage() {
  const t = useWords()
  const community = useCommunity()
  const navigate = useNavigate()
  const filters = useFilters()
  const save = useSave()
  const [drafting, setDrafting] = useState<'supervise' | 'bulletin' | null>(null)
  const issues = community.can('issue', 'cases')
  const drafted = async (write: Promise<{ id: string }[]>) => {
    const made = await save(write, t('已拟稿，还没有发出'))
    setDrafting(null)
    if (made.length === 1) void navigate(community.href(`/cases/papers/${made[0]!.id}`))
  }
  const month = periodOf('month', today())
  const mayRead = community.can('read', 'settings')
  const rule = useOne<CaseSettings>('/case-settings', { enabled: mayRead && drafting === 'supervise' }).data?.supervise
  return (
    <>
      <PageHead
        title={t('文书')}
        hint={t('拟稿对谁都不生效；由社区负责人或街道看过后发出，发出即编号，不能再改。')}
        actions={
          issues && (
            <>
              <Button onClick={() => setDrafting('supervise')}>{t('按规则拟督办单')}</Button>
              <Button onClick={() => setDrafting('bulletin')}>{t('拟通报')}</Button>
            </>
          )
        }
      />
      <CaseNav />
      <FilterBar
        filters={filters}
        specs={[
          {
            key: 'kind',
            label: t('文种'),
            type: 'choice',
            options: PAPER_KINDS.map((value) => ({ value, label: t(PAPER_LABEL[value]) })),
          },
          {
            key: 'state',
            label: t('状态'),
            type: 'choice',
            options: PAPER_STATES.map((value) => ({ value, label: t(PAPER_STATE_LABEL[value]) })),
          },
        ]}
      />
      <section className="panel">
        <DataTable<PaperSummary, PaperPage>
          caption={t('文书')}
          path="/cases/papers"
          paging="offset"
          rowKey={(row) => row.id}
          columns={paperColumns(t, community)}
          empty={{
            what: t('没有文书'),
            todo: t('在问题清单里勾选问题，或打开一个问题，点“拟文书”。'),
          }}
        />
      </section>
      <FormDrawer
        title={t('按规则拟督办单')}
        open={drafting === 'supervise' && (rule !== undefined || !mayRead)}
        onClose={() => setDrafting(null)}
        submitLabel={t('拟稿')}
        fields={superviseRuleFields(t, t('给每个责任单位各拟一份，已经督办过的不再拟。'))}
        initial={{ overDays: String(rule?.overDays ?? 2), reworks: String(rule?.reworks ?? 2) }}
        onSubmit={({ overDays, reworks }) =>
          drafted(
            api.post(community.api('/cases/papers/by-rule'), { overDays: Number(overDays), reworks: Number(reworks) }),
          )
        }
      />
      <FormDrawer
        title={t('拟通报')}
        open={drafting === 'bulletin'}
        onClose={() => setDrafting(null)}
        submitLabel={t('拟稿')}
        fields={[
          { name: 'from', label: t('自'), type: 'day', required: true },
          { name: 'to', label: t('至'), type: 'day', required: true, help: t('数字由系统按这个时段统计，不能手填。') },
        ]}
        initial={{ from: month.from, to: today() }}
        onSubmit={({ from, to }) => drafted(api.post(community.api('/cases/papers'), { kind: 'bulletin', from, to }))}
      />
    </>
  )
}

function paperColumns(t: Say, community: Community): Column<PaperSummary>[] {
  return [
    {
      key: 'title',
      title: t('文书'),
      phone: 'title',
      render: (row) => (
        <>
          <Link to={community.href(`/cases/papers/${row.id}`)}>{row.title}</Link>
          {row.title !== PAPER_LABEL[row.kind] && <div className="quiet case-under">{t(PAPER_LABEL[row.kind])}</div>}
        </>
      ),
    },
    {
      key: 'number',
      title: t('编号'),
      width: 150,
      render: (row) => <span className="number">{row.number || '—'}</span>,
    },
    { key: 'addressee', title: t('主送'), width: 180, render: (row) => row.addressee },
    {
      key: 'cases',
      title: t('问题数'),
      width: 90,
      align: 'right',
      render: (row) => <span className="number">{row.cases}</span>,
    },
    { key: 'state', title: t('状态'), width: 100, render: (row) => t(PAPER_STATE_LABEL[row.state]) },
    {
      key: 'sent',
      title: t('拟稿或发出'),
      width: 190,
      render: (row) =>
        `${row.sentAt === null ? row.author : row.sender} ${sayInstant(row.sentAt ?? row.createdAt).slice(0, 10)}`,
    },
  ]
}
