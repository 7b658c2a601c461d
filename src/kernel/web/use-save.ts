import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useCallback } from 'react'
import { useCommunity } from './use-community.ts'

/**
 * After a write: says that it is saved and asks again for whatever of this community is on the screen, since one
 * record moves lists, totals and figures alike. Failures are left to the form that wrote.
 */
export function useSave(): <A>(write: Promise<A>, said: string) => Promise<A> {
  const client = useQueryClient()
  const community = useCommunity()
  const { message } = App.useApp()
  const base = community.api('/')
  return useCallback(
    async (write, said) => {
      const answer = await write
      void message.success(said)
      await client.invalidateQueries({ predicate: (query) => String(query.queryKey[0]).startsWith(base) })
      return answer
    },
    [client, message, base],
  )
}
