import { useQuery } from '@tanstack/react-query'
import { api } from '#kernel/web/api.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import type { ImportBatchRow } from '../schema.ts'

/** The latest imports, to choose one of. */
export function useBatches() {
  const path = useCommunity().api('/imports')
  return useQuery({
    queryKey: [path, 'latest'],
    queryFn: () => api.get<{ total: number; rows: ImportBatchRow[] }>(path, { limit: 100 }),
  })
}
