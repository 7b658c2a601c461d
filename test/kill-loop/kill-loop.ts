import { dice } from '#server/demo/dice.ts'
import { type Ask, network } from '#test/trial/ask.ts'
import { type Audit, auditPhones } from '#test/trial/audit-phones.ts'
import { FieldPhone } from '#test/trial/field-phone.ts'
import { OfficeWriter } from '#test/trial/office-writer.ts'
import { newPicture } from '#test/trial/picture.ts'
import { syncOnce } from '#test/trial/sync-once.ts'
import { freePort, TrialServer } from '#test/trial/trial-server.ts'
import { withDatabase } from '#test/trial/with-database.ts'
import { settleWorld } from '#test/trial/world.ts'
import { type Blow, BLOWS, strike } from './blows.ts'
import { Pulse } from './pulse.ts'

export interface KillLoopOptions {
  kills: number
  seed: number
  /** Writes offered per second. */
  rate: number
  /** An empty folder. */
  dataFolder: string
  say?: (line: string) => void
}

export interface KillLoopResult extends Audit {
  kills: number
  seed: number
  blows: Partial<Record<Blow, number>>
  /** Kills while the server was still starting from the kill before. */
  whileStarting: number
  /** Kills after which nothing could be written for two and a half minutes. */
  unopened: number
  /** Times the server ended though nobody had killed it. */
  fell: number
  /** From the kill to the first write that was begun after it and acknowledged. */
  readyMsP50: number
  readyMsP99: number
  /** By who was killed: the worst. */
  readyMsWorst: Partial<Record<Blow, number>>
  /** Answers other than 200, by status; 0: none came. */
  refusals: Record<string, number>
  /** What phones were told that they should never hear, at most twenty. */
  odd: string[]
  /** What the server logged as unexpected, at most twenty lines. */
  errors: string[]
  /** Everything acknowledged, sent once more at the end: answers that were not the same as before. */
  replayed: { operations: number; different: number }
  perSecond: number
  seconds: number
}

const COMMUNITIES = 4
const PHONES_EACH = 6
/** A phone makes no more while so much waits. */
const MOST_WAITING = 100
/** Of what is made, one in so many has a photo. */
const PHOTO_EVERY = 25
const GIVE_UP_MS = 150_000

/** Kills server and database again and again while phones and offices write, then counts what is there. */
export async function killLoop(options: KillLoopOptions): Promise<KillLoopResult> {
  const { kills, seed, rate, dataFolder, say = () => {} } = options
  // Two, so that what is killed follows from the seed alone.
  const [roll, fate] = [dice(seed), dice(seed + 1)]
  const world = await settleWorld(dataFolder, { communities: COMMUNITIES, phonesEach: PHONES_EACH })
  const phones = world.phones.map((seat, n) => new FieldPhone(seat, dice(seed * 1000 + n)))
  const writers = world.clerks.map((seat, n) => new OfficeWriter(seat, dice(seed * 1000 + 500 + n)))
  const server = new TrialServer(dataFolder, await freePort())
  const { ask, close } = network(server.port, 64)
  const pulse = new Pulse()
  /** As a service manager does it: a server that ended though nobody had killed it is started again, and counted. */
  const standUp = (): void => {
    if (!server.isGone()) return
    fell += 1
    say(`the server ended by itself: ${server.said().slice(-2000)}`)
    server.start()
  }
  let making = true
  let over = false
  const ready: [Blow, number][] = []
  const blows: Partial<Record<Blow, number>> = {}
  let [whileStarting, unopened, fell] = [0, 0, 0]
  const begun = performance.now()
  try {
    say(`${Math.round(performance.now())} ms: starting`)
    server.start()
    const maker = makeWork(phones, rate, roll, () => making)
    const people = [
      ...phones.map((phone) => phoneLoop(phone, ask, pulse, () => over)),
      ...writers.map((writer) => clerkLoop(writer, ask, pulse, () => making)),
    ]
    await pulse.after(performance.now(), GIVE_UP_MS)
    for (let n = 0; n < kills; n += 1) {
      await pause(fate.between(20, 800))
      standUp()
      const at = performance.now()
      const hit = await strike(server, fate.pick(BLOWS), fate.pick)
      blows[hit] = (blows[hit] ?? 0) + 1
      if (hit === 'server' || hit === 'everything') {
        await server.ended()
        server.start()
        if (fate.between(1, 8) === 1 && n + 1 < kills) {
          // The next one falls while it starts.
          whileStarting += 1
          continue
        }
      }
      const looking = setInterval(standUp, 1_000)
      const woke = await pulse.after(at, GIVE_UP_MS)
      clearInterval(looking)
      if (woke) ready.push([hit, performance.now() - at])
      else {
        unopened += 1
        say(`nothing could be written ${GIVE_UP_MS} ms after kill ${n + 1} (${hit}): ${server.said().slice(-2000)}`)
        server.kill()
        await server.ended()
        server.start()
      }
      if ((n + 1) % 10 === 0) say(`${n + 1} kills, ${phones.reduce((sum, phone) => sum + phone.made.length, 0)} made`)
    }
    making = false
    await maker
    say(`${Math.round(performance.now())} ms: all killed, sending the rest`)
    const seconds = (performance.now() - begun) / 1000
    const idle = (): boolean => phones.every((phone) => phone.waiting() === 0 && phone.owed().length === 0)
    for (const deadline = performance.now() + GIVE_UP_MS; !idle() && performance.now() < deadline;) await pause(50)
    over = true
    await Promise.all(people)
    say(`${Math.round(performance.now())} ms: sending everything once more`)
    const replayed = await replay(phones, ask)
    if ((await server.stop()) !== 0) fell += 1
    say(`${Math.round(performance.now())} ms: counting`)
    const audit = await withDatabase(dataFolder, (app) => auditPhones(app, phones, writers))
    const times = ready.map(([, ms]) => ms).toSorted((a, b) => a - b)
    const worst: Partial<Record<Blow, number>> = {}
    for (const [blow, ms] of ready) worst[blow] = Math.max(worst[blow] ?? 0, Math.round(ms))
    return {
      kills,
      ...audit,
      seed,
      blows,
      whileStarting,
      unopened,
      fell,
      readyMsP50: at(times, 0.5),
      readyMsP99: at(times, 0.99),
      readyMsWorst: worst,
      refusals: pulse.refusals,
      odd: phones.flatMap((phone) => phone.refusals).slice(0, 20),
      errors: server.errors.slice(0, 20),
      replayed,
      perSecond: Math.round(audit.acknowledged / seconds),
      seconds: Math.round(seconds),
    }
  } finally {
    making = false
    over = true
    close()
    server.kill()
    await server.ended()
  }
}

