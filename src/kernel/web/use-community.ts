import { createContext, useContext } from 'react'
import type { Action, Subject } from '#kernel/can.ts'
import type { MyCommunity, MyOffice } from './me.ts'

/** The community the present page works in, with everything a page needs to ask and to link. */
export interface Community extends MyCommunity {
  /** Set where the pages work in an office above, on its accounts alone; else it is a community. */
  level?: MyOffice['level']
  can: (action: Action, subject: Subject) => boolean
  /** '/places' → '/api/c/CODE/places' */
  api: (path: string) => string
  /** '/places' → '/c/CODE/places', an address of this web; a full address is left as it is. */
  href: (path: string) => string
}

export function communityOf(mine: MyCommunity): Community {
  const code = encodeURIComponent(mine.code)
  const grants = new Set(mine.grants)
  return {
    ...mine,
    can: (action, subject) => grants.has(`${action}:${subject}`),
    api: (path) => `/api/c/${code}${path.startsWith('/') ? path : `/${path}`}`,
    href: (path) => (path.startsWith('/c/') ? path : `/c/${code}${path.startsWith('/') ? path : `/${path}`}`),
  }
}

/** An office above in the place of a community: its accounts, and nothing of the business. */
export function officeOf(mine: MyOffice, roleLabel: string): Community {
  const grants = ['read:accounts', 'write:accounts']
  const code = encodeURIComponent(mine.code)
  const below = (path: string): string => (path.startsWith('/') ? path : `/${path}`)
  return {
    ...mine,
    role: 'system',
    roleLabel,
    demo: false,
    grants,
    can: (action, subject) => grants.includes(`${action}:${subject}`),
    api: (path) => `/api/o/${code}${below(path)}`,
    href: (path) => `/o/${code}${below(path)}`,
  }
}

export const CommunityContext = createContext<Community | null>(null)

export function useCommunity(): Community {
  const community = useContext(CommunityContext)
  if (!community) throw new Error('useCommunity is for pages inside a community')
  return community
}
