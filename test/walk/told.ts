import type { Role } from '#kernel/reader.ts'
import type { CaseBody } from '#slices/cases/case-body.ts'
import type { CasePhoto, Source } from '#slices/cases/schema.ts'
import type { CaseStep, StepName } from '#slices/cases/step-schema.ts'
import type { Clock, Time } from './naive-clock.ts'

export interface Person {
  name: string
  actor: string
  role: Role
  parties: string[]
}

type Dispatch = Extract<CaseStep, { step: 'dispatch' }>
/** A duty at a place; without a word on days it is held all the time. */
export interface Duty {
  party: string
  isHeld?: (day: string) => boolean
}

/** Everything any step may say. */
export interface Said {
  note?: string
  reason?: string
  partyId?: string | null
  /** Without one the time given before goes on. */
  limit?: Dispatch['limit']
  until?: string
  reviewOn?: string
  on?: string
  body?: string
  byCommunity?: boolean
  /** Fixed on the spot, with these words. */
  spot?: string
}

export interface Happened {
  step: StepName | 'report'
  by: Person
  at: Date
  version: number
  said: Said
}

/** What was reported; none of it ever changes. */
export type Reported = Pick<
  CaseBody,
  'typeCode' | 'severity' | 'issue' | 'placeId' | 'foundOn' | 'author' | 'recordedAt' | 'handedDown' | 'relapseOf'
> & { source: Source }

/** A problem as the naive telling holds it: a list of what happened, read from the beginning for every answer. */
export interface Told {
  id: string
  reported: Reported
  /** The type asks for a photo after the fix. */
  photoAsked: boolean
  /** Parties with a duty at the place, and on which days. */
  duties: Duty[]
  clock: Clock
  people: Person[]
  events: Happened[]
  photos: (CasePhoto & { at: Date; by: Person })[]
  /** Who was drawn to look again, as the store answered; whether that was allowed is checked when it does. */
  drawn: string | null
  version: number
  /** Ticking is slow: the answer for so many events is kept. */
  ticked?: Time & { count: number }
}
