import type { SnapNear } from '#slices/cases/snap-schema.ts'

interface NearListProps {
  near: SnapNear
  busy: boolean
  onJoin: (caseId: string) => void
}

/** What neighbours already said of this place and is still open: one tap instead of a second report. */
export function NearList({ near, busy, onJoin }: NearListProps) {
  return (
    <section className="near" aria-label="这里已有居民反映">
      <h2>这里已有居民反映</h2>
      <ul>
        {near.map(({ id, words, day, joins }) => (
          <li key={id}>
            <span>
              {words}
              <small>
                {day}
                {joins > 0 ? `，另有 ${joins} 人也遇到` : ''}
              </small>
            </span>
            <button type="button" disabled={busy} onClick={() => onJoin(id)} aria-label={`我也遇到：${words}`}>
              我也遇到
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
