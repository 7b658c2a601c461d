import { sql } from 'kysely'
import { canonicalJson } from '#kernel/canonical-json.ts'
import { newId } from '#kernel/ids.ts'
import type { App } from '#kernel/node/app.ts'
import { Problem } from '#kernel/problem.ts'
import type { Role } from '#kernel/reader.ts'
import { dice } from '#server/demo/dice.ts'
import type { CaseBody } from '#slices/cases/case-body.ts'
import { type CaseStep, STEP_EVENT, type StepName } from '#slices/cases/schema.ts'
import { readCases } from '#slices/cases/store-body.ts'
import { attachCasePhoto } from '#slices/cases/store-photos.ts'
import { reportCases } from '#slices/cases/store-report.ts'
import { takeStep } from '#slices/cases/store-step.ts'
import {
  counters,
  dayOf,
  dueOf,
  fixersOf,
  FROM,
  type Happened,
  isAbove,
  isOffice,
  mayJudge,
  outsidersCase,
  partyOf,
  type Person,
  recheckOf,
  refusals,
  stateOf,
  type Told,
} from './naive.ts'
import { PHOTOS, readerOf, type WalkWorld } from './world.ts'

const STEPS = Object.keys(STEP_EVENT) as StepName[]
const TYPES = [
  { code: '', photo: false },
  { code: 'yard-light', photo: false },
  { code: 'yard-road', photo: true },
] as const
const HANDS_OFF: Role[] = ['cadre', 'volunteer', 'auditor']
const SOURCES = ['patrol', 'patrol', 'patrol', 'superior', 'assessment', 'hotline'] as const

class Broken extends Error {}
const must = (holds: boolean, what: string): void => {
  if (!holds) throw new Broken(what)
}

export interface Walked {
  steps: number
  taken: number
  refused: Record<string, number>
  violations: string[]
}

/**
 * Walks random sequences of calls over the real store and holds every answer and every row against the naive telling.
 * Each sequence is one transaction of its own; the seed and the number of the sequence make it again.
 */
export async function walk(app: App, world: WalkWorld, seed: number, from: number, to: number): Promise<Walked> {
  const sum: Walked = { steps: 0, taken: 0, refused: {}, violations: [] }
  for (let n = from; n < to; n += 1) {
    try {
      await sequence(app, world, seed * 1_000_003 + n, sum)
    } catch (error) {
      const what =
        error instanceof Broken
          ? error.message
          : String(error instanceof Error ? error.stack : error)
              .split('\n')
              .slice(0, 4)
              .join(' ')
      sum.violations.push(`sequence ${n}: ${what}`)
      if (sum.violations.length > 20) break
    }
  }
  return sum
}

