import { restDay } from '#kernel/node/rest-day.ts'
import type { Role } from '#kernel/reader.ts'
import type { CaseBody } from '#slices/cases/case-body.ts'
import type { CaseStep, Source, StepName } from '#slices/cases/schema.ts'

/**
 * The closed loop told again, apart from the product's own rules on purpose: a list of what happened, read from the
 * beginning every time anything is asked. Slow and plain.
 */
export interface Person {
  name: string
  actor: string
  role: Role
  parties: string[]
}

export interface Happened {
  step: StepName | 'report'
  by: Person
  at: Date
  /** Parties that held a duty at the place when it happened. */
  input: Partial<Extract<CaseStep, { step: 'dispatch' }>> & {
    until?: string
    byCommunity?: boolean
    on?: string
    spot?: boolean
  }
}

export interface Told {
  source: Source
  /** The type asks for a photo after the fix. */
  photoAsked: boolean
  events: Happened[]
  /** Whether such a photo was added, and after how many events. */
  photosAt: number[]
  drawn: string | null
  /** Ticking is slow: the answer for so many events is kept. */
  due?: { events: Happened[]; count: number; at: Date | null }
}

const OFFICE: Role[] = ['administrator', 'clerk']
const ABOVE: Role[] = ['street', 'district', 'city']
export const isOffice = (person: Person): boolean => OFFICE.includes(person.role)
export const isAbove = (person: Person): boolean => ABOVE.includes(person.role)

export const dayOf = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
const nextDay = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
const midnightAfter = (day: string): Date => new Date(Date.parse(nextDay(day)) - 8 * 3_600_000)

const first = (told: Told): Happened => told.events[0]!
const count = (told: Told, step: StepName): number => told.events.filter((one) => one.step === step).length

/** Whether the community may not close it alone. */
export function outsidersCase(told: Told): boolean {
  return isAbove(first(told).by) || ['assessment', 'superior', 'hotline', 'resident', 'sample'].includes(told.source)
}

/** Where it stands, from the first event on. */
export function stateOf(told: Told): CaseBody['state'] {
  let state: CaseBody['state'] = 'reported'
  let handed = false
  for (const { step, by, input } of told.events) {
    if (step === 'report') {
      state = input.spot ? 'closed' : isOffice(by) || isAbove(by) ? 'accepted' : 'reported'
      continue
    }
    if (step === 'dispatch') handed = true
    const after: Partial<Record<StepName, CaseBody['state']>> = {
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
      coordinated: handed ? 'fixing' : 'accepted',
      'feed-back': 'fed-back',
      pass: 'closed',
      rework: 'fixing',
      'self-close': 'closed',
      keep: 'kept',
      relapse: 'relapsed',
    }
    state = after[step] ?? state
  }
  return state
}

/** Whom it is with, by the last dispatch that was not sent back. */
export function partyOf(told: Told): string | null {
  let party: string | null = null
  for (const { step, input } of told.events) {
    if (step === 'dispatch') party = input.partyId ?? null
    if (step === 'return') party = null
  }
  return party
}

const worked = (day: string): boolean => restDay(day) === null
// Asked for every minute of a clock; the calendar is slow to look up.
const minutes = new Map<number, boolean>()
function workedAt(at: number): boolean {
  const number = Math.floor((at + 8 * 3_600_000) / 86_400_000)
  const known = minutes.get(number)
  if (known !== undefined) return known
  const is = worked(dayOf(new Date(at)))
  minutes.set(number, is)
  return is
}
function inOffice(at: number): boolean {
  const minute = Math.floor((at + 8 * 3_600_000) / 60_000) % 1440
  return (minute >= 510 && minute < 720) || (minute >= 870 && minute < 1080)
}

/** When the time runs out, ticking minute by minute (or day by day); null while nobody has any. */
export function dueOf(told: Told): Date | null {
  const known = told.due
  if (known?.events === told.events && known.count === told.events.length) return known.at
  const at = tickedDue(told)
  told.due = { events: told.events, count: told.events.length, at }
  return at
}

