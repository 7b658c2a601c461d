import { addDays, dayAt } from '#kernel/days.ts'
import { type Role, ROLES_ABOVE } from '#kernel/reader.ts'
import { lastDayOf } from '#kernel/work-calendar.ts'
import type { CaseBody } from './case-body.ts'
import { caseProblems as problems } from './problems.ts'
import { type CaseState, STATE_LABEL } from './schema.ts'
import { type CaseStep, STEP_LABEL, type StepName } from './step-schema.ts'

/**
 * The closed loop: who may take which step from which state (apply-rules.ts: what a case is afterwards). Pure, so that the
 * store and the screens ask the same rules. The states follow GB/T 30428.8 (立案、处置和结案) with what
 * offices add to it; the closing rules are the product's own promise:
 *
 * - What the community found itself it may close itself (自行销号), and an office above draws samples to look at.
 * - What a superior hands down, an assessment deducts or a resident reports is closed by somebody who neither fixed
 *   it nor stands for the body that did; where the community itself fixed it, by somebody without a duty there.
 */
export interface Doer {
  actor: string
  role: Role
  /** The person and the unit this account stands for. */
  parties: string[]
  /** Whether one of those parties holds a duty at the case's place today, or did on the day it was fixed. */
  hasDuty: boolean
}

export const OFFICE: readonly Role[] = ['administrator', 'clerk']
export const ABOVE: readonly Role[] = ROLES_ABOVE
const CHECKERS: readonly Role[] = [...OFFICE, 'grid', 'assessor', ...ABOVE]
const JOINERS: readonly Role[] = [...CHECKERS, 'cadre', 'volunteer']

