import { useQuery } from '@tanstack/react-query'
import { api } from '#kernel/web/api.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import type { PlaceType } from '../schema.ts'

/** The catalogue of place types; the same for a whole visit. */
export function usePlaceTypes() {
  const path = useCommunity().api('/place-types')
  return useQuery({ queryKey: [path], queryFn: () => api.get<PlaceType[]>(path), staleTime: Infinity })
}
