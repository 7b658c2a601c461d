import { newId } from '#kernel/ids.ts'
import type { Tx } from '#kernel/node/db.ts'
import { Problem } from '#kernel/problem.ts'
import { LIMIT_UNITS } from '#kernel/work-calendar.ts'
import { SOURCES } from '#slices/cases/schema.ts'
import { type NewCase, reportCases } from '#slices/cases/store-report.ts'
import { Broken, holdText, must } from './hold.ts'
import { isAbove, isOffice } from './naive.ts'
import { dayLater, dayOf } from './naive-clock.ts'
import { mayBring } from './naive-refusals.ts'
import type { Roll } from './propose.ts'
import type { Person, Said, Told } from './told.ts'
import { readerOf, type WalkWorld } from './world.ts'

const TYPES = [
  { code: '', photo: false },
  { code: 'yard-light', photo: false },
  { code: 'yard-road', photo: true },
  { code: 'yard-road', photo: true },
]

/** Somebody reports a problem, rightly or not. Returns the telling of the one that stands in the end. */
export async function report(
  roll: Roll,
  { tx, world, now, refused }: { tx: Tx; world: WalkWorld; now: Date; refused: (code: string) => void },
): Promise<Told> {
  for (;;) {
    const { draft, by, photoAsked, place } = draftOf(roll, world, now)
    const expected = reportRefusal(draft, by, photoAsked, world, now)
    const call = (sent: NewCase) => reportCases(tx, readerOf(world, by), [sent], now)
    const found = await outcome(() => call(draft))
    must(found === (expected ?? 'created'), () => `${by.name} reports ${draft.source}: ${found}, expected ${expected}`)
    if (expected) {
      refused(expected)
      continue
    }
    // A phone sends twice; the same words change nothing, other words are another problem.
    if (roll.between(0, 9) === 0) must((await outcome(() => call(draft))) === 'unchanged', () => 'written twice')
    if (roll.between(0, 9) === 0) {
      const other = await outcome(() => call({ ...draft, issue: '另一件事' }))
      must(other === 'case.id-taken', () => `other words under one number: ${other}`)
      refused(other)
    }
    const at = now.toISOString()
    return {
      id: draft.id,
      reported: {
        typeCode: draft.typeCode ?? '',
        severity: draft.severity,
        issue: draft.issue,
        placeId: draft.placeId,
        foundOn: draft.foundOn ?? dayOf(now),
        author: by.actor,
        recordedAt: at,
        handedDown: isAbove(by),
        relapseOf: null,
        source: draft.source,
      },
      photoAsked,
      duties: place.duties,
      clock: world.clock,
      people: world.people,
      events: [{ step: 'report', by, at: now, version: 1, said: saidIn(draft) }],
      photos: [],
      drawn: null,
      version: 1,
    }
  }
}

type Draft = NewCase & { id: string }

function draftOf(roll: Roll, world: WalkWorld, now: Date) {
  const place = roll.pick(world.places)
  // What comes from above has the most rules of its own.
  const street = world.people.filter(isAbove)
  const by = roll.pick([...world.people.filter((person) => person.role !== 'auditor'), ...street, ...street])
  const type = roll.pick(TYPES)
  const rarely = (): boolean => roll.between(0, 30) === 0
  const rightly = SOURCES.filter((source) => mayBring(source, by))
  const draft: Draft = {
    id: newId(),
    source: roll.between(0, 1) === 0 ? 'patrol' : rarely() ? roll.pick(SOURCES) : roll.pick(rightly),
    severity: roll.pick(['ordinary', 'ordinary', 'serious'] as const),
    issue: '路面破损',
    placeId: rarely() ? newId() : place.id,
  }
  if (type.code) draft.typeCode = rarely() ? 'yard-moon' : type.code
  if (roll.between(0, 7) === 0) draft.foundOn = dayLater(dayOf(now), roll.between(-5, 1))
  if (roll.between(0, 7) === 0) draft.fixedOnSpot = '当场修好'
  // A list from above says how long there is, from its entry on.
  if (draft.source === 'superior' && roll.between(0, 1) === 0)
    draft.limit = { n: roll.between(1, 8), unit: roll.pick(LIMIT_UNITS) }
  return { draft, by, photoAsked: type.photo, place }
}

function saidIn({ fixedOnSpot, limit }: Draft): Said {
  return { ...(fixedOnSpot ? { spot: fixedOnSpot } : {}), ...(limit ? { limit } : {}) }
}

/** The code a report must be refused with; null when it must be taken. */
function reportRefusal(draft: Draft, by: Person, photoAsked: boolean, world: WalkWorld, now: Date): string | null {
  if (draft.typeCode === 'yard-moon') return 'case.type-unknown'
  if (!world.places.some(({ id }) => id === draft.placeId)) return 'case.place-unknown'
  if (!mayBring(draft.source, by)) return 'case.source-above'
  if (draft.foundOn && draft.foundOn > dayOf(now)) return 'case.found-ahead'
  if (!draft.fixedOnSpot) return null
  if (draft.source !== 'patrol' || !(isOffice(by) || by.role === 'grid')) return 'case.spot-needs-own'
  return photoAsked ? 'case.photo-needed' : null
}

async function outcome(call: () => Promise<{ outcome: string }[]>): Promise<string> {
  try {
    return (await call())[0]!.outcome
  } catch (error) {
    if (error instanceof Broken || !(error instanceof Problem)) throw error
    holdText(error)
    return error.code
  }
}
