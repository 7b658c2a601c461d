import type { Operation } from '#slices/field/schema.ts'
import type { OutboxRow } from '#slices/field/phone/ports.ts'
import { isStuck } from '#slices/field/phone/outbox-rules.ts'
import { operationText } from '#slices/field/operation-text.ts'
import { left, sendAll } from './heal.ts'
import { isUnreadable } from './net.ts'
import type { SimPhone, Told } from './phone.ts'
import { contentOf } from './phone-disk.ts'
import type { World } from './schedule.ts'
import { sha256 } from './server.ts'
import type { Held, ServerState } from './server-state.ts'

const DAY_MS = 86_400_000

/** Whether every promise was kept, when all is quiet. */
export async function verify(world: World): Promise<void> {
  const { server, phones, broken } = world
  for (const phone of phones) {
    for (const account of phone.accounts)
      for (const row of left(phone, account)) broken.push(`${row.operation.id.slice(-4)} never left the outbox`)
    for (const [id, told] of phone.told) broken.push(...brokenWord(phone, server.state, id, told, false))
    broken.push(...brokenRows(phone, server.state), ...brokenChain(phone, server.state))
  }
  broken.push(...origins(phones, server.state))
  await replay(world)
  await letGo(world)
}

/** What its owner was told is saved: there once, whole, as it was last saved, with its photos. */
function brokenWord(phone: SimPhone, state: ServerState, id: string, told: Told, lost: boolean): string[] {
  const name = `${phone.name}: ${id.slice(-4)}`
  if (phone.spoiled.has(id)) return []
  const held = phone.disk.sorted().filter((row) => row.operation.id === id)
  if (told.withdrawn === 'here') {
    if (held.some((row) => row.state !== 'withdrawn')) return [`${name} was taken back, and may still be sent`]
    const came = !phone.wasPutBack && knownOf(state, id).length > 0
    return came ? [`${name} was said never to have left, and the server has it`] : []
  }
  const mine = held.find((row) => row.operation.version === told.version)
  // Its owner asked for it, and was gone before they were told.
  const dropped = [...phone.disk.dropped.values()].find(
    ({ operation }) => operation.id === id && operation.version === told.version,
  )
  if (phone.takenBack.has(id) && (mine ?? dropped)?.state === 'withdrawn') return []
  // It stands where its owner sees it, or they cleared it themselves; or nothing in between lets it through.
  if (mine?.state === 'parked' || (!mine && phone.cleared.has(id)) || (mine && isUnreadable(mine.operation))) return []
  const known = knownOf(state, id)
  // Two lives of a phone may have saved the same words with other photos.
  const isWhatWasTold = ({ act, photos }: Operation): boolean =>
    JSON.stringify(act) === told.text && photos.map((photo) => photo.sha256).join() === told.photos.join()
  const ours = known.find((row) => row.version === told.version && isWhatWasTold(row.operation))
  const taken = known.some((row) => row.outcome === 'applied' && row.version > told.version)
  // That an older version came late is noted, and a server that was put back may have forgotten it: a later one stands.
  if (!ours && (lost || state.epoch > 1) && taken) return []
  // Nor is anything missed of a record that was taken back before it came.
  if (!ours && lost && told.withdrawn && known.length === 0) return []
  if (!ours) return [`${name}: saved version ${told.version}, the server has ${known.map((row) => row.version).join()}`]
  if (ours.outcome === 'refused') return taken ? [] : [`${name} was refused, and its owner sees nothing of it`]
  const broken: string[] = []
  if (ours.accountId !== told.accountId) broken.push(`${name} was saved by ${told.accountId} and came as another's`)
  for (const sha of told.photos) {
    if (phone.isLost(sha)) continue
    if (!state.blobs.has(sha)) broken.push(`a photo of ${name} never came`)
    else if (ours.outcome === 'applied' && !state.ledger.get(id)?.photos.has(sha) && isLatest(known, ours))
      broken.push(`a photo of ${name} is not with its record`)
  }
  const record = state.ledger.get(id)
  if (told.withdrawn && ours.outcome === 'applied' && record && !record.withdrawn)
    broken.push(`${name} was withdrawn, and stands`)
  const applied = known.filter((row) => row.outcome === 'applied')
  if (applied.length === 0) return broken
  // Taken back before the record came: that never went in.
  if (!record && applied.some(({ operation }) => operation.act.do === 'withdraw')) return broken
  if (!record) return [...broken, `${name} was acknowledged and is not in the ledger`]
  if (record.made !== 1) broken.push(`${name} was made ${record.made} times`)
  const top = Math.max(...applied.map((row) => row.version))
  if (record.version !== top || !applied.some((row) => row.version === top && row.hash === record.hash))
    broken.push(`${name} stands at version ${record.version}, not ${top}`)
  return broken
}

