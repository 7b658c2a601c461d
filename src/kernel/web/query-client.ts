import { QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './api-problem.ts'

/** Only what may pass by itself is asked again: a busy or unreachable server, never a refusal. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        refetchOnWindowFocus: false,
        retry: (failures, cause) => failures < 2 && (!(cause instanceof ApiProblem) || cause.status === 503),
      },
    },
  })
}
