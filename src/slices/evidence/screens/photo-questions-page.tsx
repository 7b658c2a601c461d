import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Pagination } from 'antd'
import { useRef, useState } from 'react'
import { Link } from 'react-router'
import { api } from '#kernel/web/api.ts'
import { EmptyHint } from '#kernel/web/empty-hint.tsx'
import { FilterBar } from '#kernel/web/filter-bar.tsx'
import { Loading } from '#kernel/web/loading.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useFilters } from '#kernel/web/use-filters.ts'
import { type Say, useWords } from '#kernel/web/words.ts'
import {
  type Answer,
  PAGE_SIZE,
  type PhotoQuestion,
  QUESTION_LISTS,
  type QuestionList,
  type QuestionPage,
} from '../schema.ts'
import { MendNotice } from './mend-notice.tsx'
import { QuestionCard } from './question-card.tsx'
import './photo-questions.css'

/** Two records with the same photo, side by side: most often all is well, sometimes a wrong photo was picked. */
export default function PhotoQuestionsPage() {
  const t = useWords()
  const community = useCommunity()
  const filters = useFilters()
  const list = QUESTION_LISTS.find((one) => one === filters.values.list) ?? 'open'
  const path = community.api('/photo-questions')
  const answer = useQuery({
    queryKey: [path, list, filters.page],
    queryFn: ({ signal }) => api.get<QuestionPage>(path, { list, page: filters.page }, signal),
    placeholderData: keepPreviousData,
  })
  const cards = useRef<HTMLDivElement>(null)
  const [toMend, setToMend] = useState<PhotoQuestion | null>(null)
  const answered = (question: PhotoQuestion, said: Answer) => {
    setToMend(said === 'wrong-photo' ? question : null)
    // The button that had the focus is gone with its card; the page stays where it is.
    cards.current?.focus({ preventScroll: true })
  }
  const rows = answer.data?.rows ?? []
  return (
    <>
      <PageHead
        title={t('照片是否重复使用')}
        hint={t(
          '两条记录的照片相同或很像时，请看一看：可能是同一件事记了几条，也可能选照片时选错了。记录照常入账、照常统计，不受影响。',
        )}
      />
      <FilterBar
        filters={filters}
        specs={[
          {
            key: 'list',
            label: t('看哪些'),
            type: 'choice',
            any: t('还没看的'),
            options: QUESTION_LISTS.filter((one) => one !== 'open').map((one) => ({
              value: one,
              label: labelOf(one, t),
            })),
          },
        ]}
      />
      <ProblemNotice problem={answer.error} retry={() => void answer.refetch()} />
      {answer.isLoading && <Loading rows={6} />}
      {answer.data && rows.length === 0 && (
        <section className="panel">
          <EmptyHint
            {...emptyOf(list, t)}
            action={list === 'open' && <Link to={community.href('/home')}>{t('回首页')}</Link>}
          />
        </section>
      )}
      {toMend && <MendNotice question={toMend} onClose={() => setToMend(null)} />}
      <div ref={cards} tabIndex={-1} className="photo-questions" aria-busy={answer.isFetching}>
        {rows.map((question) => (
          <QuestionCard key={question.id} question={question} onAnswered={(said) => answered(question, said)} />
        ))}
      </div>
      {(answer.data?.total ?? 0) > PAGE_SIZE && (
        <Pagination
          className="pages"
          responsive
          total={answer.data!.total}
          current={filters.page}
          pageSize={PAGE_SIZE}
          showSizeChanger={false}
          showTotal={(count) => t('共 {count} 条', { count })}
          onChange={filters.turn}
        />
      )}
    </>
  )
}

function labelOf(list: QuestionList, t: Say): string {
  if (list === 'left') return t('先放着的')
  if (list === 'to-mend') return t('等着更正的')
  return list === 'answered' ? t('已经看过的') : t('还没看的')
}

function emptyOf(list: QuestionList, t: Say): { what: string; todo?: string } {
  if (list === 'left') return { what: t('没有先放着的') }
  if (list === 'to-mend') return { what: t('没有等着更正的') }
  if (list === 'answered') return { what: t('还没有看过的') }
  return {
    what: t('没有要看的照片'),
    todo: t('新照片传上来以后会自动比对，有相同或很像的才放到这里，首页也会提醒。'),
  }
}
