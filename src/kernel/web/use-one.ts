import { useQuery } from '@tanstack/react-query'
import { api } from './api.ts'
import { useCommunity } from './use-community.ts'

/** Asks one thing of the community: `useOne<Answer>('/duty-roles')`. `lasting` answers are kept for the whole visit. */
export function useOne<A>(path: string, options: { lasting?: boolean; enabled?: boolean } = {}) {
  const full = useCommunity().api(path)
  return useQuery({
    queryKey: [full],
    queryFn: ({ signal }) => api.get<A>(full, undefined, signal),
    ...(options.lasting ? { staleTime: Infinity } : {}),
    enabled: options.enabled ?? true,
  })
}
