import { isWaiting, owedPhotos } from '#slices/field/phone/outbox-rules.ts'
import type { OutboxRow } from '#slices/field/phone/ports.ts'
import { isUnreadable } from './net.ts'
import type { Page, SimPhone } from './phone.ts'
import type { World } from './schedule.ts'

/** Of a healthy network, so much is enough for all that waits. */
const DRAINED_MS = 60_000
const TIMER_MS = 30_000
const LONGEST_WAIT_MS = 300_000
const ASK_MS = 700_000

/** The network heals, everybody signs in again and tries; all must drain in bounded time, and hear what became of it. */
export async function heal(world: World): Promise<void> {
  const { net, server, phones, roll, broken, clock, pass } = world
  net.healed = true
  server.full = 0
  await net.drain()
  for (const phone of phones) {
    phone.disk.full = false
    // What was spoiled is found when the app is next opened.
    if (phone.spoiled.size > 0) phone.restart()
    const [page] = phone.pages
    // Whoever's page is open signs in again; other people of this phone come after them.
    phone.session = page!.owner.accountId
    const woken = roll.between(0, 1) === 0
    if (woken) page!.client.wake()
    const wait = Math.max(0, page!.client.notBefore() - clock())
    if (wait > (woken ? 2000 : LONGEST_WAIT_MS)) broken.push(`${phone.name}: waits for ${wait} ms`)
    await drained(world, phone, page!, DRAINED_MS + (woken ? wait : LONGEST_WAIT_MS))
    for (const account of phone.accounts) {
      if (account === page!.owner.accountId) continue
      phone.session = account
      await drained(world, phone, phone.restart(account), DRAINED_MS)
    }
  }
  // Everybody goes on using their phone now and then: a restored server and a settling office are heard of.
  for (let round = 0, quiet = 0; round < 40 && quiet < 2; round += 1) {
    pass(ASK_MS)
    let idle = true
    for (const phone of phones)
      for (const account of phone.accounts) {
        idle = (await open(world, phone, account)) && idle
      }
    quiet = idle ? quiet + 1 : 0
  }
}

/** One page of this account, for a while. @returns whether nothing is left to send */
async function open(world: World, phone: SimPhone, account: string): Promise<boolean> {
  phone.session = account
  const there = phone.pages.find((page) => page.owner.accountId === account)
  const page = there && phone.spoiled.size === 0 ? there : phone.restart(account)
  await sendAll(world, page)
  return left(phone, account).length === 0
}

/** Drives a page as the app does: at once, when a try is due, and every half minute. */
async function drained(world: World, phone: SimPhone, page: Page, within: number): Promise<void> {
  const { clock, pass, broken } = world
  const until = clock() + within
  for (;;) {
    await sendAll(world, page)
    const rows = left(phone, page.owner.accountId)
    if (rows.length === 0) return
    if (clock() > until) {
      broken.push(
        `${phone.name}: ${within / 1000} s of good network, and ${rows.length} never left: ${rows.map(nameOf).join()}`,
      )
      return
    }
    const due = page.client.notBefore() - clock()
    pass(due > 0 ? Math.min(TIMER_MS, Math.max(500, due)) : TIMER_MS)
  }
}

/** Sends as the app does: on and on while anything becomes less. */
export async function sendAll({ net }: World, page: Page): Promise<void> {
  let before = Infinity
  for (let round = 0; round < 50; round += 1) {
    const round = { end: 'waits' }
    void page.client.sync(page.owner).then((end) => void (round.end = end))
    await net.drain()
    if (round.end === 'again') continue
    if (round.end !== 'sent') return
    const { operations, photos } = await page.client.unsent()
    if (operations + photos === 0 || operations + photos >= before) return
    before = operations + photos
  }
}

const nameOf = (row: OutboxRow): string => `${row.operation.id.slice(-4)} v${row.operation.version}`

/** What this account still has to send, but for what can never get through. */
export function left(phone: SimPhone, accountId: string): OutboxRow[] {
  const { meta } = phone.disk
  return phone.disk
    .sorted()
    .filter(
      (row) =>
        row.accountId === accountId &&
        !isUnreadable(row.operation) &&
        !phone.spoiled.has(row.operation.id) &&
        (isWaiting(row, meta) || owedPhotos(row, meta).some((sha) => !phone.isLost(sha))),
    )
}
