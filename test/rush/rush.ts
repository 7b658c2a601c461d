import { dice } from '#server/demo/dice.ts'
import { network } from '#test/trial/ask.ts'
import { auditPhones } from '#test/trial/audit-phones.ts'
import { FieldPhone } from '#test/trial/field-phone.ts'
import { newPicture } from '#test/trial/picture.ts'
import { syncOnce } from '#test/trial/sync-once.ts'
import { freePort, TrialServer } from '#test/trial/trial-server.ts'
import { withDatabase } from '#test/trial/with-database.ts'
import { settleWorld } from '#test/trial/world.ts'
import { Queue } from './queue.ts'

export interface RushOptions {
  phones: number
  /** Operations each phone brings. */
  records: number
  seed: number
  /** An empty folder. */
  dataFolder: string
  /** Flags for the server's Node, e.g. --cpu-prof. */
  serverFlags?: string[]
  say?: (line: string) => void
}

export interface RushResult {
  phones: number
  records: number
  acknowledged: number
  lost: number
  doubled: number
  /** Never answered for, though asked to the end. */
  open: number
  photos: { acknowledged: number; lost: number }
  faults: string[]
  /** Answers other than 200, by status; 0: none came. */
  refusals: Record<string, number>
  /** Refused in another way than "not now, come back after so long". */
  notAllowed: number
  /** Of requests that acknowledged records, from sending to the answer. */
  p50Ms: number
  p99Ms: number
  /** From a phone's first try to its last record acknowledged, waiting as told included. */
  phoneDoneMs: { p50: number; p99: number }
  /** How late an answer without any work comes, asked every second. */
  idleAnswerMs: { p50: number; p99: number }
  rssMb: { start: number; peak: number; end: number }
  perSecond: number
  seconds: number
  /** Milliseconds of processor for each acknowledged record: says what a machine can do however busy this one was. */
  processorMs: { server: number; database: number; phones: number }
}

const PHONES_IN_A_COMMUNITY = 50
const SOCKETS = 200
/** As many records as a phone sends in one request. */
const IN_A_BATCH = 20
/** One phone in so many has a photo with a record. */
const PHOTO_EVERY = 20
const GIVE_UP_MS = 3_600_000

/** Every phone wakes in the same moment and sends what it has; whoever is told to wait waits as told, and a little more. */
export async function rush(options: RushOptions): Promise<RushResult> {
  const { phones: count, records, seed, dataFolder, serverFlags = [], say = () => {} } = options
  const roll = dice(seed)
  const communities = Math.ceil(count / PHONES_IN_A_COMMUNITY)
  const world = await settleWorld(dataFolder, { communities, phonesEach: Math.ceil(count / communities) })
  const phones = world.phones.slice(0, count).map((seat, n) => new FieldPhone(seat, dice(seed * 7919 + n)))
  say(`${count} phones in ${communities} communities are signed in`)
  const server = new TrialServer(dataFolder, await freePort(), serverFlags)
  const { ask, close } = network(server.port, SOCKETS)
  const looker = network(server.port, 1)
  const refusals: Record<string, number> = {}
  let notAllowed = 0
  const [acks, dones, idle, memory]: number[][] = [[], [], [], []]
  try {
    server.start()
    while ((await looker.ask({ method: 'GET', path: '/readyz' }))?.status !== 200) await pause(100)
    memory!.push(await server.memory())
    let over = false
    const watch = (async () => {
      while (!over) {
        await pause(1000)
        const asked = performance.now()
        await looker.ask({ method: 'GET', path: '/livez' })
        idle!.push(performance.now() - asked)
        memory!.push(await server.memory())
        if (memory!.length % 30 === 0) say(`${acks!.length} batches acknowledged, ${memory!.at(-1)} MB`)
      }
    })()
    const before = { ...(await server.processor()), phones: ownSeconds() }
    const begun = performance.now()
    const queue = new Queue<FieldPhone>(shuffled(phones, roll))
    const firstTry = new Map<FieldPhone, number>()
    const worker = async (): Promise<void> => {
      for (let phone = await queue.next(); phone; phone = await queue.next()) {
        if (!firstTry.has(phone)) {
          firstTry.set(phone, performance.now())
          for (let n = 0; n < records; n += 1) {
            phone.make(n === 0 && roll.between(1, PHOTO_EVERY) === 1 ? await newPicture(roll) : undefined)
          }
        }
        const went = await syncOnce(phone, ask, IN_A_BATCH, (asked, status) => {
          if (status === 200) acks!.push(performance.now() - asked)
          else refusals[status] = (refusals[status] ?? 0) + 1
        })
        const isDone = phone.waiting() === 0 && phone.owed().length === 0
        if (isDone) dones!.push(performance.now() - firstTry.get(phone)!)
        if (went !== 'sent' && !mayRefuse(went)) notAllowed += 1
        const wait = went === 'sent' ? 0 : (went?.retryAfter ?? 2) * 1000
        if (isDone || performance.now() - begun > GIVE_UP_MS) queue.done()
        else queue.later(phone, wait * (1 + Math.random() / 4))
      }
    }
    await Promise.all(Array.from({ length: Math.min(SOCKETS, count) }, worker))
    const seconds = (performance.now() - begun) / 1000
    const after = { ...(await server.processor()), phones: ownSeconds() }
    // What it still holds when nobody asks any more.
    await pause(2000)
    over = true
    await watch
    await server.stop()
    say('counting')
    const audit = await withDatabase(dataFolder, (app) => auditPhones(app, phones))
    const { acknowledged, lost, doubled, open, photos, faults } = audit
    const each = (spent: number): number => Math.round((spent * 100_000) / acknowledged) / 100
    return {
      phones: count,
      records,
      acknowledged,
      lost,
      doubled,
      open,
      photos,
      faults: faults.slice(0, 20),
      refusals,
      notAllowed,
      p50Ms: part(acks!, 0.5),
      p99Ms: part(acks!, 0.99),
      phoneDoneMs: { p50: part(dones!, 0.5), p99: part(dones!, 0.99) },
      idleAnswerMs: { p50: part(idle!, 0.5), p99: part(idle!, 0.99) },
      rssMb: { start: memory![0]!, peak: Math.max(...memory!), end: memory!.at(-1)! },
      perSecond: Math.round(acknowledged / seconds),
      seconds: Math.round(seconds),
      processorMs: {
        server: each(after.server - before.server),
        database: each(after.database - before.database),
        phones: each(after.phones - before.phones),
      },
    }
  } finally {
    close()
    looker.close()
    server.kill()
    await server.ended()
  }
}

const pause = (ms: number): Promise<void> => new Promise((wait) => setTimeout(wait, ms))

function ownSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** "Not now", with the time to come back. */
const mayRefuse = (said: { status: number; retryAfter: number | null } | null): boolean =>
  said !== null && (said.status === 429 || said.status === 503) && said.retryAfter !== null

function part(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
}

function shuffled<T>(items: readonly T[], roll: ReturnType<typeof dice>): T[] {
  const all = [...items]
  for (let n = all.length - 1; n > 0; n -= 1) {
    const other = roll.between(0, n)
    ;[all[n], all[other]] = [all[other]!, all[n]!]
  }
  return all
}
