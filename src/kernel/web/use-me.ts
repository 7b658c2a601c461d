import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { api } from './api.ts'
import type { Me } from './me.ts'

export const ME_KEY = ['session']

/** The signed-in account; asked once per visit. Without a session it fails with `session.missing`. */
export function useMe(): UseQueryResult<Me> {
  return useQuery({ queryKey: ME_KEY, queryFn: () => api.get<Me>('/api/session'), staleTime: Infinity })
}
