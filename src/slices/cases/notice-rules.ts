import type { Role } from '#kernel/reader.ts'
import { OFFICE } from './rules.ts'
import type { CaseState } from './schema.ts'

/** 催办: one digest a day for one account, half past eight in the morning of worked days. */
const DIGEST_MINUTE = 8 * 60 + 30
const SLOT = 30
/** After this the day is over; nobody is reminded of anything. */
const LAST_SLOT = 18 * 60 + 30

export const NOTICE_KINDS = ['overdue', 'due-soon', 'recheck', 'extension', 'not-fixed'] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]
export const NOTICE_KIND_LABEL: Record<NoticeKind, string> = {
  overdue: '已超期',
  'due-soon': '快到期',
  recheck: '今天回头看',
  extension: '申请延期待答复',
  'not-fixed': '居民说没整改好',
}

type Span = readonly [from: number, to: number]

/** Whether a minute of the day lies in a span that may run past midnight; an empty span holds nothing. */
export function isWithin(minute: number, [from, to]: Span): boolean {
  return from <= to ? from <= minute && minute < to : minute >= from || minute < to
}

/** The half hour at which a community's digests are made: the first from 8:30 on that is not quiet; null for none. */
export function digestSlot(quiet: Span): number | null {
  for (let slot = DIGEST_MINUTE; slot <= LAST_SLOT; slot += SLOT) if (!isWithin(slot, quiet)) return slot
  return null
}

/** What the digest must know of a case. */
export interface Pressing {
  id: string
  kind: NoticeKind
  state: CaseState
  partyId: string | null
  handedDown: boolean
  recheckBy: string | null
}

export interface Staff {
  accountId: string
  actor: string
  role: Role
  parties: string[]
}

/** Whether this is this person's to look after. */
export function concerns(one: Pressing, { actor, role, parties }: Staff): boolean {
  const office = OFFICE.includes(role)
  const street = role === 'street'
  switch (one.kind) {
    case 'overdue':
    case 'due-soon': {
      const fixes = one.partyId !== null && parties.includes(one.partyId)
      return office || (fixes && (one.state === 'dispatched' || one.state === 'fixing'))
    }
    case 'extension':
      return one.handedDown ? street : office
    case 'recheck':
      return one.recheckBy === null ? office || street : one.recheckBy === actor
    case 'not-fixed':
      return office
  }
}
