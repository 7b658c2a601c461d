import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { DataTable } from '#kernel/web/data-table.tsx'
import { FilterBar } from '#kernel/web/filter-bar.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useFilters } from '#kernel/web/use-filters.ts'
import { usePhone } from '#kernel/web/use-phone.ts'
import { useWords } from '#kernel/web/words.ts'
import type { EntryPage, EntryRow } from '../schema.ts'
import { entryColumns } from './entry-columns.tsx'
import { EntryDrawer } from './entry-drawer.tsx'
import { entryFilters, filterOf, shownFilters } from './entry-filters.ts'
import { EntryForm } from './entry-form.tsx'
import { ExportMenu } from './export-menu.tsx'
import { LedgerNav } from './ledger-nav.tsx'
import { TotalsStrip } from './totals-strip.tsx'
import { useAuthors } from './use-authors.ts'
import { useCampaigns } from './use-campaigns.ts'
import { useKinds } from './use-kinds.ts'

/** The ledger: every record, narrowed as one likes, added up, exported, opened, and 新记一笔. */
export default function LedgerPage() {
  const t = useWords()
  const community = useCommunity()
  const filters = useFilters()
  const { kinds, error, again } = useKinds()
  const campaigns = useCampaigns()
  const authors = useAuthors()
  const phone = usePhone()
  const [adding, setAdding] = useState(false)
  const [allFilters, setAllFilters] = useState(false)
  const filter = filterOf(filters.values)
  const specs = entryFilters(t, { kinds, campaigns: campaigns.data?.rows ?? [], authors: authors.data?.rows ?? [] })
  const narrowed = Object.keys(filter).length > 0
  const writes = community.can('write', 'ledger')
  const open = (id: string | null) => {
    if (id !== null) return filters.visit({ entry: id })
    // Closing it keeps the page of the list one is on.
    filters.set({ entry: undefined, ...(filters.page > 1 ? { page: String(filters.page) } : {}) })
  }
  return (
    <>
      <PageHead
        title={t('台账')}
        hint={
          community.role === 'grid'
            ? t('这里是您负责的地点上的记录。')
            : t('每件事记一笔，汇报里的数字都从这里来。只能更正和撤回，不能抹去。')
        }
        actions={
          <>
            <ExportMenu filter={filter} />
            {writes && (
              <Button type="primary" onClick={() => setAdding(true)}>
                {t('新记一笔')}
              </Button>
            )}
          </>
        }
      />
      <LedgerNav />
      <ProblemNotice problem={error} retry={again} />
      <FilterBar
        specs={phone ? specs : shownFilters(specs, filter, allFilters, 5)}
        filters={filters}
        more={
          // On a phone the bar folds by itself.
          !phone && (
            <Button type="text" aria-expanded={allFilters} onClick={() => setAllFilters(!allFilters)}>
              {allFilters ? t('收起筛选') : t('更多筛选')}
            </Button>
          )
        }
      />
      <TotalsStrip filter={filter} />
      <section className="panel">
        <DataTable<EntryRow, EntryPage>
          caption={t('台账记录')}
          path="/entries"
          query={filter}
          columns={entryColumns(t, kinds, open)}
          rowKey={(row) => row.id}
          rowClass={(row) => (row.state === 'withdrawn' ? 'quiet' : '')}
          empty={
            narrowed
              ? { what: t('没有符合条件的记录'), todo: t('放宽筛选条件再试。') }
              : {
                  what: t('台账里还没有记录'),
                  todo: community.can('write', 'imports') ? (
                    <>
                      {t('点“新记一笔”开始，或')}
                      <Link to={community.href('/import')}>{t('把现有的台账表格导入')}</Link>
                    </>
                  ) : (
                    writes && t('点“新记一笔”开始。')
                  ),
                }
          }
        />
      </section>
      <EntryDrawer entryId={filters.values.entry ?? null} onClose={() => open(null)} />
      <EntryForm
        open={adding}
        onClose={() => setAdding(false)}
        preset={{ kind: filter.kind, placeId: filter.place, campaignId: filter.campaign }}
      />
    </>
  )
}
