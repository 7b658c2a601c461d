import type { App } from '#kernel/node/app.ts'
import type { Tx } from '#kernel/node/db.ts'
import { newId } from '#kernel/ids.ts'
import { Problem } from '#kernel/problem.ts'
import { dice } from '#server/demo/dice.ts'
import type { CaseBody } from '#slices/cases/case-body.ts'
import { CASE_PHOTO_ROLES } from '#slices/cases/schema.ts'
import { readCases } from '#slices/cases/store-body.ts'
import { caseRows } from '#slices/cases/store-list.ts'
import { attachCasePhoto } from '#slices/cases/store-photos.ts'
import { takeStep } from '#slices/cases/store-step.ts'
import { drawing } from './fixed-draw.ts'
import { Broken, holdBody, holdClosing, holdDraw, holdText, must } from './hold.ts'
import { holdHistory, holdPositions } from './hold-history.ts'
import { photoRefusal } from './naive-refusals.ts'
import { recheckOf, stateOf, timeOf } from './naive.ts'
import { dayOf } from './naive-clock.ts'
import { expectedOf, propose, type Proposed, type Roll, slipped } from './propose.ts'
import { report } from './report.ts'
import type { Said, Told } from './told.ts'
import { PHOTOS, readerOf, type Registered, type WalkWorld } from './world.ts'

export interface Walked {
  sequences: number
  steps: number
  taken: number
  refused: Record<string, number>
  violations: string[]
}

/** Whom to tell while it goes on, for walks that take long. */
export interface Telling {
  done?: () => void
  broken?: (violation: string) => void
}

/** More violations would say the same again. */
const ENOUGH = 20
/** Lists count no further. */
const OFTEN = 20

/**
 * Walks random sequences of calls over the real store and holds every answer and every row against the naive telling.
 * Each sequence is one transaction of its own; the seed and the number of the sequence make it again.
 */
export async function walk(
  app: App,
  world: WalkWorld,
  seed: number,
  numbers: { from: number; to: number },
  tell: Telling = {},
): Promise<Walked> {
  const sum: Walked = { sequences: 0, steps: 0, taken: 0, refused: {}, violations: [] }
  for (let n = numbers.from; n < numbers.to && sum.violations.length < ENOUGH; n += 1) {
    const drawn = dice(seed * 1_000_003 + n + 1)
    try {
      await drawing(
        (count) => drawn.between(0, count - 1),
        () => sequence(app, world, dice(seed * 1_000_003 + n), sum),
      )
    } catch (error) {
      const violation = `sequence ${n}: ${whatOf(error)}`
      sum.violations.push(violation)
      tell.broken?.(violation)
    }
    sum.sequences += 1
    tell.done?.()
  }
  return sum
}

function whatOf(error: unknown): string {
  if (error instanceof Broken) return error.message
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return text.split('\n').slice(0, 4).join(' ')
}

/** One problem on its way, with what stood after each of its versions. */
interface Way {
  told: Told
  stood: CaseBody[]
}

/** What every call of a sequence is made with. */
interface Call {
  tx: Tx
  world: WalkWorld
  now: Date
  refused: (code: string) => void
  eager: boolean
}

async function sequence(app: App, world: WalkWorld, roll: Roll, sum: Walked): Promise<void> {
  const ways = await app.db.asReader(world.reader, async (tx) => {
    const call: Call = {
      tx,
      world,
      // Any time of six years, holidays and year ends with it.
      now: new Date(Date.parse('2020-01-02T00:00:00Z') + roll.between(0, 6 * 365 * 24 * 3600) * 1000),
      refused: (code) => (sum.refused[code] = (sum.refused[code] ?? 0) + 1),
      eager: roll.between(0, 2) === 0,
    }
    let way: Way = { told: await report(roll, call), stood: [] }
    const all = [way]
    await look(tx, world, way)
    for (let left = roll.between(4, 16); left > 0; left -= 1) {
      // Who answers for a place may have changed before somebody comes to check.
      const rarely = stateOf(way.told) === 'fed-back' ? 1 : 3
      const pause = roll.between(0, rarely) === 0 ? 9 * 24 * 3600 : 5 * 3600
      call.now = new Date(call.now.getTime() + roll.between(0, pause) * 1000)
      if (roll.between(0, 6) === 0) {
        await addPhoto(call, way, roll)
        continue
      }
      sum.steps += 1
      const opened = await takeOne(call, way, roll)
      if (opened !== null) sum.taken += 1
      if (!opened) continue
      // What came back is a problem of its own, and the walk goes on with it.
      const old = way
      all.push((way = { told: cameBack(old.told, opened), stood: [] }))
      await look(tx, world, way)
      await holdRecurrence(call, all)
    }
    const positions: number[] = []
    for (const { told, stood } of all) positions.push(...(await holdHistory(tx, world.reader.communityId, told, stood)))
    holdPositions(positions)
    return all
  })
  world.registered.push(...ways.map(registeredOf))
}

const registeredOf = ({ told, stood }: Way): Registered => {
  const { placeId, checkItem, foundOn } = stood[0]!
  return { id: told.id, placeId, checkItem, foundOn }
}

