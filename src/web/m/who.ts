import type { Language } from '#kernel/language.ts'
import type { Me, MyCommunity } from '#kernel/web/me.ts'
import { ask, Refusal } from './ask.ts'
import { disk } from './phone.ts'

/** Who uses this phone now and where: kept, so that the app opens without a network. */
export interface Who {
  accountId: string
  name: string
  community: string
  communityName: string
  grants: string[]
  /** Every community this account works in, this one among them. */
  communities: MyPlaceOfWork[]
}

export type MyPlaceOfWork = Pick<MyCommunity, 'code' | 'name' | 'grants'>

const KEPT_UNDER = 'ybz.field.who'

/** At once, from what the browser keeps for a page; it may have lost the last seconds before it was killed. */
export function keptWho(): Who | null {
  try {
    return readWho(JSON.parse(localStorage.getItem(KEPT_UNDER) ?? 'null'))
  } catch {
    return null
  }
}

/** From the phone's own database, which loses nothing. */
export const whoOnDisk = async (): Promise<Who | null> => readWho(await disk.kept(KEPT_UNDER).catch(() => null))

function readWho(kept: unknown): Who | null {
  const who = kept as Who | null | undefined
  if (!who || typeof who.accountId !== 'string' || typeof who.community !== 'string') return null
  // What an older version of the app kept names no others.
  return { ...who, communities: who.communities ?? [] }
}

export async function keepWho(who: Who | null): Promise<void> {
  try {
    if (who) localStorage.setItem(KEPT_UNDER, JSON.stringify(who))
    else localStorage.removeItem(KEPT_UNDER)
  } catch {
    // A browser that keeps nothing asks again next time.
  }
  await disk.keep(KEPT_UNDER, who).catch(() => {})
}

export type Entered = { is: 'in'; who: Who; language: Language } | { is: 'out' } | { is: 'unknown' } | { is: 'nowhere' }

/** Asks the server who is signed in. `unknown`: it was not reached, and what is kept stands. */
export async function askWho(kept: Who | null): Promise<Entered> {
  try {
    const me = await ask<Me>('/api/session')
    // While this was asked another may have been chosen here.
    const wanted = new URLSearchParams(window.location.search).get('c') ?? keptWho()?.community ?? kept?.community
    const community = me.communities.find(({ code }) => code === wanted) ?? me.communities[0]
    return community ? { is: 'in', who: whoOf(me, community), language: me.account.language } : { is: 'nowhere' }
  } catch (cause) {
    return cause instanceof Refusal && cause.status === 401 ? { is: 'out' } : { is: 'unknown' }
  }
}

function whoOf({ account, communities }: Me, { code, name, grants }: MyCommunity): Who {
  return {
    accountId: account.id,
    name: account.name,
    community: code,
    communityName: name,
    grants,
    communities: communities.map((one) => ({ code: one.code, name: one.name, grants: one.grants })),
  }
}

/** The same person in another of their communities. What was saved stays where it belongs. */
export function whoIn(who: Who, { code, name, grants }: MyPlaceOfWork): Who {
  return { ...who, community: code, communityName: name, grants }
}

export function toSignIn(): void {
  window.location.assign(`/sign-in?next=${encodeURIComponent('/m/')}`)
}
