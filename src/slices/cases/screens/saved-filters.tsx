import { Button, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { Link } from 'react-router'
import { api } from '#kernel/web/api.ts'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useAttempt } from '#kernel/web/use-attempt.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useFilters } from '#kernel/web/use-filters.ts'
import { useOne } from '#kernel/web/use-one.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import type { SavedFilter, SavedFilterDraft } from '../saved-filter-schema.ts'
import { queryOf } from './case-views.ts'

/** Filters somebody comes back to, kept under a name with their account. */
export function SavedFilters() {
  const t = useWords()
  const id = useId()
  const community = useCommunity()
  const save = useSave()
  const { values } = useFilters()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const { problem, attempt } = useAttempt()
  const standing = useOne<SavedFilter[]>('/saved-filters?list=cases', { enabled: open })
  const used = Object.keys(values).length > 0
  const act = (write: Promise<unknown>, said: string) => void attempt(() => save(write, said))
  const keep = () => {
    const draft: SavedFilterDraft = { list: 'cases', name: name.trim(), filter: textOf(queryOf(values)) }
    act(
      api.post(community.api('/saved-filters'), draft).then(() => setName('')),
      t('已保存'),
    )
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('常用筛选')}</Button>
      <Modal title={t('常用筛选')} open={open} onCancel={() => setOpen(false)} footer={null} destroyOnHidden>
        <ul className="plain-list">
          {standing.data?.map((filter) => (
            <li key={filter.id} className="line">
              <Link to={addressOf(filter)} onClick={() => setOpen(false)}>
                {filter.name}
              </Link>
              <Button
                size="small"
                type="text"
                danger
                aria-label={t('删去“{name}”', { name: filter.name })}
                onClick={() => act(api.delete(community.api(`/saved-filters/${filter.id}`)), t('已删去'))}
              >
                {t('删去')}
              </Button>
            </li>
          ))}
        </ul>
        {standing.data?.length === 0 && <p className="quiet">{t('还没有存过。先筛好清单，再在这里起个名字存下。')}</p>}
        <form
          className="saved-filter"
          onSubmit={(event) => {
            event.preventDefault()
            keep()
          }}
        >
          <label htmlFor={id} className="field-label">
            {t('把现在的筛选存为')}
          </label>
          <div className="with-button">
            <Input id={id} value={name} maxLength={20} onChange={(event) => setName(event.target.value)} />
            <Button htmlType="submit" type="primary" disabled={!used || name.trim() === ''}>
              {t('存下')}
            </Button>
          </div>
          {!used && <p className="quiet">{t('现在没有用筛选条件。')}</p>}
        </form>
        <ProblemNotice problem={problem ?? standing.error} />
      </Modal>
    </>
  )
}

function textOf(query: ReturnType<typeof queryOf>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).map(([key, value]) => [key, String(value)]))
}

// The address says 未办结 by saying nothing, and 全部 by a word of its own.
function addressOf({ filter }: SavedFilter): string {
  const narrowed = ['plain', 'overdue', 'mine', 'recheck', 'ended', 'state', 'relapsed'].some((key) => key in filter)
  const { ended, ...rest } = filter
  const query = { ...rest, ...(ended === 'ended' ? { ended } : {}), ...(narrowed ? {} : { all: 'yes' }) }
  return `?${new URLSearchParams(query).toString()}`
}