const isLatest = (known: readonly Held[], ours: Held): boolean =>
  !known.some((row) => row.outcome === 'applied' && row.version > ours.version)

/** Every version and content of an operation, with what became of it. */
function knownOf(state: ServerState, id: string): Held[] {
  const held = [...state.held.values()].filter((row) => row.id === id)
  const names = new Set(held.map(contentOf))
  return [...held, ...[...state.kept.values()].filter((row) => row.id === id && !names.has(contentOf(row)))]
}

/** What a phone says of its rows is so. */
function brokenRows(phone: SimPhone, state: ServerState): string[] {
  const broken: string[] = []
  for (const row of phone.disk.sorted()) {
    const { operation } = row
    const name = `${phone.name}: ${operation.id.slice(-4)} v${operation.version}`
    const there = knownOf(state, operation.id).find((one) => contentOf(one) === contentOf(operation))
    if (phone.added.has(operation.deviceSeq) && !('addedLater' in row))
      broken.push(`${name} lost what a later app added`)
    // What was spoiled after it came is asked after in vain: its words are not what its name says any more.
    if (row.state === 'done' && row.outcome !== there?.outcome && !phone.spoiled.has(operation.id))
      broken.push(`${name} is called ${row.outcome} on the phone and is ${there?.outcome ?? 'unknown'} there`)
    if (row.state === 'withdrawn' && there && !phone.wasPutBack)
      broken.push(`${name} is said never to have left, and the server has it`)
    const spoils = row.state === 'waiting' && phone.spoiled.has(operation.id)
    if (spoils && sha256(operationText(operation.act, operation.photos)) !== operation.hash)
      broken.push(`${name} is spoiled in silence`)
    if (row.state !== 'parked' || phone.spoiled.size > 0) continue
    if (there && there.outcome !== 'refused') broken.push(`${name} is parked and was ${there.outcome}`)
  }
  return broken
}

/** Everything a device made came, in one form or another: nothing is missing between what did. */
function brokenChain(phone: SimPhone, state: ServerState): string[] {
  const places = [...state.kept.values()].filter((row) => row.deviceId === phone.deviceId).map((row) => row.deviceSeq)
  if (new Set(places).size < places.length) return [`${phone.name}: a place in its chain is taken twice`]
  if (phone.cleared.size > 0 || phone.spoiled.size > 0) return []
  const stays: OutboxRow['state'][] = ['parked', 'withdrawn']
  const here = phone.disk.sorted().filter((row) => stays.includes(row.state) || isUnreadable(row.operation))
  const there = [...state.kept.values(), ...state.held.values()].filter((row) => row.deviceId === phone.deviceId)
  // What was let go of, and was refused or replaced: a restored server need not know of it again.
  const gone = [...phone.disk.dropped].flatMap(([seq, { state: is, operation }]) => {
    const replaced = knownOf(state, operation.id).some(
      (row) => row.outcome === 'applied' && row.version > operation.version,
    )
    return stays.includes(is) || replaced ? [seq] : []
  })
  const chain = new Set([...gone, ...here.map((row) => row.operation.deviceSeq), ...there.map((row) => row.deviceSeq)])
  const broken: string[] = []
  for (let seq = 1; seq <= phone.disk.meta.lastSeq; seq += 1)
    if (!chain.has(seq)) broken.push(`${phone.name}: a gap in its chain at ${seq}`)
  return broken
}

/** Nothing on the server that was never durable on a phone, nothing under another's name, and the counter is right. */
function origins(phones: SimPhone[], state: ServerState): string[] {
  const broken: string[] = []
  for (const row of [...state.kept.values(), ...state.held.values()]) {
    const phone = phones.find((one) => one.deviceId === row.deviceId)
    const author = phone?.disk.ever.get(contentOf(row))
    if (author === undefined) broken.push(`${row.id.slice(-4)} v${row.version} came from nowhere`)
    else if (author !== row.accountId) broken.push(`${row.id.slice(-4)} of ${author} came as ${row.accountId}`)
  }
  const recount = [...state.ledger.values()].reduce((sum, row) => sum + row.amount, 0)
  if (recount !== state.total) broken.push(`the counter says ${state.total}, a recount ${recount}`)
  return broken
}

