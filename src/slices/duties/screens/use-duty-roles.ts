import { useOne } from '#kernel/web/use-one.ts'
import type { DutyRole } from '../schema.ts'

/** The roles of this community, and its own word for contracted responsibility. */
export function useDutyRoles(): { word: string; roles: DutyRole[] } {
  const answer = useOne<{ word: string; roles: DutyRole[] }>('/duty-roles', { lasting: true })
  return answer.data ?? { word: '包抓', roles: [] }
}
