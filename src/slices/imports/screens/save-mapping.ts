import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { api } from '#kernel/web/api.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import type { ImportBatch, SheetMapping } from '../schema.ts'

/** Says what sheets and columns are; the batch comes back read anew, and whatever was previewed is out of date. */
export function useSaveMapping(
  batch: ImportBatch,
): (body: { sheets: SheetMapping[]; remember: boolean; year?: number }) => Promise<ImportBatch> {
  const client = useQueryClient()
  const path = useCommunity().api(`/imports/${batch.id}`)
  return useCallback(
    async (body) => {
      const next = await api.put<ImportBatch>(`${path}/mapping`, body)
      client.setQueryData([path], next)
      client.removeQueries({ queryKey: [`${path}/preview`] })
      return next
    },
    [client, path],
  )
}