async function sequence(app: App, world: WalkWorld, seed: number, sum: Walked): Promise<void> {
  const roll = dice(seed)
  // Any time of six years, holidays and year ends with it.
  let now = new Date(Date.parse('2020-01-02T00:00:00Z') + roll.between(0, 6 * 365 * 24 * 60) * 60_000)
  await app.db.asReader(world.reader, async (tx) => {
    const place = roll.pick(world.places)
    const by = roll.pick(world.people.filter((person) => person.role !== 'auditor'))
    const type = roll.pick(TYPES)
    const source =
      isOffice(by) || isAbove(by)
        ? roll.pick(SOURCES)
        : by.role === 'assessor'
          ? roll.pick(['patrol', 'assessment'] as const)
          : 'patrol'
    const id = newId()
    const maySpot = (isOffice(by) || by.role === 'grid') && source === 'patrol' && !type.photo
    const spot = maySpot && roll.between(0, 5) === 0
    const draft = {
      id,
      source,
      severity: 'ordinary' as const,
      issue: '路面破损',
      placeId: place.id,
      ...(type.code ? { typeCode: type.code } : {}),
      ...(spot ? { fixedOnSpot: '当场修好' } : {}),
    }
    await reportCases(tx, readerOf(world, by), [draft], now)
    const told: Told = {
      source,
      photoAsked: type.photo,
      events: [{ step: 'report', by, at: now, input: { spot } }],
      photosAt: [],
      drawn: null,
    }
    let version = 1
    const length = roll.between(4, 16)
    for (let n = 0; n < length; n += 1) {
      now = new Date(now.getTime() + roll.between(0, roll.between(0, 3) === 0 ? 9 * 24 * 60 : 300) * 60_000)
      const photo = roll.between(0, 6) === 0 && !['declined', 'kept', 'relapsed'].includes(stateOf(told))
      if (photo) {
        const sha256 = roll.pick(PHOTOS)
        const role = sha256 === PHOTOS[0] ? 'before' : 'after'
        const before = version
        version = (await attachCasePhoto(tx, readerOf(world, by), id, { sha256, role }, now)).version
        if (role === 'after' && version > before) told.photosAt.push(told.events.length - 1)
        continue
      }
      const one = propose(roll, world, told, place.duties, now, version)
      sum.steps += 1
      const expected = refusals(told, one.step, one.by, place.duties, now)
      try {
        const done = await takeStep(tx, readerOf(world, one.by), id, one.step, now)
        must(
          expected.length === 0,
          `${one.by.name} took ${one.step.step} in ${stateOf(told)}; expected ${expected.join(' or ')}`,
        )
        checkClosing(told, one, place.duties)
        told.events.push({ step: one.step.step, by: one.by, at: now, input: one.step as Happened['input'] })
        version += 1
        must(done.version === version, `version ${done.version} after ${version - 1}`)
        sum.taken += 1
      } catch (error) {
        if (error instanceof Broken || !(error instanceof Problem)) throw error
        must(
          expected.includes(error.code),
          `${one.by.name} ${one.step.step} in ${stateOf(told)}: ${error.code}, expected ${expected.join(' or ') || 'to be taken'}`,
        )
        sum.refused[error.code] = (sum.refused[error.code] ?? 0) + 1
      }
      const standing = (await readCases(tx, world.reader.communityId, [id])).get(id)!
      must(standing.version === version, `the row is of version ${standing.version}, not ${version}`)
      checkBody(told, standing.body, world, place.duties)
      told.drawn = standing.body.recheckBy
    }
    await checkHistory(tx, world, id, told, version)
  })
}

type Roll = ReturnType<typeof dice>

function propose(
  roll: Roll,
  world: WalkWorld,
  told: Told,
  duties: string[],
  now: Date,
  version: number,
): { by: Person; step: CaseStep } {
  // Who may not even try says nothing about the closing rules.
  const last = told.events.at(-1)!
  const near =
    last.step === 'feed-back'
      ? [...world.people.filter((one) => !HANDS_OFF.includes(one.role)), last.by, last.by]
      : world.people
  const draw = (names: readonly StepName[]) => ({
    by: roll.pick(near),
    step: stepOf(roll, roll.pick(names), world, told, now, version),
  })
  const state = stateOf(told)
  const apt = STEPS.filter((name) => FROM[name].includes(state) && name !== 'decline' && name !== 'join')
  // Most often something that will be taken, so that walks go deep; then the right step by the wrong person; then
  // whatever comes.
  const luck = roll.between(0, 9)
  if (luck < 6 && apt.length > 0) {
    for (let tries = 0; tries < 40; tries += 1) {
      const one = draw(apt)
      if (refusals(told, one.step, one.by, duties, now).length === 0) return one
    }
  }
  return draw(luck < 9 && apt.length > 0 ? apt : STEPS)
}

function stepOf(roll: Roll, name: StepName, world: WalkWorld, told: Told, now: Date, version: number): CaseStep {
  const days = (count: number): string => dayOf(new Date(now.getTime() + count * 86_400_000))
  const base = { step: name, version }
  switch (name) {
    case 'dispatch': {
      const unit = roll.pick(['working-hours', 'working-days', 'calendar-days'] as const)
      return {
        ...base,
        partyId: roll.pick([null, ...world.bodies]),
        limit: { n: roll.between(1, 9), unit },
      } as CaseStep
    }
    case 'ask-extension':
    case 'grant-extension': {
      const due = dueOf(told)
      const until = due ? dayOf(new Date(due.getTime() + roll.between(-2, 9) * 86_400_000)) : days(roll.between(-1, 9))
      return { ...base, until, reason: '材料未到' } as CaseStep
    }
    case 'suspend':
      return { ...base, reviewOn: days(roll.between(0, 40)), reason: '待资金' } as CaseStep
    case 'schedule-recheck':
      return { ...base, on: days(roll.between(-1, 5)) } as CaseStep
    case 'coordinate':
      return { ...base, body: '供电公司', reason: '产权单位在外' } as CaseStep
    case 'feed-back':
      return { ...base, note: '已修补', byCommunity: roll.between(0, 3) === 0 } as CaseStep
    default:
      return { ...base, note: '记一句', reason: '写明原因' } as unknown as CaseStep
  }
}

