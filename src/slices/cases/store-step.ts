import { sql } from 'kysely'
import { dayAt } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import type { Tx } from '#kernel/node/db.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import { problems as kernelProblems } from '#kernel/problems.ts'
import type { Reader } from '#kernel/reader.ts'
import { plainlyWorked, type TimeLimit, USUAL_HOURS, type WorkCalendar } from '#kernel/work-calendar.ts'
import type { CaseBody } from './case-body.ts'
import { caseProblems as problems } from './problems.ts'
import { applyStep, cameBack } from './apply-rules.ts'
import { checkStep, type Doer, isEligible, needsOther } from './rules.ts'
import { type CaseStep, STEP_EVENT, STEP_LABEL } from './step-schema.ts'
import { calendarOf } from './store-calendar.ts'
import { limitFor } from './store-limits.ts'
import { readCases, type StandingCase } from './store-body.ts'
import { doerWith, drawAmong, dutiesAt, dutiesAtFix, staffOf } from './store-doer.ts'
import { problemTypeOf } from './store-types.ts'
import { type CaseChange, writeCases } from './store-write.ts'

export interface Stepped {
  id: string
  version: number
  state: CaseBody['state']
  /** The new case that a relapse opened. */
  opened: string | null
}

/**
 * Takes one step of one case: the only way a case changes its state. The rules are asked with what stands at this
 * moment, under the community's turn, so that two people never both act on the same state.
 * @throws case.* · object.changed
 */
export async function takeStep(tx: Tx, reader: Reader, id: string, step: CaseStep, now: Date): Promise<Stepped> {
  await takeTurn(tx, reader.communityId)
  const standing = (await readCases(tx, reader.communityId, [id])).get(id)
  if (!standing) throw problems['case.unknown']()
  if (step.step !== 'join' && step.version !== standing.version) throw kernelProblems['object.changed']()
  const { body } = standing
  const today = dayAt(now)
  // Whoever answered for the place when it was fixed judges it no more than whoever answers for it now.
  const duties = [
    ...(await dutiesAt(tx, reader.communityId, body.placeId, today)),
    ...(await dutiesAtFix(tx, reader.communityId, body, today)),
  ]
  const doer = doerWith(reader, duties)
  checkStep(body, step, doer, now)
  await checkAgainstRegister(tx, reader, standing, step)
  const frame = {
    now,
    calendar: TIMED.has(step.step) ? await calendarOf(tx, reader.communityId) : NO_CALENDAR,
    limit:
      step.step === 'dispatch' && !step.limit && body.dueAt === null
        ? await limitFor(tx, reader.communityId, body.typeCode, body.severity)
        : NO_LIMIT,
  }
  const laid = applyStep(body, step, doer, frame)
  // Who is allowed depends on who fixed it, so people are asked for over what the step leaves.
  const staff = ASKS_PEOPLE.has(step.step) ? await staffOf(tx, reader.communityId, today, duties) : []
  const next = { ...laid, ...peopleFor(laid, staff, step, { before: body.recheckBy, doer }) }
  const reason = 'reason' in step ? step.reason : undefined
  const changes: CaseChange[] = [
    { id, version: standing.version + 1, body: next, event: STEP_EVENT[step.step], reason },
  ]
  const opened = step.step === 'relapse' ? newId() : null
  if (opened) {
    changes.push({ id: opened, version: 1, body: cameBack(next, id, reader.actor, now), event: 'case.reported' })
  }
  await writeCases(tx, reader, changes, now)
  return { id, version: standing.version + 1, state: next.state, opened }
}

/** Steps that move the clock; the others have no use for a calendar. */
const TIMED: ReadonlySet<CaseStep['step']> = new Set(['dispatch', 'refuse-extension', 'resume'])
const NO_CALENDAR: WorkCalendar = { worked: plainlyWorked, hours: USUAL_HOURS }
const NO_LIMIT: TimeLimit = { n: 1, unit: 'working-days' }

/** Steps after which somebody is drawn, or it must be known whether anybody may check. */
const ASKS_PEOPLE: ReadonlySet<CaseStep['step']> = new Set([
  'feed-back',
  'pass',
  'self-close',
  'schedule-recheck',
  'redraw',
])

/**
 * What a step asks of the people there: after 整改反馈, whether anybody in the community may check it; when 回头看 is
 * set, who looks. Whoever looks is nobody's choice: another day keeps the person once drawn, and asking for another
 * person never brings the one who asks.
 */
function peopleFor(
  laid: CaseBody,
  staff: Doer[],
  { step }: CaseStep,
  { before, doer }: { before: string | null; doer: Doer },
): Partial<Pick<CaseBody, 'checkAbove' | 'recheckBy'>> {
  if (step === 'feed-back') return { checkAbove: needsOther(laid) && !staff.some((one) => isEligible(laid, one)) }
  if (!ASKS_PEOPLE.has(step) || laid.recheckOn === null) return {}
  if (step === 'redraw') return { recheckBy: drawAmong(laid, staff, [before, doer.actor]) }
  const stays = step === 'schedule-recheck' && staff.some((one) => one.actor === before && isEligible(laid, one))
  return { recheckBy: stays ? before : drawAmong(laid, staff) }
}

async function checkAgainstRegister(tx: Tx, reader: Reader, { id, body }: StandingCase, step: CaseStep): Promise<void> {
  if (step.step === 'dispatch' && step.partyId !== null) {
    const found = await sql`select 1 from party_label
      where community_id = ${reader.communityId}::uuid and id = ${step.partyId}::uuid and not erased`.execute(tx)
    if (found.rows.length === 0) throw problems['case.party-unknown']({}, 'partyId')
  }
  if (step.step !== 'pass' && step.step !== 'self-close') return
  const type = problemTypeOf(body.typeCode)
  if (type?.photo !== 'after') return
  const since = body.rework > 0 ? await lastSentBack(tx, reader, id) : 0
  if (!body.photos.some((photo) => photo.role === 'after' && photo.version > since)) {
    throw problems['case.photo-needed']({ type: type.label, step: STEP_LABEL[step.step] })
  }
}

// A photo taken before the work was sent back proves the work that was found wanting.
async function lastSentBack(tx: Tx, reader: Reader, id: string): Promise<number> {
  const found = await sql<{ version: number | null }>`select max(version) as version from history
    where community_id = ${reader.communityId}::uuid and object_id = ${id}::uuid and object_type = 'case'
      and event = 'case.sent-back'`.execute(tx)
  return found.rows[0]?.version ?? 0
}
