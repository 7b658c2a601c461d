import { Modal } from 'antd'
import { ZoomInOutlined } from '@ant-design/icons'
import { useId, useState } from 'react'
import { sayInstant } from '#kernel/web/days-said.ts'
import { PhotoStamp } from '#kernel/web/photo-stamp.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import { type Answer, ANSWER_LABEL, LIKENESS_LABEL, type PhotoQuestion } from '../schema.ts'
import { QuestionAnswers } from './question-answers.tsx'
import { RecordFacts } from './record-facts.tsx'
import { sidePhoto } from './side-photo.ts'

interface QuestionCardProps {
  question: PhotoQuestion
  onAnswered: (answer: Answer) => void
}

/** One question: two photos beside each other, what their records say, and what may be said to it. */
export function QuestionCard({ question, onAnswered }: QuestionCardProps) {
  const t = useWords()
  const community = useCommunity()
  const id = useId()
  const [large, setLarge] = useState(false)
  const { sides, state, word } = question
  const pictures = sides.map((side, at) => ({
    key: `${side.id}${at}`,
    shown: side.stands,
    src: sidePhoto(community, side),
    facts: side.facts,
    place: side.place ?? '',
    alt: t('第{at}张：{kind} {place} {day}', {
      at: at + 1,
      kind: side.kind === null ? '' : t(side.kind),
      place: side.place ?? '',
      day: side.dayFrom ?? '',
    }),
  }))
  return (
    <article className="panel photo-question" aria-labelledby={id}>
      <h2 id={id}>{t(LIKENESS_LABEL[question.likeness])}</h2>
      <button type="button" className="photo-beside" onClick={() => setLarge(true)}>
        {pictures.map(({ key, shown, src, alt }) =>
          shown ? (
            <img key={key} src={src} alt={alt} loading="lazy" />
          ) : (
            <span key={key} className="photo-gone">
              {t('这张照片已从记录里去掉')}
            </span>
          ),
        )}
        <span className="photo-beside-words">
          <ZoomInOutlined aria-hidden /> {t('放大，两张并排看')}
        </span>
      </button>
      <div className="photo-facts">
        {sides.map((side, at) => (
          <RecordFacts key={pictures[at]!.key} side={side} which={at} />
        ))}
      </div>
      {state !== 'open' && (
        <p className="photo-said">
          <strong>{t(ANSWER_LABEL[state])}</strong>
          {word !== '' && `：${word}`}
          <span className="quiet">
            {' '}
            {[question.answeredBy, question.answeredAt && sayInstant(question.answeredAt)].filter(Boolean).join(' · ')}
          </span>
        </p>
      )}
      <QuestionAnswers question={question} onAnswered={onAnswered} />
      <Modal
        title={t(LIKENESS_LABEL[question.likeness])}
        open={large}
        onCancel={() => setLarge(false)}
        footer={null}
        width="min(1400px, 96vw)"
        destroyOnHidden
      >
        <div className="photo-beside-large">
          {pictures.map(({ key, shown, src, alt, facts, place }) => (
            <figure key={key}>
              {shown && (
                <div className="photo-stamped">
                  <img src={src} alt={alt} />
                  <PhotoStamp facts={facts ?? undefined} place={place} over />
                </div>
              )}
              <figcaption>{alt}</figcaption>
            </figure>
          ))}
        </div>
      </Modal>
    </article>
  )
}