/** The promise itself, whatever the rules said. */
function checkClosing(told: Told, { by, step }: { by: Person; step: CaseStep }, duties: string[]): void {
  if (step.step === 'self-close') must(!outsidersCase(told), `${by.name} closed alone what others found`)
  if (step.step === 'pass') {
    must(!fixersOf(told).includes(by.actor), `${by.name} closed what they fixed`)
    must(mayJudge(told, by, duties), `${by.name} stands for the body that fixed it`)
  }
}

function checkBody(told: Told, body: CaseBody, world: WalkWorld, duties: string[]): void {
  const expected = {
    state: stateOf(told),
    partyId: partyOf(told),
    dueAt: dueOf(told)?.toISOString() ?? null,
    ...counters(told),
    fixers: fixersOf(told).toSorted(),
    recheckOn: recheckOf(told)?.on ?? null,
    recheckKind: recheckOf(told)?.kind ?? null,
  }
  const found = {
    state: body.state,
    partyId: body.partyId,
    dueAt: body.dueAt,
    rework: body.rework,
    extensions: body.extensions,
    suspensions: body.suspensions,
    joins: body.joins,
    fixers: body.fixers.toSorted(),
    recheckOn: body.recheckOn,
    recheckKind: body.recheckKind,
  }
  must(
    canonicalJson(found) === canonicalJson(expected),
    `stands ${JSON.stringify(found)}, told ${JSON.stringify(expected)}`,
  )
  const drawn = world.people.find((person) => person.actor === body.recheckBy)
  if (body.recheckBy !== null)
    must(drawn !== undefined && mayJudge(told, drawn, duties), `${drawn?.name} was drawn without being allowed`)
  if (body.state === 'fed-back') {
    const anybody = world.people.some((person) => !isAbove(person) && mayJudge(told, person, duties))
    must(
      body.checkAbove === (outsidersCase(told) && !anybody),
      'the office above is asked exactly when nobody below may check',
    )
  }
}

/** Events in order without a gap, positions rising, the last one equal to the row. */
async function checkHistory(
  tx: Parameters<Parameters<App['db']['asReader']>[1]>[0],
  world: WalkWorld,
  id: string,
  told: Told,
  version: number,
): Promise<void> {
  const rows = await sql<{ version: number; position: number; event: string; body: CaseBody }>`
    select version, position, event, body from history where community_id = ${world.reader.communityId}::uuid
      and object_id = ${id}::uuid and object_type = 'case' order by version`.execute(tx)
  must(rows.rows.length === version, `${rows.rows.length} events for version ${version}`)
  rows.rows.forEach((row, index) => {
    must(row.version === index + 1, `a gap before event ${row.version}`)
    must(index === 0 || row.position > rows.rows[index - 1]!.position, `positions fall at event ${row.version}`)
  })
  const events = rows.rows.map((row) => row.event).filter((event) => event !== 'case.photo-added')
  const spoken = told.events.map((one) =>
    one.step === 'report' ? (one.input.spot ? 'case.fixed-on-spot' : 'case.reported') : STEP_EVENT[one.step],
  )
  must(events.join() === spoken.join(), `events ${events.join()} told ${spoken.join()}`)
  const standing = (await readCases(tx, world.reader.communityId, [id])).get(id)!
  const last = rows.rows.at(-1)!.body
  must(
    canonicalJson(inOrder(last)) === canonicalJson(inOrder(standing.body)),
    `the row is not what the last event left: ${JSON.stringify(last)} / ${JSON.stringify(standing.body)}`,
  )
}

const inOrder = (body: CaseBody) => ({
  ...body,
  photos: body.photos.map((photo) => `${photo.version} ${photo.role} ${photo.sha256}`).toSorted(),
})
