import { useQuery } from '@tanstack/react-query'
import { api } from './api.ts'
import { useCommunity } from './use-community.ts'

/** A place as pickers and the tree know it. */
export interface PlaceLeaf {
  id: string
  parentId: string | null
  type: string
  name: string
  validFrom: string
  validTo: string | null
  /** Whether this person may record there. */
  mine: boolean
}

/** Every place of the community, fetched once for all the pickers of a visit and again after a change. */
export function usePlaces() {
  const path = useCommunity().api('/places/tree')
  return useQuery({
    queryKey: [path],
    queryFn: () => api.get<{ rows: PlaceLeaf[] }>(path).then((answer) => answer.rows),
    staleTime: 60_000,
  })
}
