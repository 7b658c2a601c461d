import type { dice } from '#server/demo/dice.ts'
import { type CaseStep, STEP_EVENT, type StepName } from '#slices/cases/step-schema.ts'
import { handIn, isJudge, last, stateOf, timeOf } from './naive.ts'
import { dayLater, dayOf, lastDayOf } from './naive-clock.ts'
import { FROM, refusal } from './naive-refusals.ts'
import type { Person, Told } from './told.ts'

export type Roll = ReturnType<typeof dice>
export interface Proposed {
  by: Person
  step: CaseStep
}

export const STEPS = Object.keys(STEP_EVENT) as StepName[]

const BACK: StepName[] = ['return', 'rework', 'draw-sample', 'redraw', 'relapse']
const ASIDE: StepName[] = ['decline', 'join']
const DETOUR: StepName[] = [
  ...ASIDE,
  'start',
  'return',
  'ask-extension',
  'suspend',
  'coordinate',
  'self-close',
  'redraw',
]

export interface Ways {
  /** Whom problems are handed to. */
  bodies: string[]
  /** Straight through to the end and round again, where little time would be left for it otherwise. */
  eager: boolean
}

/**
 * Somebody's next step. Most often one that will be taken, so that walks go deep; then the right step by the wrong
 * person or on the wrong day; then whatever comes.
 */
export function propose(roll: Roll, told: Told, { bodies, eager }: Ways, now: Date): Proposed {
  const near = last(told, 'feed-back', 'rework', 'pass')?.step === 'feed-back' ? judging(told, now) : told.people
  const draw = (names: readonly StepName[]): Proposed => ({
    by: roll.pick(near),
    step: stepOf(roll, roll.pick(names), told, bodies, now),
  })
  const state = stateOf(told)
  // The ways back lead to what is counted and forgotten: they are taken twice as often.
  const apt = [...STEPS, ...BACK].filter(
    (name) => FROM[name].includes(state) && !(eager ? DETOUR : ASIDE).includes(name),
  )
  const luck = roll.between(0, 9)
  if (luck < 6 && apt.length > 0) {
    for (let tries = 0; tries < 40; tries += 1) {
      const one = draw(apt)
      if (refusal(told, one.step, one.by, now) === null) return one
    }
  }
  return draw(luck < 9 && apt.length > 0 ? apt : STEPS)
}

/** Who may not even try says nothing about the closing rules; whoever had a hand in the fix says the most. */
function judging(told: Told, now: Date): Person[] {
  const trying = told.people.filter(isJudge)
  const barred = trying.filter((one) => handIn(told, one, now) !== null)
  const byPlace = trying.filter((one) => handIn(told, one, now) === 'with-duty')
  return [...trying, ...barred, ...barred, ...byPlace, ...byPlace, ...byPlace]
}

function stepOf(roll: Roll, name: StepName, told: Told, bodies: string[], now: Date): CaseStep {
  const today = dayOf(now)
  const base = { step: name, version: told.version }
  switch (name) {
    case 'dispatch': {
      const unit = roll.pick(['working-hours', 'working-days', 'calendar-days'] as const)
      const n = unit === 'working-hours' ? roll.between(1, 24) / 2 : roll.between(1, 9)
      const limit = roll.between(0, 3) === 0 ? {} : { limit: { n, unit } }
      return { ...base, partyId: roll.pick([null, null, ...bodies]), ...limit } as CaseStep
    }
    case 'ask-extension':
    case 'grant-extension': {
      const { due } = timeOf(told)
      const from = due ? lastDayOf(due) : today
      return { ...base, until: dayLater(from, roll.between(-2, 9)), reason: '材料未到' } as CaseStep
    }
    case 'suspend':
      return { ...base, reviewOn: dayLater(today, roll.between(0, 40)), reason: '待资金' } as CaseStep
    case 'schedule-recheck': {
      const days = roll.between(0, 7) === 0 ? roll.between(88, 93) : roll.between(-1, 5)
      return { ...base, on: dayLater(today, days) } as CaseStep
    }
    case 'coordinate':
      return { ...base, body: roll.pick(['供电公司', '通信公司']), reason: '产权单位在外' } as CaseStep
    case 'feed-back':
      return { ...base, note: '已修补', byCommunity: roll.between(0, 3) === 0 } as CaseStep
    default:
      return {
        ...base,
        ...(WITH_REASON.includes(name) ? { reason: `说明${roll.between(1, 9)}` } : noted(roll)),
      } as CaseStep
  }
}

const WITH_REASON: StepName[] = ['decline', 'return', 'refuse-extension', 'rework', 'redraw']
const noted = (roll: Roll): { note: string } => ({ note: `记下${roll.between(1, 9)}` })

export type Slip = 'unknown' | 'stale' | 'stranger' | null

/** A call that is wrong however the problem stands: of a case that is not there, after an old look, to nobody known. */
export function slipped(roll: Roll, told: Told, step: CaseStep): { slip: Slip; step: CaseStep } {
  const slip = roll.between(0, 24) === 0 ? roll.pick(['unknown', 'stale', 'stranger'] as const) : null
  if (slip === 'stale') return { slip, step: { ...step, version: told.version + roll.pick([-1, 1]) } }
  if (slip === 'stranger' && step.step === 'dispatch')
    return { slip, step: { ...step, partyId: '01900000-0000-7000-8000-000000000000' } }
  return { slip: slip === 'stranger' ? null : slip, step }
}

/** The code a call must be refused with; null when it must be taken. */
export function expectedOf(told: Told, { by, step }: Proposed, slip: Slip, now: Date): string | null {
  if (slip === 'unknown') return 'case.unknown'
  if (slip === 'stale' && step.step !== 'join') return 'object.changed'
  const code = refusal(told, step, by, now)
  return code ?? (slip === 'stranger' ? 'case.party-unknown' : null)
}
