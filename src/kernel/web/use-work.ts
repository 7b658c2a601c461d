import { useQuery } from '@tanstack/react-query'
import type { ProblemBody } from '#kernel/problem.ts'
import { api } from './api.ts'
import { useCommunity } from './use-community.ts'

/** A long work as GET /api/c/:community/work/:id answers. */
export interface Work<Result = unknown> {
  id: string
  kind: string
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  done: number
  total: number
  result: Result | null
  problem: ProblemBody | null
}

export const isOver = (work: Work): boolean => work.state !== 'waiting' && work.state !== 'running'

/** Follows a long work until it is over, asking twice a second. */
export function useWork<Result = unknown>(id: string | null) {
  const path = useCommunity().api(`/work/${id}`)
  return useQuery({
    queryKey: [path],
    queryFn: () => api.get<Work<Result>>(path),
    enabled: id !== null,
    refetchInterval: (query) => (query.state.data && isOver(query.state.data) ? false : 500),
  })
}
