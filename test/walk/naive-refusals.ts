import { CASE_PHOTO_ROLES, type CasePhoto, type CaseState, type Source } from '#slices/cases/schema.ts'
import type { CaseStep, StepName } from '#slices/cases/step-schema.ts'
import {
  handIn,
  isAbove,
  isJudge,
  isOffice,
  last,
  outsidersCase,
  partyOf,
  recheckOf,
  stateOf,
  timeOf,
  fixersOf,
} from './naive.ts'
import { dayLater, dayOf, lastDayOf } from './naive-clock.ts'
import type { Person, Told } from './told.ts'

/** Not every state a problem is open in: one that ended is joined by nobody. */
const OPEN: CaseState[] = [
  'reported',
  'accepted',
  'dispatched',
  'returned',
  'fixing',
  'extending',
  'suspended',
  'coordinating',
  'fed-back',
]

/** From which states each step goes. */
export const FROM: Record<StepName, CaseState[]> = {
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
  join: OPEN,
}

/** Who may do what, whatever the problem looks like otherwise. */
function isTheirs(told: Told, name: StepName, by: Person): boolean {
  const office = isOffice(by)
  const above = isAbove(by)
  const down = told.reported.handedDown
  const party = partyOf(told)
  switch (name) {
    case 'accept':
    case 'decline':
    case 'dispatch':
    case 'coordinate':
    case 'follow-up':
    case 'coordinated':
      return office || above
    case 'schedule-recheck':
    case 'redraw':
      return above || (office && recheckOf(told)?.kind !== 'sample')
    case 'grant-extension':
    case 'refuse-extension':
    case 'suspend':
    case 'resume':
      return above || (office && !down)
    case 'return':
    case 'start':
    case 'ask-extension':
    case 'feed-back':
      return office || by.role === 'grid' || (party !== null && by.parties.includes(party))
    case 'self-close':
      return office || by.role === 'grid'
    case 'draw-sample':
      return above
    case 'pass':
    case 'rework':
    case 'keep':
    case 'relapse':
      return isJudge(by)
    case 'join':
      return by.role !== 'auditor'
  }
}

/** The code a refusal must carry; null when the step must be taken. */
export function refusal(told: Told, step: CaseStep, by: Person, now: Date): string | null {
  const name = step.step
  if (!FROM[name].includes(stateOf(told))) return 'case.step-state'
  if (!isTheirs(told, name, by)) return 'case.step-role'
  if (name === 'self-close' && outsidersCase(told)) return 'case.close-needs-other'
  if (name === 'pass' || name === 'rework') {
    const hand = handIn(told, by, now)
    if (hand) return `case.check-${hand}`
  }
  const again = recheckOf(told)
  if (name === 'redraw' && !again) return 'case.recheck-none'
  if (name === 'draw-sample') {
    if (last(told, 'pass')) return 'case.sample-checked'
    if (again) return 'case.recheck-pending'
  }
  if (name === 'keep' || name === 'relapse') {
    if (!again) return 'case.recheck-none'
    if (dayOf(now) < again.on) return 'case.recheck-early'
    if (fixersOf(told).includes(by.actor)) return 'case.check-own-fix'
    if (!isAbove(by) && again.kind === 'sample') return 'case.step-role'
    if (!isAbove(by) && told.drawn !== by.actor) return 'case.recheck-not-drawn'
  }
  if (step.step === 'dispatch' && step.limit && told.reported.handedDown && !isAbove(by))
    if (last(told, 'dispatch') || timeOf(told).due) return 'case.time-above'
  return badDay(told, step, dayOf(now)) ?? missing(told, step)
}

function badDay(told: Told, step: CaseStep, today: string): string | null {
  if (step.step === 'ask-extension' || step.step === 'grant-extension') {
    const { due } = timeOf(told)
    if (step.until < today || step.until <= (due ? lastDayOf(due) : today)) return 'case.until-early'
  }
  if (step.step === 'suspend' && step.reviewOn <= today) return 'case.review-early'
  if (step.step === 'schedule-recheck' && step.on < today) return 'case.recheck-past'
  if (step.step === 'schedule-recheck' && step.on > dayLater(today, 90)) return 'case.recheck-far'
  return null
}

function missing(told: Told, { step }: CaseStep): string | null {
  if ((step !== 'pass' && step !== 'self-close') || !told.photoAsked) return null
  const sentBack = last(told, 'rework')?.version ?? 0
  return told.photos.some((photo) => photo.role === 'after' && photo.version > sentBack) ? null : 'case.photo-needed'
}

/** What refuses a photo; null when it is taken, or stands already. */
export function photoRefusal(told: Told, { sha256, role }: Pick<CasePhoto, 'sha256' | 'role'>): string | null {
  if (told.photos.some((photo) => photo.sha256 === sha256 && photo.role === role)) return null
  if (['declined', 'kept', 'relapsed'].includes(stateOf(told))) return 'case.photo-late'
  const otherSide = CASE_PHOTO_ROLES.filter((other) => (other === 'after') !== (role === 'after'))
  return told.photos.some((photo) => photo.sha256 === sha256 && otherSide.includes(photo.role))
    ? 'case.photo-same'
    : null
}

/** Whether a person may write down what comes from such a source. */
export function mayBring(source: Source, by: Person): boolean {
  if (source === 'patrol') return true
  if (source === 'assessment') return isOffice(by) || isAbove(by) || by.role === 'assessor'
  if (source === 'hotline' || source === 'superior') return isOffice(by) || isAbove(by)
  return source === 'resident' && isOffice(by)
}