function tickedDue(told: Told): Date | null {
  let due: Date | null = null
  let unit: 'working-hours' | 'working-days' | 'calendar-days' = 'working-days'
  let stopped: Date | null = null
  const stand = (from: Date, minutes: number): Date => {
    let at = from.getTime()
    for (let left = minutes; left > 0;) {
      if (!workedAt(at)) {
        at = midnightAfter(dayOf(new Date(at))).getTime()
        continue
      }
      if (inOffice(at)) left -= 1
      at += 60_000
    }
    return new Date(at)
  }
  const later = (day: string, days: number): string => {
    let at = day
    for (let left = days; left > 0;) {
      at = nextDay(at)
      if (unit === 'calendar-days' || worked(at)) left -= 1
    }
    return at
  }
  const goOn = (at: Date): void => {
    if (due && stopped && due > stopped && at > stopped) {
      if (unit === 'working-hours') {
        let left = 0
        for (let tick = stopped.getTime(); tick < due.getTime(); tick += 60_000)
          if (workedAt(tick) && inOffice(tick)) left += 1
        due = stand(at, left)
      } else {
        let passed = 0
        for (let day = nextDay(dayOf(stopped)); day <= dayOf(at); day = nextDay(day))
          if (unit === 'calendar-days' || worked(day)) passed += 1
        due = midnightAfter(later(dayOf(new Date(due.getTime() - 1)), passed))
      }
    }
    stopped = null
  }
  for (const { step, at, input } of told.events) {
    if (step === 'dispatch') {
      unit = input.limit!.unit
      due =
        unit === 'working-hours'
          ? stand(at, Math.round(input.limit!.n * 60))
          : midnightAfter(later(dayOf(at), input.limit!.n))
      stopped = null
    }
    if (step === 'return') due = null
    if (step === 'ask-extension' || step === 'suspend') stopped = at
    if (step === 'refuse-extension' || step === 'resume') goOn(at)
    if (step === 'grant-extension') {
      due = midnightAfter(input.until!)
      stopped = null
    }
  }
  return due
}

export function counters(told: Told) {
  return {
    rework: count(told, 'rework'),
    extensions: count(told, 'grant-extension'),
    suspensions: count(told, 'suspend'),
    joins: count(told, 'join'),
  }
}

const fixes = (told: Told): Happened[] =>
  told.events.filter((one) => one.step === 'feed-back' || one.step === 'self-close' || one.input.spot)
export const fixersOf = (told: Told): string[] => [...new Set(fixes(told).map((one) => one.by.actor))]

/** Whether this person may say that it is fixed without having had a hand in it. */
export function mayJudge(told: Told, person: Person, duties: string[]): boolean {
  if (!['administrator', 'clerk', 'grid', 'assessor', ...ABOVE].includes(person.role)) return false
  if (fixersOf(told).includes(person.actor)) return false
  if (isAbove(person)) return true
  const party = partyOf(told)
  const hands = new Set([...fixes(told).flatMap((one) => one.by.parties), ...(party ? [party] : [])])
  if (person.parties.some((one) => hands.has(one))) return false
  const byItself = party === null || fixes(told).some((one) => one.input.byCommunity)
  return !(outsidersCase(told) && byItself && person.parties.some((one) => duties.includes(one)))
}

/** The day it is looked at again, and as what. */
export function recheckOf(told: Told): { on: string; kind: 'after-deadline' | 'scheduled' | 'sample' } | null {
  let again: { on: string; kind: 'after-deadline' | 'scheduled' | 'sample' } | null = null
  told.events.forEach(({ step, at, input }, index) => {
    if (step === 'pass' || step === 'self-close') {
      const due = dueOf({ ...told, events: told.events.slice(0, index) })
      if (due) {
        const last = dayOf(new Date(due.getTime() - 1))
        again = { on: nextDay(last > dayOf(at) ? last : dayOf(at)), kind: 'after-deadline' }
      }
    }
    if (step === 'schedule-recheck') again = { on: input.on!, kind: 'scheduled' }
    if (step === 'draw-sample') again = { on: dayOf(at), kind: 'sample' }
  })
  return again
}

