import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { api } from '#kernel/web/api.ts'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useAttempt } from '#kernel/web/use-attempt.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import type { CaseRow } from '../list-schema.ts'
import { STATE_LABEL } from '../schema.ts'
import type { CaseStep } from '../step-schema.ts'

// More would push the form itself out of sight.
const FIRST = 3

interface LikelySameProps {
  placeId: string
  typeCode: string | undefined
  /** What has been typed so far; it goes with the join, so that nothing typed is lost. */
  words: string
  onJoined: (id: string) => void
}

/** Open problems at this place and beside it, before a second one is made of the same thing. */
export function LikelySame({ placeId, typeCode, words, onJoined }: LikelySameProps) {
  const t = useWords()
  const community = useCommunity()
  const save = useSave()
  const { problem, attempt } = useAttempt()
  const [all, setAll] = useState(false)
  const path = community.api('/cases/alike')
  const query = { place: placeId, type: typeCode }
  const alike = useQuery({
    queryKey: [path, query],
    queryFn: ({ signal }) => api.get<CaseRow[]>(path, query, signal),
    placeholderData: keepPreviousData,
  })
  if (!alike.data || alike.data.length === 0) return null
  const shown = all ? alike.data : alike.data.slice(0, FIRST)
  const join = (row: CaseRow) => {
    const step: CaseStep = { step: 'join', version: row.version, ...(words.trim() ? { note: words.trim() } : {}) }
    void attempt(async () => {
      await save(api.post(community.api(`/cases/${row.id}/steps`), step), t('已记下：您也遇到'))
      onJoined(row.id)
    })
  }
  return (
    <section className="likely-same" aria-labelledby="likely-same">
      <h3 id="likely-same">{t('这里已经有人报过，是同一个吗？')}</h3>
      <ul className="plain-list">
        {shown.map((row) => (
          <li key={row.id} className="line">
            <div className="likely-words">
              <Link to={community.href(`/cases/${row.id}`)} target="_blank">
                {row.issue}
              </Link>
              <div className="quiet">
                {[row.place, row.locus, row.foundOn, t(STATE_LABEL[row.state])].filter(Boolean).join(' · ')}
              </div>
            </div>
            <Button size="small" aria-label={t('我也遇到：{issue}', { issue: row.issue })} onClick={() => join(row)}>
              {t('我也遇到')}
            </Button>
          </li>
        ))}
      </ul>
      {alike.data.length > shown.length && (
        <Button type="text" onClick={() => setAll(true)}>
          {t('再看 {count} 个', { count: alike.data.length - shown.length })}
        </Button>
      )}
      <p className="quiet">{t('不是同一个，就在下面接着填。')}</p>
      <ProblemNotice problem={problem} />
    </section>
  )
}