/** Everything that was ever sent, once more: nothing may change, and each is answered as before. */
async function replay({ server, net, broken }: World): Promise<void> {
  const stands = (): string =>
    JSON.stringify([...server.state.ledger], (_, one) => (one instanceof Set ? [...one] : one))
  const before = stands()
  const total = server.state.total
  const held = server.state.held.size
  const heard = [...net.traffic]
  const done = new Map<string, string>()
  for (const { accountId, batch, reply } of heard) {
    // What was not decided then was sent again since, or is gone with the phone it was on.
    const isNew = (operation: unknown, at: number): boolean =>
      reply.items[at]!.outcome !== 'later' && !done.has(contentOf(operation as Operation))
    const operations = batch.operations.filter(isNew)
    if (operations.length === 0) continue
    void server.handle(accountId, { ...batch, operations, owed: [] }).then(({ items }) => {
      for (const [at, item] of items.entries()) done.set(contentOf(operations[at] as Operation), JSON.stringify(item))
    })
    await net.drain()
  }
  for (const { batch, reply } of heard)
    for (const [at, was] of reply.items.entries()) {
      const now = done.get(contentOf(batch.operations[at] as Operation))
      // What the office has settled since is answered with what became of it.
      if (['later', 'quarantined', 'dropped'].includes(was.outcome) || now === JSON.stringify(was)) continue
      broken.push(`${nameOf(batch.operations[at])} was answered ${was.outcome}, and now ${now}`)
    }
  if (stands() !== before || server.state.total !== total) broken.push('sending everything again changed the ledger')
  if (server.state.held.size !== held) broken.push('sending everything again put more aside')
}

const nameOf = (operation: unknown): string => String((operation as Operation).id).slice(-4)

/**
 * Two weeks later phones let go of what a backup holds and of nothing else, and people may sign out once they took out
 * what can never be sent; and when the server's machine is lost then, everything is in a backup or on a phone.
 */
async function letGo(world: World): Promise<void> {
  const { server, net, phones, broken, pass, roll } = world
  pass(1000)
  const backed = roll.between(0, 1) === 0
  if (backed) server.makeBackup()
  pass(15 * DAY_MS)
  for (const phone of phones)
    for (const account of phone.accounts) {
      phone.session = account
      const page = phone.restart(account)
      await net.drain()
      for (let round = 0; round < 2; round += 1) {
        pass(700_000)
        await sendAll(world, page)
      }
      const own = phone.disk.sorted().filter((row) => row.accountId === account && isStuck(row, phone.disk.sorted()))
      void page.client.exported(
        own.map((row) => row.operation.deviceSeq),
        account,
      )
      await net.drain()
      for (const { operation, state } of own) {
        void page.client.clear(page.owner, operation.id)
        if (state === 'parked') phone.cleared.add(operation.id)
      }
      void page.client.prune()
      await net.drain()
      const kept = phone.disk.sorted().filter((row) => row.accountId === account)
      const rows = phone.disk.sorted()
      const neverLeaves = ({ operation }: OutboxRow): boolean =>
        phone.spoiled.has(operation.id) ||
        isUnreadable(operation) ||
        operation.photos.some((photo) => phone.neverLeaves(photo.sha256))
      const stays = (row: OutboxRow): boolean =>
        neverLeaves(row) ||
        // What takes back another goes after it.
        (row.operation.act.do === 'withdraw' &&
          rows.some((one) => one !== row && one.operation.id === row.operation.id)) ||
        row.outcome === 'quarantined' ||
        (row.state === 'parked' && !isStuck(row, rows))
      for (const row of backed ? kept.filter((one) => !stays(one)) : [])
        broken.push(`${row.operation.id.slice(-4)} v${row.operation.version} is ${row.state} and never let go of`)
      if (!kept.some(neverLeaves) && !(await page.client.maySignOut(account)))
        broken.push(`${account} may not sign out`)
    }
  for (const phone of phones) {
    const wanted = new Set(phone.disk.sorted().flatMap((row) => row.operation.photos.map((photo) => photo.sha256)))
    for (const name of phone.disk.photos.keys())
      if (!wanted.has(name)) broken.push(`${phone.name}: a photo nobody needs is kept`)
  }
  server.restore()
  for (const phone of phones)
    for (const [id, told] of phone.told)
      if (!phone.disk.sorted().some((row) => row.operation.id === id))
        broken.push(...brokenWord(phone, server.state, id, told, true).map((what) => `after all was lost: ${what}`))
}
