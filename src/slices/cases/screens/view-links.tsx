import { Link, useSearchParams } from 'react-router'
import { useFilters } from '#kernel/web/use-filters.ts'
import { type CaseView, isOn, patchTo } from './case-views.ts'

/** Views as links with their counts: they can be opened beside each other, and say which one is on show. */
export function ViewLinks({ label, views }: { label: string; views: CaseView[] }) {
  const { values } = useFilters()
  const [search] = useSearchParams()
  const to = (view: CaseView): string => {
    const next = new URLSearchParams(search)
    next.delete('page')
    for (const [key, value] of Object.entries(patchTo(view))) {
      if (value === undefined) next.delete(key)
      else next.set(key, value)
    }
    return `?${next.toString()}`
  }
  return (
    <nav aria-label={label}>
      <ul className="case-views">
        {views.map((view) => (
          <li key={view.key}>
            <Link to={to(view)} preventScrollReset aria-current={isOn(view, values) ? 'true' : undefined}>
              {view.label}
              {view.note !== undefined && view.count !== null && <small>{view.note}</small>}
              {view.count !== null && <strong className="number">{view.count}</strong>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
