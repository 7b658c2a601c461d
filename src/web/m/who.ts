import type { Me, MyCommunity } from '#kernel/web/me.ts'
import { ask, Refusal } from './ask.ts'

/** Who uses this phone now and where: kept, so that the app opens without a network. */
export interface Who {
  accountId: string
  name: string
  community: string
  communityName: string
  grants: string[]
}

const KEPT_UNDER = 'ybz.field.who'

export function keptWho(): Who | null {
  try {
    const who = JSON.parse(localStorage.getItem(KEPT_UNDER) ?? 'null') as Who | null
    return who && typeof who.accountId === 'string' && typeof who.community === 'string' ? who : null
  } catch {
    return null
  }
}

export function keepWho(who: Who | null): void {
  try {
    if (who) localStorage.setItem(KEPT_UNDER, JSON.stringify(who))
    else localStorage.removeItem(KEPT_UNDER)
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}

export type Entered = { is: 'in'; who: Who } | { is: 'out' } | { is: 'unknown' } | { is: 'nowhere' }

/** Asks the server who is signed in. `unknown`: it was not reached, and what is kept stands. */
export async function askWho(kept: Who | null): Promise<Entered> {
  try {
    const me = await ask<Me>('/api/session')
    const wanted = new URLSearchParams(window.location.search).get('c') ?? kept?.community
    const community = me.communities.find(({ code }) => code === wanted) ?? me.communities[0]
    return community ? { is: 'in', who: whoOf(me, community) } : { is: 'nowhere' }
  } catch (cause) {
    return cause instanceof Refusal && cause.status === 401 ? { is: 'out' } : { is: 'unknown' }
  }
}

function whoOf({ account }: Me, { code, name, grants }: MyCommunity): Who {
  return { accountId: account.id, name: account.name, community: code, communityName: name, grants }
}

export function toSignIn(): void {
  window.location.assign(`/sign-in?next=${encodeURIComponent('/m/')}`)
}