/** From which states each step goes. */
export const FROM: Record<StepName, CaseBody['state'][]> = {
  accept: ['reported'],
  decline: ['reported'],
  dispatch: ['accepted', 'returned'],
  return: ['dispatched'],
  start: ['dispatched'],
  'ask-extension': ['dispatched', 'fixing'],
  'grant-extension': ['extending'],
  'refuse-extension': ['extending'],
  suspend: ['dispatched', 'fixing'],
  resume: ['suspended'],
  coordinate: ['accepted', 'dispatched', 'fixing'],
  'follow-up': ['coordinating'],
  coordinated: ['coordinating'],
  'feed-back': ['dispatched', 'fixing'],
  pass: ['fed-back'],
  rework: ['fed-back'],
  'self-close': ['reported', 'accepted', 'returned', 'dispatched', 'fixing', 'fed-back'],
  'schedule-recheck': ['closed'],
  'draw-sample': ['closed'],
  redraw: ['closed'],
  keep: ['closed'],
  relapse: ['closed'],
  join: [
    'reported',
    'accepted',
    'dispatched',
    'returned',
    'fixing',
    'extending',
    'suspended',
    'coordinating',
    'fed-back',
  ],
}

/** The codes a refusal may carry; empty when the step must be taken. */
export function refusals(told: Told, step: CaseStep, by: Person, duties: string[], now: Date): string[] {
  const name = step.step
  if (!FROM[name].includes(stateOf(told))) return ['case.step-state']
  const office = isOffice(by)
  const above = isAbove(by)
  const downed = isAbove(first(told).by)
  const role = ['case.step-role']
  const own = partyOf(told) !== null && by.parties.includes(partyOf(told)!)
  if (
    ['accept', 'decline', 'dispatch', 'coordinate', 'follow-up', 'schedule-recheck', 'redraw', 'coordinated'].includes(
      name,
    )
  )
    if (!office && !above) return role
  if (['schedule-recheck', 'redraw'].includes(name) && !above && recheckOf(told)?.kind === 'sample') return role
  if (['grant-extension', 'refuse-extension', 'suspend', 'resume'].includes(name))
    if (!(above || (office && !downed))) return role
  if (['return', 'start', 'ask-extension', 'feed-back'].includes(name) && !own && !office && by.role !== 'grid')
    return role
  if (name === 'self-close') {
    if (!office && by.role !== 'grid') return role
    if (outsidersCase(told)) return ['case.close-needs-other']
  }
  if (name === 'draw-sample') {
    if (!above) return role
    if (!told.events.some((one) => one.step === 'self-close' || one.input.spot)) return ['case.sample-checked']
    if (recheckOf(told)) return ['case.recheck-pending']
  }
  if (['pass', 'rework', 'keep', 'relapse'].includes(name))
    if (!['administrator', 'clerk', 'grid', 'assessor', ...ABOVE].includes(by.role)) return role
  if (name === 'join' && by.role === 'auditor') return role
  if ((name === 'pass' || name === 'rework') && !mayJudge(told, by, duties))
    return ['case.check-own-fix', 'case.check-own-unit', 'case.check-with-duty']
  if (name === 'redraw' && !recheckOf(told)) return ['case.recheck-none']
  if (name === 'keep' || name === 'relapse') {
    const again = recheckOf(told)
    if (!again) return ['case.recheck-none']
    if (dayOf(now) < again.on) return ['case.recheck-early']
    if (fixersOf(told).includes(by.actor)) return ['case.check-own-fix']
    if (!above && again.kind === 'sample') return role
    if (!above && told.drawn !== by.actor) return ['case.recheck-not-drawn']
  }
  if (name === 'dispatch' && downed && !above && told.events.some((one) => one.step === 'dispatch'))
    return ['case.time-above']
  const due = dueOf(told)
  if (step.step === 'ask-extension' || step.step === 'grant-extension') {
    const last = due ? dayOf(new Date(due.getTime() - 1)) : dayOf(now)
    if (step.until < dayOf(now) || step.until <= last) return ['case.until-early']
  }
  if (step.step === 'suspend' && step.reviewOn <= dayOf(now)) return ['case.review-early']
  if (step.step === 'schedule-recheck' && step.on < dayOf(now)) return ['case.recheck-past']
  if ((name === 'pass' || name === 'self-close') && told.photoAsked) {
    const sentBack = told.events.findLastIndex((one) => one.step === 'rework')
    if (!told.photosAt.some((at) => at > sentBack)) return ['case.photo-needed']
  }
  return []
}
