import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { api } from '#kernel/web/api.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import type { PlaceRow } from '../schema.ts'

/** What stands directly below a place. */
export function PlaceBelow({ placeId }: { placeId: string }) {
  const t = useWords()
  const community = useCommunity()
  const path = community.api('/places')
  const rows = useQuery({
    queryKey: [path, 'below', placeId],
    queryFn: () => api.get<{ total: number; rows: PlaceRow[] }>(path, { below: placeId, limit: 500 }),
  })
  const direct = (rows.data?.rows ?? []).filter((row) => row.parentId === placeId)
  if (direct.length === 0) return null
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t('下级地点')}</h2>
        <Link to={community.href(`/places?below=${placeId}`)}>{t('在列表中查看全部下级')}</Link>
      </div>
      <ul className="tags">
        {direct.map((row) => (
          <li key={row.id}>
            <Link to={community.href(`/places/${row.id}`)}>{row.name}</Link>{' '}
            <span className="quiet">{row.typeLabel}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
