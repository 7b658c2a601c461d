import { Alert, Button } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { Awaiting } from '#kernel/web/awaiting.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useOne } from '#kernel/web/use-one.ts'
import { useWords } from '#kernel/web/words.ts'
import { STEP_LABEL, type StepName } from '../step-schema.ts'
import type { CaseFull } from '../view-schema.ts'
import { CaseFacts } from './case-facts.tsx'
import { CasePapers } from './case-papers.tsx'
import { CasePhotos } from './case-photos.tsx'
import { CaseTimeline } from './case-timeline.tsx'
import { FollowersPanel } from './followers-panel.tsx'
import { DraftPapersMenu } from './draft-papers-menu.tsx'
import { PhotoDrawer } from './photo-drawer.tsx'
import { StepDrawer } from './step-drawer.tsx'
import './cases.css'

// What most likely comes next stands first and is the main button; 我也遇到 is for everybody and stands last.
const MAIN: readonly StepName[] = [
  'accept',
  'dispatch',
  'feed-back',
  'pass',
  'grant-extension',
  'resume',
  'coordinated',
  'keep',
]
const LAST: readonly StepName[] = ['join']

/** One problem: what it is, who answers, how the time stands, what can be done now, and all that happened. */
export default function CasePage() {
  const t = useWords()
  const { id = '' } = useParams()
  const community = useCommunity()
  const navigate = useNavigate()
  const [step, setStep] = useState<StepName | null>(null)
  const [adding, setAdding] = useState(false)
  const answer = useOne<CaseFull>(`/cases/${id}`)
  const back = { href: community.href('/cases'), label: t('问题') }
  if (answer.isError || !answer.data) return <Awaiting answer={answer} back={back} />
  const row = answer.data
  const main = MAIN.find((name) => row.steps.includes(name))
  const others = row.steps.filter((name) => name !== main && !LAST.includes(name))
  const last = row.steps.filter((name) => LAST.includes(name))
  return (
    <>
      <PageHead
        title={row.issue}
        hint={[row.place, row.locus, row.checkItem].filter(Boolean).join(' · ')}
        back={back}
        actions={
          <>
            {main && (
              <Button type="primary" onClick={() => setStep(main)}>
                {t(STEP_LABEL[main])}
              </Button>
            )}
            {[...others, ...last].map((name) => (
              <Button key={name} onClick={() => setStep(name)}>
                {t(STEP_LABEL[name])}
              </Button>
            ))}
            {community.can('issue', 'cases') && row.plain !== 'done' && <DraftPapersMenu caseIds={[row.id]} />}
            {row.mayAddPhoto && <Button onClick={() => setAdding(true)}>{t('补照片')}</Button>}
          </>
        }
      />
      <CaseNotices row={row} />
      <section className="panel">
        <CaseFacts row={row} />
      </section>
      <section className="panel">
        <h2>{t('照片')}</h2>
        <CasePhotos row={row} />
      </section>
      <FollowersPanel row={row} />
      <CasePapers caseId={row.id} />
      <section className="panel">
        <h2>{t('全过程')}</h2>
        <CaseTimeline row={row} />
      </section>
      <StepDrawer
        key={step}
        row={row}
        step={step}
        onClose={() => setStep(null)}
        onDone={({ opened }) => opened !== null && void navigate(community.href(`/cases/${opened}`))}
      />
      <PhotoDrawer row={row} open={adding} onClose={() => setAdding(false)} />
    </>
  )
}

/** What somebody should know before acting: where it came from, where it went, who must check. */
function CaseNotices({ row }: { row: CaseFull }) {
  const t = useWords()
  const community = useCommunity()
  const again = row.before > 0 && row.placeId !== null
  return (
    <>
      {row.relapseOf !== null && (
        <Alert
          className="problem-notice"
          type="warning"
          showIcon
          title={
            <>
              {t('这是反弹的问题。')} <Link to={community.href(`/cases/${row.relapseOf}`)}>{t('看原来的问题')}</Link>
            </>
          }
        />
      )}
      {row.relapsedInto !== null && (
        <Alert
          className="problem-notice"
          type="warning"
          showIcon
          title={
            <>
              {t('回头看时已反弹，另立了问题。')}{' '}
              <Link to={community.href(`/cases/${row.relapsedInto}`)}>{t('看新立的问题')}</Link>
            </>
          }
        />
      )}
      {again && (
        <Alert
          className="problem-notice"
          type="info"
          showIcon
          title={
            <>
              {t('此前同一处、同一检查项出现过 {count} 次。', { count: row.before })}{' '}
              <Link
                to={community.href(
                  `/cases?${new URLSearchParams({ below: row.placeId!, checkItem: row.checkItem, all: 'yes' }).toString()}`,
                )}
              >
                {t('看这几次')}
              </Link>
            </>
          }
        />
      )}
      {row.state === 'fed-back' && row.checkAbove && (
        <Alert
          className="problem-notice"
          type="info"
          showIcon
          title={t('社区没有可以核查的人（都参与了整改或在此处有责任），由街道核查。')}
        />
      )}
    </>
  )
}
