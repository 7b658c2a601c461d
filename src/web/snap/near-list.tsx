import type { SnapNear } from '#slices/cases/snap-schema.ts'
import { t } from './words.ts'

interface NearListProps {
  near: SnapNear
  busy: boolean
  onJoin: (caseId: string) => void
}

/** What neighbours already said of this place and is still open: one tap instead of a second report. */
export function NearList({ near, busy, onJoin }: NearListProps) {
  return (
    <section className="near" aria-label={t('这里已有居民反映')}>
      <h2>{t('这里已有居民反映')}</h2>
      <ul>
        {near.map(({ id, words, day, joins }) => (
          <li key={id}>
            <span>
              {words}
              <small>
                {day}
                {joins > 0 ? t('，另有 {count} 人也遇到', { count: joins }) : ''}
              </small>
            </span>
            <button
              type="button"
              disabled={busy}
              onClick={() => onJoin(id)}
              aria-label={t('我也遇到：{words}', { words })}
            >
              {t('我也遇到')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
