import type { MyCommunity } from '#kernel/web/me.ts'

const KEPT_UNDER = 'ybz.community'

/** Where this person worked last, on this machine; else the first they may enter. */
export function lastCommunity(mine: MyCommunity[]): MyCommunity {
  const code = localStorage.getItem(KEPT_UNDER)
  return mine.find((community) => community.code === code) ?? mine[0]!
}

export function keepCommunity(code: string): void {
  localStorage.setItem(KEPT_UNDER, code)
}
