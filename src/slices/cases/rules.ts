import { addDays, dayAt } from '#kernel/days.ts'
import type { Role } from '#kernel/reader.ts'
import { dueAfterStop, dueAt, instantOf, type TimeLimit, type WorkCalendar } from '#kernel/work-calendar.ts'
import type { CaseBody } from './case-body.ts'
import { caseProblems as problems } from './problems.ts'
import { type CaseState, type CaseStep, STATE_LABEL, STEP_LABEL, type StepName } from './schema.ts'

/**
 * The closed loop. Who may take which step from which state, and what a case is afterwards: pure, so that the store,
 * the screens and the model test ask the same rules. The states follow GB/T 30428.8 (立案、处置和结案) with what
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
  /** Whether one of those parties holds a duty at the case's place today. */
  hasDuty: boolean
}

export const OFFICE: readonly Role[] = ['administrator', 'clerk']
export const ABOVE: readonly Role[] = ['street', 'district', 'city']
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

/** Whether somebody other than the fixer must close it. */
export function needsOther(body: Pick<CaseBody, 'source' | 'handedDown'>): boolean {
  return body.handedDown || (body.source !== 'patrol' && body.source !== 'import')
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
export function checkChecker(body: CaseBody, doer: Doer): void {
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
  if (body.handedDown && body.dispatchedAt !== null) throw problems['case.time-above']({}, 'n')
}

/** A look back that lies farther ahead is none: it would only keep samples away. */
const FARTHEST_RECHECK = 90

function checkDays(body: CaseBody, step: CaseStep, now: Date): void {
  const today = dayAt(now)
  if ((step.step === 'ask-extension' || step.step === 'grant-extension') && step.until !== undefined) {
    const due = body.dueAt ? dayAt(new Date(body.dueAt).getTime() - 1) : today
    if (step.until < today || step.until <= due) throw problems['case.until-early']({ due }, 'until')
  }
  if (step.step === 'suspend' && step.reviewOn !== undefined && step.reviewOn <= today)
    throw problems['case.review-early']({}, 'reviewOn')
  if (step.step === 'schedule-recheck' && step.on !== undefined && step.on < today)
    throw problems['case.recheck-past']({}, 'on')
  if (step.step === 'schedule-recheck' && step.on !== undefined && step.on > addDays(today, FARTHEST_RECHECK))
    throw problems['case.recheck-far']({ days: FARTHEST_RECHECK }, 'on')
}

export interface StepFrame {
  now: Date
  calendar: WorkCalendar
  /** What the catalogue allows for this type and severity. */
  limit: TimeLimit
  /** Who was drawn for 回头看; null when nobody in the community may. */
  drawn: string | null
  /** Whether anybody in the community may check what is fed back now. */
  checkable: boolean
}

const iso = (at: Date): string => at.toISOString()

/** The case after a step that was checked. Never changes what it was given. */
export function applyStep(body: CaseBody, step: CaseStep, doer: Doer, frame: StepFrame): CaseBody {
  const { now, calendar } = frame
  const note = 'note' in step ? (step.note ?? '') : ''
  const next: CaseBody = { ...body, act: { step: step.step, note } }
  switch (step.step) {
    case 'accept':
      return { ...next, state: 'accepted', acceptedAt: iso(now) }
    case 'decline':
      return { ...next, state: 'declined' }
    case 'dispatch': {
      const limit = step.limit ?? frame.limit
      const due = dueAt(now, limit, calendar)
      return {
        ...next,
        state: 'dispatched',
        partyId: step.partyId,
        handedTo: handedTo(body, step.partyId),
        limit,
        dueAt: iso(due),
        stoppedAt: null,
        dispatchedAt: iso(now),
      }
    }
    case 'return':
      return { ...next, state: 'returned', partyId: null, limit: null, dueAt: null }
    case 'start':
      return { ...next, state: 'fixing' }
    case 'ask-extension':
      return { ...next, state: 'extending', askedUntil: step.until, stoppedAt: iso(now) }
    case 'grant-extension':
      return {
        ...next,
        state: 'fixing',
        askedUntil: null,
        stoppedAt: null,
        extensions: body.extensions + 1,
        dueAt: iso(instantOf(step.until, 24 * 60)),
      }
    case 'refuse-extension':
      return { ...next, state: 'fixing', askedUntil: null, ...restarted(body, frame) }
    case 'suspend':
      return {
        ...next,
        state: 'suspended',
        reviewOn: step.reviewOn,
        suspensions: body.suspensions + 1,
        stoppedAt: iso(now),
      }
    case 'resume':
      return { ...next, state: 'fixing', reviewOn: null, ...restarted(body, frame) }
    case 'coordinate':
      return { ...next, state: 'coordinating', outside: step.body }
    case 'follow-up':
      return next
    case 'coordinated':
      return { ...next, state: body.dispatchedAt ? 'fixing' : 'accepted' }
    case 'feed-back':
      return {
        ...next,
        state: 'fed-back',
        fedBackAt: iso(now),
        byCommunity: body.byCommunity || step.byCommunity,
        ...fixedBy(body, doer),
        checkAbove: !frame.checkable,
      }
    case 'pass':
      return closed(next, 'checked', doer, frame)
    case 'rework':
      return { ...next, state: 'fixing', rework: body.rework + 1, fedBackAt: null, checkAbove: false }
    case 'self-close':
      return closed({ ...next, acceptedAt: body.acceptedAt ?? iso(now), ...fixedBy(body, doer) }, 'self', doer, frame)
    case 'schedule-recheck':
      return { ...next, recheckOn: step.on, recheckKind: 'scheduled', recheckBy: frame.drawn }
    case 'draw-sample':
      return { ...next, recheckOn: dayAt(now), recheckKind: 'sample', recheckBy: null }
    case 'redraw':
      return { ...next, recheckBy: frame.drawn }
    case 'keep':
      return { ...next, state: 'kept', recheckedAt: iso(now) }
    case 'relapse':
      return { ...next, state: 'relapsed', recheckedAt: iso(now) }
    case 'join':
      return { ...next, joins: body.joins + 1 }
  }
}

function handedTo(body: CaseBody, partyId: string | null): string[] {
  return partyId === null ? body.handedTo : [...new Set([...body.handedTo, partyId])]
}

function restarted(body: CaseBody, { now, calendar }: StepFrame): Pick<CaseBody, 'dueAt' | 'stoppedAt'> {
  if (!body.dueAt || !body.stoppedAt || !body.limit) return { dueAt: body.dueAt, stoppedAt: null }
  const due = dueAfterStop(new Date(body.dueAt), new Date(body.stoppedAt), now, body.limit.unit, calendar)
  return { dueAt: iso(due), stoppedAt: null }
}

function fixedBy(body: CaseBody, doer: Doer): Pick<CaseBody, 'fixers' | 'fixerParties'> {
  return {
    fixers: [...new Set([...body.fixers, doer.actor])],
    fixerParties: [...new Set([...body.fixerParties, ...doer.parties])],
  }
}

/** 回头看 is the day after the deadline; where that lies behind, or closing came late, the day after closing. */
function closed(body: CaseBody, closing: 'self' | 'checked', doer: Doer, { now, drawn }: StepFrame): CaseBody {
  const after = {
    ...body,
    state: 'closed' as const,
    closedAt: iso(now),
    closedBy: doer.actor,
    closing,
    stoppedAt: null,
  }
  if (body.dueAt === null) return after
  const today = dayAt(now)
  const deadline = dayAt(new Date(body.dueAt).getTime() - 1)
  const recheckOn = addDays(deadline > today ? deadline : today, 1)
  return { ...after, recheckOn, recheckKind: 'after-deadline', recheckBy: drawn }
}