const pause = (ms: number): Promise<void> => new Promise((wait) => setTimeout(wait, ms))
const at = (sorted: readonly number[], part: number): number =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0)

/** New records for phones picked at random, so many a second. */
async function makeWork(
  phones: FieldPhone[],
  rate: number,
  roll: ReturnType<typeof dice>,
  goOn: () => boolean,
): Promise<void> {
  let owed = 0
  for (let last = performance.now(); goOn();) {
    await pause(25)
    const now = performance.now()
    owed = Math.min(rate, owed + ((now - last) * rate) / 1000)
    last = now
    for (; owed >= 1; owed -= 1) {
      const phone = roll.pick(phones)
      if (phone.waiting() >= MOST_WAITING) continue
      phone.make(roll.between(1, PHOTO_EVERY) === 1 ? await newPicture(roll) : undefined)
    }
  }
}

/** Sends whatever waits, again and again; in a hurry, where a real phone would wait longer after each failure. */
async function phoneLoop(phone: FieldPhone, ask: Ask, pulse: Pulse, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    if (phone.waiting() === 0 && phone.owed().length === 0) {
      await pause(20)
      continue
    }
    const went = await syncOnce(phone, ask, 12, (begun, status) => pulse.beat(begun, status))
    if (went !== 'sent') await pause(50 + Math.random() * 250)
  }
}

async function clerkLoop(writer: OfficeWriter, ask: Ask, pulse: Pulse, goOn: () => boolean): Promise<void> {
  // What has begun is brought to its end, so that nothing is left of which nobody knows whether it is there.
  const deadline = { at: Infinity }
  while (goOn()) {
    const patient = (): boolean => {
      if (!goOn() && deadline.at === Infinity) deadline.at = performance.now() + GIVE_UP_MS
      return performance.now() < deadline.at
    }
    await writer.work(ask, patient, (begun, status) => pulse.beat(begun, status))
    await pause(100)
  }
}

async function replay(phones: FieldPhone[], ask: Ask): Promise<KillLoopResult['replayed']> {
  let [operations, different] = [0, 0]
  for (const phone of phones) {
    for (let from = 0; from < phone.made.length; from += 100) {
      const part = phone.made.slice(from, from + 100).filter((one) => one.position > 0)
      const path = `/api/c/${phone.seat.community}/field/batch`
      const said = await ask({ method: 'POST', path, cookie: phone.seat.cookie, body: phone.batchOf(part) })
      const items = (said?.body.items ?? []) as { position: number; outcome: string }[]
      operations += part.length
      different += part.filter(
        (one, n) => items[n]?.outcome !== 'applied' || items[n]?.position !== one.position,
      ).length
    }
  }
  return { operations, different }
}
