import { dice } from '#server/demo/dice.ts'
import type { FieldClient } from '#slices/field/phone/field-client.ts'
import { heal } from './heal.ts'
import { SimNet } from './net.ts'
import { Pending, type Roll, settle } from './pending.ts'
import { SimPhone } from './phone.ts'
import { type ServerHalf, SimServer } from './server.ts'
import { verify } from './verify.ts'

/** The two halves as they are in the product, or with a bug put in. */
export interface Halves extends ServerHalf {
  FieldClient: typeof FieldClient
}

/** All there is in one schedule. */
export interface World {
  roll: Roll
  pending: Pending
  server: SimServer
  net: SimNet
  phones: SimPhone[]
  clock: () => number
  pass: (ms: number) => void
  /** What was promised and not kept. */
  broken: string[]
}

const START = Date.parse('2026-06-15T02:00:00Z')
const DAY_MS = 86_400_000

/** One random course of events, and whatever follows until all is quiet. @returns what is broken; none when all is well */
export async function schedule(halves: Halves, seed: number, trace?: (line: string) => void): Promise<string[]> {
  const { stackTraceLimit } = Error
  // Thousands of refusals are made, and nobody reads where.
  Error.stackTraceLimit = 0
  try {
    return await course(halves, seed, trace)
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}

async function course(halves: Halves, seed: number, trace?: (line: string) => void): Promise<string[]> {
  const roll = dice(seed)
  const pending = new Pending(roll)
  let clock = START
  const pass = (ms: number): void => void (clock += ms)
  const server = new SimServer(pending, halves, () => clock)
  const net = new SimNet(pending, roll, server, pass)
  if (roll.between(0, 9) === 0) net.narrow = roll.between(1, 3)
  const phones = Array.from({ length: roll.between(1, 2) }, (_, n) => {
    // One phone in three is shared by two people.
    const accounts = [`account-${n}`, `other-${n}`].slice(0, roll.between(0, 2) === 0 ? 2 : 1)
    const around = { Client: halves.FieldClient, pending, roll, clock: () => clock }
    return new SimPhone({ ...around, net: (phone, page) => net.of(phone, page) }, n, seed, accounts)
  })
  const world: World = { roll, pending, server, net, phones, clock: () => clock, pass, broken: [] }
  const length = roll.between(20, 60)
  // Of its own: what else happens stays as it is.
  const clocks = dice(seed + 7)
  for (let n = 0; n < length; n += 1) {
    const phone = roll.pick(phones)
    trace?.(`${n} ${standOf(world)}`)
    if (clocks.between(0, 39) === 0)
      server.clockError = clocks.pick([0, 3_600_000, -3_600_000, 3650 * DAY_MS, -3650 * DAY_MS])
    await settle()
    await happen(world, phone)
    for (let steps = roll.between(0, 6); steps > 0; steps -= 1) await pending.step()
  }
  trace?.(`then ${standOf(world)}`)
  await heal(world)
  trace?.(`healed ${standOf(world)}`)
  await verify(world)
  for (const phone of phones) world.broken.push(...phone.broken)
  return [...net.broken, ...world.broken].slice(0, 5)
}

/** Everything in one line, for whoever looks into a schedule. */
function standOf({ phones, server: { state } }: World): string {
  const rows = phones.map((phone) => {
    const held = phone.disk.sorted().map(({ operation, state: is, outcome, position, epoch }) => {
      const photos = operation.photos.map((photo) => photo.sha256.slice(0, 4)).join()
      return `${operation.id.slice(-2)}v${operation.version}#${operation.deviceSeq} ${is} ${outcome} ${position}e${epoch} ${photos}`
    })
    return `${phone.name} ${phone.session} [${phone.pages.map((page) => page.name).join()}] ${held.join(' | ')}`
  })
  return `${rows.join('\n   ')}\n   server e${state.epoch} at ${state.position}, backup ${state.watermark}`
}

async function happen(world: World, phone: SimPhone): Promise<void> {
  const { roll, server, net, pass } = world
  const page = roll.pick(phone.pages)
  const luck = roll.between(0, 99)
  if (luck < 16) {
    phone.save(page)
    // Both pages at once, or an impatient finger.
    if (roll.between(0, 5) === 0) phone.save(roll.pick(phone.pages))
  } else if (luck < 24) phone.edit(page)
  else if (luck < 42) void page.client.sync(page.owner)
  else if (luck < 45) phone.restart()
  else if (luck < 48) twoPages(phone)
  else if (luck < 50) server.kill()
  else if (luck < 53) server.makeBackup()
  else if (luck < 55) restore(world)
  else if (luck < 56) phone.clockError = roll.pick([0, 3_600_000, -3_600_000, 3650 * DAY_MS, -3650 * DAY_MS])
  else if (luck < 57) phone.disk.full = true
  else if (luck < 58) server.full = roll.between(1, 4)
  else if (luck < 60) demote(server, roll.pick(phone.accounts))
  else if (luck < 61) pass(roll.between(1, 20) * DAY_MS)
  else if (luck < 64) await weeksLater(world, phone)
  else if (luck < 66) void phone.prune(page)
  else if (luck < 68) void phone.signOut(page)
  else if (luck < 69) net.outage = roll.between(6, 14)
  else if (luck < 70) await badHour(world, phone)
  else if (luck < 72) copied(world, phone)
  else if (luck < 74) putBack(world, phone)
  else if (luck < 75) phone.session = roll.pick([...phone.accounts, null])
  else if (luck < 78) settleSomething(server, roll)
  else if (luck < 80) void phone.exportAndClear(page)
  else if (luck < 81) page.client.wake()
  else if (luck < 82 && roll.between(0, 3) === 0) phone.spoil()
  else if (luck < 83) phone.addUnknown()
  else if (luck < 96) pass(roll.between(0, 400_000))
  else phone.withdraw(page)
}

/** The phone goes on in its owner's pocket while nothing gets through. */
async function badHour({ roll, net, pending, pass }: World, phone: SimPhone): Promise<void> {
  const page = roll.pick(phone.pages)
  net.outage = 12
  for (let tries = 0; tries < 10; tries += 1) {
    pass(roll.between(30_000, 300_000))
    void page.client.sync(page.owner)
    for (let steps = 0; steps < 3; steps += 1) await pending.step()
  }
}

/** Old enough to be let go of, if a backup holds it; and sometimes the server is lost just before or after. */
async function weeksLater(world: World, phone: SimPhone): Promise<void> {
  const { roll, server, pending, pass } = world
  const page = roll.pick(phone.pages)
  const some = async (most: number): Promise<void> => {
    for (let steps = roll.between(0, most); steps > 0; steps -= 1) await pending.step()
  }
  void page.client.sync(page.owner)
  await some(8)
  if (roll.between(0, 1) === 0) server.makeBackup()
  await some(8)
  pass(roll.between(15, 30) * DAY_MS)
  void page.client.sync(page.owner)
  await some(12)
  if (roll.between(0, 4) === 0) restore(world)
  void phone.prune(page)
  await some(2)
  if (roll.between(0, 4) === 0) restore(world)
}

function restore({ roll, server, net, pass, phones }: World): void {
  // Of what phones let go of, the last backup is the only copy.
  server.restore(phones.some((one) => one.hasPruned()) ? 0 : roll.pick([0, 0, 1]))
  // It takes a while, and phones hear of nothing meanwhile.
  pass(120_000)
  // What the lost machine was told is told again by the phones, not by this list.
  net.traffic.length = 0
}

/** A copy of the phone is made, and it goes on: what it does now may be done differently by the copy. */
function copied({ roll }: World, phone: SimPhone): void {
  const page = roll.pick(phone.pages)
  phone.copy()
  if (roll.between(0, 1) === 0) phone.edit(page)
  if (roll.between(0, 1) === 0) void page.client.sync(page.owner)
}

function putBack({ roll }: World, phone: SimPhone): void {
  phone.putBack()
  if (roll.between(0, 1) === 0) phone.edit(roll.pick(phone.pages))
}

function twoPages(phone: SimPhone): void {
  if (phone.pages.length === 1) phone.open()
  else phone.close(phone.pages[0]!)
}

function demote(server: SimServer, account: string): void {
  if (!server.demoted.delete(account)) server.demoted.add(account)
}

function settleSomething(server: SimServer, roll: Roll): void {
  const held = [...server.state.held.values()]
  if (held.length > 0) server.settle(roll.pick(held), roll.pick(['applied', 'applied', 'dropped', 'waiting']))
}
