import { useEffect, useRef } from 'react'
import type { SnapProgress } from '#slices/cases/snap-schema.ts'
import { SNAP_WORDS } from '#slices/cases/snap-words-rules.ts'
import { t } from './words.ts'

interface ProgressCardProps {
  progress: SnapProgress
  busy: boolean
  onSay: (fixed: boolean) => void
  onForget: () => void
}

const WAY = ['to-accept', 'to-dispatch', 'fixing', 'to-check', 'done'] as const

/** Where it stands, in plain words; once it is closed, the question whether it is really fixed. */
export function ProgressCard({ progress, busy, onSay, onForget }: ProgressCardProps) {
  const { state, title, words, issue, place, day, joins, asks, said, hasContact } = progress
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  // What waits for others has been taken up, and stands where it would be worked on.
  const at = WAY.indexOf(state === 'on-hold' ? 'fixing' : state)
  return (
    <section className="progress" aria-label={t('进展')}>
      <h2 ref={heading} tabIndex={-1}>
        {t(title)}
      </h2>
      <p>{t(words)}</p>
      <ol className="way">
        {WAY.map((step, index) => (
          <li
            key={step}
            className={index < at ? 'past' : index === at ? 'now' : ''}
            aria-current={index === at ? 'step' : undefined}
          >
            {t(index === at ? title : SNAP_WORDS[step].title)}
          </li>
        ))}
      </ol>
      <dl>
        <dt>{t('反映的问题')}</dt>
        <dd>{issue}</dd>
        {place !== '' && (
          <>
            <dt>{t('地点')}</dt>
            <dd>{place}</dd>
          </>
        )}
        <dt>{t('日期')}</dt>
        <dd>{day}</dd>
        {joins > 0 && (
          <>
            <dt>{t('也遇到')}</dt>
            <dd>{t('另有 {count} 人', { count: joins })}</dd>
          </>
        )}
      </dl>
      {asks && (
        <fieldset disabled={busy}>
          <legend>{t('真的整改好了吗？')}</legend>
          <button type="button" aria-pressed={said === 'fixed'} onClick={() => onSay(true)}>
            {t('整改好了')}
          </button>
          <button type="button" aria-pressed={said === 'not-fixed'} onClick={() => onSay(false)}>
            {t('没整改好')}
          </button>
          <p role="status">
            {said === 'fixed' ? t('谢谢您的确认。') : said === 'not-fixed' ? t('已告诉社区，社区会再来看。') : ''}
          </p>
        </fieldset>
      )}
      {hasContact && (
        <p className="hint">
          {t('您留了联系方式。')}
          <button type="button" className="plain" disabled={busy} onClick={onForget}>
            {t('删去我的联系方式')}
          </button>
        </p>
      )}
    </section>
  )
}
