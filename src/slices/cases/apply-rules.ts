import { addDays, dayAt } from '#kernel/days.ts'
import { dueAfterStop, dueAt, instantOf, lastDayOf, type TimeLimit, type WorkCalendar } from '#kernel/work-calendar.ts'
import { type CaseBody, UNTOUCHED } from './case-body.ts'
import { type Doer, isTimedAbove } from './rules.ts'
import type { CaseStep } from './step-schema.ts'

export interface StepFrame {
  now: Date
  calendar: WorkCalendar
  /** Allowed for this type and severity where nobody names a time. */
  limit: TimeLimit
}

const iso = (at: Date): string => at.toISOString()

/**
 * The case after a step that was checked. Never changes what it was given. Who looks again (recheckBy) and whether an
 * office above must check (checkAbove) hang on who is there today: the store lays them over what comes back.
 */
export function applyStep(body: CaseBody, step: CaseStep, doer: Doer, frame: StepFrame): CaseBody {
  const { now } = frame
  const note = 'note' in step ? (step.note ?? '') : ''
  const next: CaseBody = { ...body, act: { step: step.step, note } }
  switch (step.step) {
    case 'accept':
      return { ...next, state: 'accepted', acceptedAt: iso(now) }
    case 'decline':
      return { ...next, state: 'declined' }
    case 'dispatch':
      return {
        ...next,
        state: 'dispatched',
        partyId: step.partyId,
        handedTo: handedTo(body, step.partyId),
        ...timeGiven(body, step.limit, frame),
        stoppedAt: null,
        dispatchedAt: iso(now),
      }
    case 'return':
      return { ...next, state: 'returned', partyId: null, ...(isTimedAbove(body) ? {} : { limit: null, dueAt: null }) }
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
    case 'redraw':
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
      }
    case 'pass':
      return closed(next, 'checked', doer, frame)
    case 'rework':
      return { ...next, state: 'fixing', rework: body.rework + 1, fedBackAt: null, checkAbove: false }
    case 'self-close':
      return closed({ ...next, acceptedAt: body.acceptedAt ?? iso(now), ...fixedBy(body, doer) }, 'self', doer, frame)
    case 'schedule-recheck':
      return { ...next, recheckOn: step.on, recheckKind: 'scheduled' }
    case 'draw-sample':
      return { ...next, recheckOn: dayAt(now), recheckKind: 'sample', recheckBy: null }
    case 'keep':
      return { ...next, state: 'kept', recheckedAt: iso(now) }
    case 'relapse':
      return { ...next, state: 'relapsed', recheckedAt: iso(now) }
    case 'join':
      return { ...next, joins: body.joins + 1 }
  }
}

/**
 * A deadline from above goes with the problem to whoever it is handed to next: only time named now takes its place.
 * Whether this person may name it was asked before.
 */
function timeGiven(
  body: CaseBody,
  named: TimeLimit | undefined,
  { now, calendar, limit }: StepFrame,
): Pick<CaseBody, 'limit' | 'dueAt'> {
  if (named === undefined && body.dueAt !== null) return { limit: body.limit, dueAt: body.dueAt }
  const given = named ?? limit
  return { limit: given, dueAt: iso(dueAt(now, given, calendar)) }
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
function closed(body: CaseBody, closing: 'self' | 'checked', doer: Doer, { now }: StepFrame): CaseBody {
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
  const deadline = lastDayOf(new Date(body.dueAt))
  const recheckOn = addDays(deadline > today ? deadline : today, 1)
  return { ...after, recheckOn, recheckKind: 'after-deadline' }
}

/** What came back is a problem of its own, tied to its history; it takes the whole way again. */
export function cameBack(body: CaseBody, id: string, author: string, now: Date): CaseBody {
  const at = iso(now)
  return {
    ...body,
    source: body.recheckKind === 'sample' ? 'sample' : body.source === 'import' ? 'patrol' : body.source,
    foundOn: dayAt(now),
    author,
    recordedAt: at,
    state: 'accepted',
    ...UNTOUCHED,
    acceptedAt: at,
    relapseOf: id,
    act: { step: 'report', note: body.act.note },
  }
}
