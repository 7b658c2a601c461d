import type { Day } from '#kernel/days.ts'
import type { TimeLimit } from '#kernel/work-calendar.ts'
import type { CasePhoto, CaseState, Severity, Source } from './schema.ts'
import type { StepName } from './step-schema.ts'

/** How a case came to its end: by the community itself, checked by somebody else, or before it was ever registered. */
export type Closing = 'self' | 'checked' | 'before'

export type RecheckKind = 'after-deadline' | 'scheduled' | 'sample'

/**
 * A case as it stands, and as every row of its history holds it. People appear as pseudonyms (actor) and numbers of
 * parties, never by name. Instants are ISO text.
 */
export interface CaseBody {
  typeCode: string
  pointType: string
  checkItem: string
  severity: Severity
  issue: string
  placeId: string | null
  locus: string
  source: Source
  sourceRef: string
  foundOn: Day
  /** Entered by an office above the community: it alone grants time. */
  handedDown: boolean
  author: string
  recordedAt: string
  state: CaseState
  /** The one responsible body; null = the community itself, or nobody yet. */
  partyId: string | null
  /** Every party it was ever handed to. */
  handedTo: string[]
  limit: TimeLimit | null
  /** The instant at which time is over. A list from above may set it before anybody is charged with the problem. */
  dueAt: string | null
  /** Since when the clock stands still. */
  stoppedAt: string | null
  askedUntil: Day | null
  reviewOn: Day | null
  /** The outside body that must act, while the street coordinates. */
  outside: string
  acceptedAt: string | null
  dispatchedAt: string | null
  fedBackAt: string | null
  closedAt: string | null
  closedBy: string | null
  closing: Closing | null
  /** Everybody who ever said "it is fixed" of this case, and the parties they stood for. */
  fixers: string[]
  fixerParties: string[]
  byCommunity: boolean
  rework: number
  extensions: number
  suspensions: number
  joins: number
  /** Nobody in the community may check it: an office above does. */
  checkAbove: boolean
  recheckOn: Day | null
  recheckKind: RecheckKind | null
  recheckBy: string | null
  recheckedAt: string | null
  relapseOf: string | null
  photos: CasePhoto[]
  /** What the last event said. */
  act: { step: StepName | 'report' | 'import' | 'photo' | 'edit'; note: string }
}

/** Everything that has not happened yet to a case just reported. */
export const UNTOUCHED = {
  partyId: null,
  handedTo: [],
  limit: null,
  dueAt: null,
  stoppedAt: null,
  askedUntil: null,
  reviewOn: null,
  outside: '',
  acceptedAt: null,
  dispatchedAt: null,
  fedBackAt: null,
  closedAt: null,
  closedBy: null,
  closing: null,
  fixers: [],
  fixerParties: [],
  byCommunity: false,
  rework: 0,
  extensions: 0,
  suspensions: 0,
  joins: 0,
  checkAbove: false,
  recheckOn: null,
  recheckKind: null,
  recheckBy: null,
  recheckedAt: null,
  relapseOf: null,
  photos: [],
} satisfies Partial<CaseBody>
