import type { Role } from '#kernel/reader.ts'
import type { CaseState } from '#slices/cases/schema.ts'
import type { StepName } from '#slices/cases/step-schema.ts'
import { dayLater, dayOf, lastDayOf, tell, type Time } from './naive-clock.ts'
import type { Happened, Person, Told } from './told.ts'

/** The closed loop told again, apart from the product's own rules on purpose. Slow and plain. */
const OFFICE: Role[] = ['administrator', 'clerk']
const ABOVE: Role[] = ['street', 'district', 'city']
const JUDGES: Role[] = [...OFFICE, 'grid', 'assessor', ...ABOVE]
export const isOffice = (person: Person): boolean => OFFICE.includes(person.role)
export const isAbove = (person: Person): boolean => ABOVE.includes(person.role)
export const isJudge = (person: Person): boolean => JUDGES.includes(person.role)

/** The same story up to and with so many of its events. */
export const upTo = (told: Told, count: number): Told => {
  const { ticked: _, ...rest } = told
  return { ...rest, events: told.events.slice(0, count) }
}

export const last = (told: Told, ...steps: StepName[]): Happened | undefined =>
  told.events.findLast((one) => (steps as string[]).includes(one.step))

/** Whether the community may not close it alone. */
export const outsidersCase = ({ reported }: Told): boolean =>
  reported.handedDown || ['assessment', 'superior', 'hotline', 'resident', 'sample'].includes(reported.source)

const AFTER: Partial<Record<StepName, CaseState>> = {
  accept: 'accepted',
  decline: 'declined',
  dispatch: 'dispatched',
  return: 'returned',
  start: 'fixing',
  'ask-extension': 'extending',
  'grant-extension': 'fixing',
  'refuse-extension': 'fixing',
  suspend: 'suspended',
  resume: 'fixing',
  coordinate: 'coordinating',
  'feed-back': 'fed-back',
  pass: 'closed',
  rework: 'fixing',
  'self-close': 'closed',
  keep: 'kept',
  relapse: 'relapsed',
}

/** Where it stands, from the first event on. */
export function stateOf(told: Told): CaseState {
  let state: CaseState = 'reported'
  for (const { step, by, said } of told.events) {
    if (step === 'report') {
      if (said.spot !== undefined) state = 'closed'
      else if (isOffice(by) || isAbove(by) || told.reported.relapseOf) state = 'accepted'
    } else if (step === 'coordinated') state = last(told, 'dispatch') ? 'fixing' : 'accepted'
    else state = AFTER[step] ?? state
  }
  return state
}

/** Whom it is with, by the last dispatch that was not sent back. */
export function partyOf(told: Told): string | null {
  const handed = last(told, 'dispatch', 'return')
  return handed?.step === 'dispatch' ? handed.said.partyId! : null
}

/** Whether somebody outside the community counts on its time. */
const isTimedOutside = ({ reported }: Told): boolean =>
  reported.handedDown || ['superior', 'hotline', 'assessment'].includes(reported.source)

export function timeOf(told: Told): Time {
  if (told.ticked?.count !== told.events.length)
    told.ticked = { count: told.events.length, ...tell(told.clock, told.events, isTimedOutside(told)) }
  return told.ticked
}

export const fixes = (told: Told): Happened[] =>
  told.events.filter(({ step, said }) => step === 'feed-back' || step === 'self-close' || said.spot !== undefined)
export const fixersOf = (told: Told): string[] => [...new Set(fixes(told).map((one) => one.by.actor))]
export const fixedByCommunity = (told: Told): boolean =>
  fixes(told).some(({ said }) => said.byCommunity === true || said.spot !== undefined)

/** What keeps somebody from saying at a moment whether it is fixed; null when nothing does. */
export function handIn(told: Told, person: Person, now: Date): 'own-fix' | 'own-unit' | 'with-duty' | null {
  if (fixersOf(told).includes(person.actor)) return 'own-fix'
  if (isAbove(person)) return null
  const party = partyOf(told)
  const hands = new Set([...fixes(told).flatMap((one) => one.by.parties), party])
  if (person.parties.some((one) => hands.has(one))) return 'own-unit'
  const itself = party === null || fixedByCommunity(told)
  // Who answers for the place now, and who answered for it when it was fixed.
  const fixed = last(told, 'feed-back', 'rework')
  const days = [dayOf(now), ...(fixed?.step === 'feed-back' ? [dayOf(fixed.at)] : [])]
  const answering = told.duties.filter(({ isHeld }) => !isHeld || days.some(isHeld)).map(({ party }) => party)
  return outsidersCase(told) && itself && person.parties.some((one) => answering.includes(one)) ? 'with-duty' : null
}

/** Those in the community who may look at it: who is above is not among its staff. */
export const eligible = (told: Told, now: Date): Person[] =>
  told.people.filter((person) => !isAbove(person) && isJudge(person) && handIn(told, person, now) === null)

export interface Recheck {
  on: string
  kind: 'after-deadline' | 'scheduled' | 'sample'
}

/** The day it is looked at again, and as what. */
export function recheckOf(told: Told): Recheck | null {
  const index = told.events.findLastIndex(
    ({ step }, at) =>
      ['schedule-recheck', 'draw-sample'].includes(step) ||
      (['pass', 'self-close'].includes(step) && timeOf(upTo(told, at)).due !== null),
  )
  if (index < 0) return null
  const { step, at, said } = told.events[index]!
  if (step === 'schedule-recheck') return { on: said.on!, kind: 'scheduled' }
  if (step === 'draw-sample') return { on: dayOf(at), kind: 'sample' }
  const until = lastDayOf(timeOf(upTo(told, index)).due!)
  return { on: dayLater(until > dayOf(at) ? until : dayOf(at), 1), kind: 'after-deadline' }
}
