import type { CaseBody } from '#slices/cases/case-body.ts'
import type { StepName } from '#slices/cases/step-schema.ts'
import {
  eligible,
  fixedByCommunity,
  fixersOf,
  fixes,
  isAbove,
  isOffice,
  last,
  outsidersCase,
  partyOf,
  recheckOf,
  stateOf,
  timeOf,
  upTo,
} from './naive.ts'
import type { Happened, Told } from './told.ts'

/** Everything that must stand in the row of a problem, except who was drawn; the catalogue's words are not told. */
export type Retold = Omit<CaseBody, 'recheckBy' | 'pointType' | 'checkItem' | 'locus' | 'sourceRef'>

const iso = (one: Happened | undefined): string | null => one?.at.toISOString() ?? null

export function retold(told: Told): Retold {
  const { reported, events, photos } = told
  const first = events[0]!
  const count = (step: StepName): number => events.filter((one) => one.step === step).length
  const spot = first.said.spot === undefined ? undefined : first
  const acceptedFirst = isOffice(first.by) || isAbove(first.by) || spot || reported.relapseOf
  const asked = last(told, 'ask-extension', 'grant-extension', 'refuse-extension')
  const held = last(told, 'suspend', 'resume')
  const ready = last(told, 'feed-back', 'rework')
  const closed = spot ?? last(told, 'pass', 'self-close')
  const again = recheckOf(told)
  const { limit, due, stopped } = timeOf(told)
  return {
    ...reported,
    state: stateOf(told),
    partyId: partyOf(told),
    handedTo: unique(events.flatMap((one) => (one.step === 'dispatch' ? (one.said.partyId ?? []) : []))),
    limit,
    dueAt: due?.toISOString() ?? null,
    stoppedAt: stopped?.toISOString() ?? null,
    askedUntil: asked?.step === 'ask-extension' ? asked.said.until! : null,
    reviewOn: held?.step === 'suspend' ? held.said.reviewOn! : null,
    outside: last(told, 'coordinate')?.said.body ?? '',
    acceptedAt: iso(acceptedFirst ? first : events.find(({ step }) => step === 'accept' || step === 'self-close')),
    dispatchedAt: iso(last(told, 'dispatch')),
    fedBackAt: iso(spot ?? (ready?.step === 'feed-back' ? ready : undefined)),
    closedAt: iso(closed),
    closedBy: closed?.by.actor ?? null,
    closing: closed ? (closed.step === 'pass' ? 'checked' : 'self') : null,
    fixers: fixersOf(told),
    fixerParties: unique(fixes(told).flatMap((one) => one.by.parties)),
    byCommunity: fixedByCommunity(told),
    rework: count('rework'),
    extensions: count('grant-extension'),
    suspensions: count('suspend'),
    joins: count('join'),
    checkAbove: ready?.step === 'feed-back' && isForAbove(upTo(told, events.indexOf(ready) + 1), ready.at),
    recheckOn: again?.on ?? null,
    recheckKind: again?.kind ?? null,
    recheckedAt: iso(last(told, 'keep', 'relapse')),
    photos: photos.map(({ sha256, role, version }) => ({ sha256, role, version })),
    act: actOf(told),
  }
}

/** The office above is asked exactly when nobody below may check what is not the community's own. */
const isForAbove = (told: Told, now: Date): boolean => outsidersCase(told) && eligible(told, now).length === 0

function actOf({ events, photos, version }: Told): CaseBody['act'] {
  if (photos.at(-1)?.version === version) return { step: 'photo', note: '' }
  const { step, said } = events.at(-1)!
  return { step, note: said.spot ?? said.note ?? '' }
}

const unique = (list: string[]): string[] => [...new Set(list)]