/** What came back knows how often the same came up at its place before; that it is tied to it stands in its row. */
async function holdRecurrence({ tx, world, now }: Call, ways: Way[]): Promise<void> {
  const { reader, registered } = world
  const here = registeredOf(ways.at(-1)!)
  const [row] = await caseRows(tx, reader, [here.id], now)
  const earlier = [...registered, ...ways.map(registeredOf)].filter(
    (one) =>
      one.checkItem !== '' &&
      one.placeId === here.placeId &&
      one.checkItem === here.checkItem &&
      (one.foundOn < here.foundOn || (one.foundOn === here.foundOn && one.id < here.id)),
  )
  const before = Math.min(earlier.length, OFTEN)
  must(row?.before === before, () => `came up ${row?.before} times before, told ${before}`)
}

/** Reads the row and holds it, whether the last call changed it or not. */
async function look(tx: Tx, world: WalkWorld, { told, stood }: Way, taken = false): Promise<void> {
  const standing = (await readCases(tx, world.reader.communityId, [told.id])).get(told.id)
  if (!standing) throw new Broken(`${told.id} is not there`)
  if (taken) {
    holdDraw(told, told.drawn, standing.body.recheckBy)
    told.drawn = standing.body.recheckBy
  }
  holdBody(told, standing)
  const first = stood[0] ?? standing.body
  for (const key of ['pointType', 'checkItem', 'locus', 'sourceRef'] as const)
    must(first[key] === standing.body[key], () => `${key} became ${standing.body[key]}`)
  stood[told.version - 1] = standing.body
}

/** Returns null for a step that was refused, else the id of the problem it opened ('' for none). */
async function takeOne(call: Call, way: Way, roll: Roll): Promise<string | null> {
  const { tx, world, now } = call
  const { told } = way
  const whole = propose(roll, told, { bodies: world.bodies, eager: call.eager }, now)
  const { slip, step } = slipped(roll, told, whole.step)
  const proposed = { by: whole.by, step }
  const expected = expectedOf(told, proposed, slip, now)
  const id = slip === 'unknown' ? newId() : told.id
  const found = await answer(() => takeStep(tx, readerOf(world, proposed.by), id, step, now))
  const what = (): string => `${proposed.by.name} ${step.step} in ${stateOf(told)}`
  if (found instanceof Problem) {
    must(found.code === expected, () => `${what()}: ${found.code}, expected ${expected ?? 'to be taken'}`)
    holdText(found, told, proposed)
    call.refused(found.code)
    await look(tx, world, way)
    return null
  }
  must(expected === null, () => `${what()} was taken, expected ${expected}`)
  holdClosing(told, proposed, now)
  happen(told, world, proposed, now)
  must(found.version === told.version, () => `${what()}: version ${found.version} after ${told.version - 1}`)
  must(found.state === stateOf(told), () => `${what()} leaves ${found.state}, told ${stateOf(told)}`)
  must((found.opened !== null) === (step.step === 'relapse'), () => `${what()} opened ${found.opened}`)
  await look(tx, world, way, true)
  return found.opened ?? ''
}

function happen(told: Told, world: WalkWorld, { by, step }: Proposed, at: Date): void {
  const { step: name, version: _, ...rest } = step
  const said: Said = { ...rest }
  const { severity, typeCode } = told.reported
  // Time given before goes with it; else what the office allows for such a problem.
  if (name === 'dispatch' && !said.limit && !timeOf(told).due)
    said.limit = world.limits[`${severity} ${typeCode}`] ?? world.limits[`${severity} `]
  // Two people may report the same after one look: joining asks for no version.
  told.version += 1
  told.events.push({ step: name, by, at, version: told.version, said })
}

async function addPhoto(call: Call, way: Way, roll: Roll): Promise<void> {
  const { tx, world, now } = call
  const { told } = way
  const sha256 = roll.pick(PHOTOS)
  const usual = sha256 === PHOTOS[0] ? 'before' : 'after'
  const role = roll.between(0, 5) === 0 ? roll.pick(CASE_PHOTO_ROLES) : usual
  const by = roll.pick(told.people)
  const expected = photoRefusal(told, { sha256, role })
  const found = await answer(() => attachCasePhoto(tx, readerOf(world, by), told.id, { sha256, role }, now))
  const code = found instanceof Problem ? found.code : null
  must(code === expected, () => `a photo (${role}) in ${stateOf(told)}: ${code}, expected ${expected}`)
  if (found instanceof Problem) {
    holdText(found)
    call.refused(found.code)
  } else if (!told.photos.some((photo) => photo.sha256 === sha256 && photo.role === role)) {
    told.version += 1
    told.photos.push({ sha256, role, version: told.version, at: now, by })
  }
  await look(tx, world, way)
}

async function answer<T>(call: () => Promise<T>): Promise<T | Problem> {
  try {
    return await call()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

/** The problem that a relapse opens: the same one, accepted, with everything still to happen. */
function cameBack(told: Told, id: string): Told {
  const { by, at, said } = told.events.at(-1)!
  const source = recheckOf(told)!.kind === 'sample' ? ('sample' as const) : told.reported.source
  const { ticked: _, ...rest } = told
  return {
    ...rest,
    id,
    reported: {
      ...told.reported,
      source,
      foundOn: dayOf(at),
      author: by.actor,
      recordedAt: at.toISOString(),
      relapseOf: told.id,
    },
    events: [{ step: 'report', by, at, version: 1, said: { note: said.note! } }],
    photos: [],
    drawn: null,
    version: 1,
  }
}
