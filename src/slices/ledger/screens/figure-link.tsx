import { Navigate, useParams, useSearchParams } from 'react-router'
import { useCommunity } from '#kernel/web/use-community.ts'

/** The address of one figure: the page of all figures with this one open. */
export default function FigureLink() {
  const community = useCommunity()
  const { key = '' } = useParams()
  const [search] = useSearchParams()
  const query = new URLSearchParams(search)
  query.set('open', key)
  return <Navigate to={`${community.href('/figures')}?${query}`} replace />
}