const FROM: Record<StepName, readonly CaseState[]> = {
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

/** Whether a picture may still be added: closed ones wait for 回头看, the others are over. */
export const takesPhotos = (state: CaseState): boolean => !['declined', 'kept', 'relapsed'].includes(state)

/** Whether somebody other than the fixer must close it. */
export function needsOther(body: Pick<CaseBody, 'source' | 'handedDown'>): boolean {
  return body.handedDown || (body.source !== 'patrol' && body.source !== 'import')
}

/** Whether its time was set outside the community, so that sending it back and handing it out again wins none. */
export function isTimedAbove(body: Pick<CaseBody, 'source' | 'handedDown'>): boolean {
  return body.handedDown || ['superior', 'hotline', 'assessment'].includes(body.source)
}

/** @throws the one problem that says why this person cannot take this step on this case now */
export function checkStep(body: CaseBody, step: CaseStep, doer: Doer, now: Date): void {
  const name = step.step
  if (!FROM[name].includes(body.state)) {
    throw problems['case.step-state']({ step: STEP_LABEL[name], state: STATE_LABEL[body.state] })
  }
  checkRole(body, name, doer)
  if (name === 'self-close' && needsOther(body)) throw problems['case.close-needs-other']()
  if (name === 'pass' || name === 'rework') checkChecker(body, doer)
  if (name === 'keep' || name === 'relapse') checkRechecker(body, doer, now)
  if (name === 'redraw' && body.recheckOn === null) throw problems['case.recheck-none']()
  if (name === 'draw-sample') {
    if (body.closing !== 'self') throw problems['case.sample-checked']()
    if (body.recheckOn !== null) throw problems['case.recheck-pending']({ day: body.recheckOn })
  }
  checkTime(body, step, doer)
  checkDays(body, step, now)
}

/** Whether nothing stands in the way of the step except what still has to be filled in. */
export function mayStep(body: CaseBody, name: StepName, doer: Doer, now: Date): boolean {
  try {
    checkStep(body, { step: name, version: 1 } as CaseStep, doer, now)
    return true
  } catch {
    return false
  }
}

function checkRole(body: CaseBody, name: StepName, doer: Doer): void {
  const refuse = (who: string) => problems['case.step-role']({ step: STEP_LABEL[name], who })
  const office = OFFICE.includes(doer.role)
  const above = ABOVE.includes(doer.role)
  switch (name) {
    case 'accept':
    case 'decline':
    case 'dispatch':
    case 'coordinate':
    case 'follow-up':
      if (!office && !above) throw refuse('社区管理员或资料员')
      return
    case 'schedule-recheck':
    case 'redraw':
      // Another day or another person would take a sample out of the hands of the office that drew it.
      if (body.recheckKind === 'sample' && !above) throw refuse('抽查的街道或上级')
      if (!office && !above) throw refuse('社区管理员或资料员')
      return
    case 'coordinated':
      if (!office && !above) throw refuse('街道，或由社区代记')
      return
    case 'grant-extension':
    case 'refuse-extension':
    case 'suspend':
    case 'resume':
      if (body.handedDown ? !above : !office && !above)
        throw refuse(body.handedDown ? '交办的上级' : '社区管理员或资料员')
      return
    case 'return':
    case 'start':
    case 'ask-extension':
    case 'feed-back': {
      const own = body.partyId !== null && doer.parties.includes(body.partyId)
      if (!own && !office && doer.role !== 'grid') throw refuse('责任单位、责任人，或由社区代办')
      return
    }
    case 'self-close':
      if (!office && doer.role !== 'grid') throw refuse('社区')
      return
    case 'draw-sample':
      if (!above) throw refuse('街道及以上')
      return
    case 'pass':
    case 'rework':
    case 'keep':
    case 'relapse':
      if (!CHECKERS.includes(doer.role)) throw refuse('社区、测评员或上级')
      return
    case 'join':
      if (!JOINERS.includes(doer.role)) throw refuse('可以上报问题的人')
  }
}

/** @throws case.check-* when this person may not judge whether the case is fixed */
function checkChecker(body: CaseBody, doer: Doer): void {
  if (body.fixers.includes(doer.actor)) throw problems['case.check-own-fix']()
  if (ABOVE.includes(doer.role)) return
  const fixing = new Set(body.partyId ? [...body.fixerParties, body.partyId] : body.fixerParties)
  if (doer.parties.some((party) => fixing.has(party))) throw problems['case.check-own-unit']()
  if (!needsOther(body)) return
  if ((body.byCommunity || body.partyId === null) && doer.hasDuty) throw problems['case.check-with-duty']()
}

/** Whether somebody could be drawn to look at it again, or asked to check it. */
export function isEligible(body: CaseBody, doer: Doer): boolean {
  if (!CHECKERS.includes(doer.role)) return false
  try {
    checkChecker(body, doer)
    return true
  } catch {
    return false
  }
}

function checkRechecker(body: CaseBody, doer: Doer, now: Date): void {
  if (body.recheckOn === null) throw problems['case.recheck-none']()
  if (dayAt(now) < body.recheckOn) throw problems['case.recheck-early']({ day: body.recheckOn })
  if (body.fixers.includes(doer.actor)) throw problems['case.check-own-fix']()
  if (ABOVE.includes(doer.role)) return
  if (body.recheckKind === 'sample') throw problems['case.step-role']({ step: '抽查', who: '街道及以上' })
  if (body.recheckBy !== doer.actor) throw problems['case.recheck-not-drawn']()
}

/** Sending a case back and handing it out again is no way to more time than who handed it down has granted. */
function checkTime(body: CaseBody, step: CaseStep, doer: Doer): void {
  if (step.step !== 'dispatch' || step.limit === undefined || ABOVE.includes(doer.role)) return
  if (body.handedDown && (body.dueAt !== null || body.dispatchedAt !== null)) throw problems['case.time-above']({}, 'n')
}

/** A look back that lies farther ahead is none: it would only keep samples away. */
const FARTHEST_RECHECK = 90

function checkDays(body: CaseBody, step: CaseStep, now: Date): void {
  const today = dayAt(now)
  if ((step.step === 'ask-extension' || step.step === 'grant-extension') && step.until !== undefined) {
    const due = body.dueAt ? lastDayOf(new Date(body.dueAt)) : today
    if (step.until < today || step.until <= due) throw problems['case.until-early']({ due }, 'until')
  }
  if (step.step === 'suspend' && step.reviewOn !== undefined && step.reviewOn <= today)
    throw problems['case.review-early']({}, 'reviewOn')
  if (step.step === 'schedule-recheck' && step.on !== undefined && step.on < today)
    throw problems['case.recheck-past']({}, 'on')
  if (step.step === 'schedule-recheck' && step.on !== undefined && step.on > addDays(today, FARTHEST_RECHECK))
    throw problems['case.recheck-far']({ days: FARTHEST_RECHECK }, 'on')
}
