import { Tag } from 'antd'
import { Link } from 'react-router'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useOne } from '#kernel/web/use-one.ts'
import { useWords } from '#kernel/web/words.ts'
import { PAPER_STATE_LABEL, type PaperPage } from '../paper-schema.ts'

/** The papers that name this problem; nothing where there are none. */
export function CasePapers({ caseId }: { caseId: string }) {
  const t = useWords()
  const community = useCommunity()
  const papers = useOne<PaperPage>(`/cases/papers?case=${caseId}&limit=50`).data?.rows ?? []
  if (papers.length === 0) return null
  return (
    <section className="panel">
      <h2>{t('文书')}</h2>
      <ul className="plain-list">
        {papers.map((paper) => (
          <li key={paper.id} className="line">
            <span>
              <Link to={community.href(`/cases/papers/${paper.id}`)}>{paper.title}</Link>{' '}
              <span className="quiet">{[paper.number, paper.addressee].filter(Boolean).join(' · ')}</span>
            </span>
            <Tag>{t(PAPER_STATE_LABEL[paper.state])}</Tag>
          </li>
        ))}
      </ul>
    </section>
  )
}
