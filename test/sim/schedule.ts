import { dice } from '#server/demo/dice.ts'
import type { FieldClient, Owner } from '#slices/field/phone/field-client.ts'
import type { NetReply, PhoneWorld } from '#slices/field/phone/ports.ts'
import type { Act, BatchReply, Operation } from '#slices/field/schema.ts'
import type { FieldStore } from '#slices/field/take-batch.ts'
import { Pending } from './pending.ts'
import { SimDisk } from './phone-disk.ts'
import { sha256, SimServer } from './server.ts'

/** The two halves as they are in the product, or with a bug put in. */
export interface Halves {
  FieldClient: typeof FieldClient
  takeBatch: (
    store: FieldStore,
    deviceId: string,
    sent: readonly unknown[],
    owed: readonly string[],
  ) => Promise<BatchReply>
}

interface Phone {
  name: string
  owner: Owner
  disk: SimDisk
  client: FieldClient
  /** What its owner was told is saved: highest version and hash by operation. */
  told: Map<string, { version: number; text: string }>
  clockError: number
  /** An older state of its storage, as a copied or restored phone has it. */
  copy: ReturnType<SimDisk['copied']> | null
  /** Made so far; an id is never made twice. */
  ids: number
}

type Roll = ReturnType<typeof dice>
const START = Date.parse('2026-06-15T02:00:00Z')
const DAY_MS = 86_400_000
const OWNER = (n: number): Owner => ({ accountId: `account-${n}`, community: 'huaiyin' })

/** @returns what is broken; none when every promise was kept */
export async function schedule({ FieldClient: Client, takeBatch }: Halves, seed: number): Promise<string[]> {
  const roll = dice(seed)
  const pending = new Pending(roll)
  let clock = START
  const server = new SimServer(pending, takeBatch, () => clock)
  const traffic: { deviceId: string; sent: unknown[]; reply: BatchReply }[] = []
  let healed = false
  /** So many requests in a row fail. */
  let outage = 0
  /** Requests without an answer yet: every phone stops waiting for one some day. */
  const calls = new Set<() => void>()
  const drain = async (): Promise<void> => {
    for (;;) {
      while (await pending.step());
      if (calls.size === 0) return
      for (const giveUp of calls) giveUp()
    }
  }

  const phones: Phone[] = []
  const start = (phone: Phone): FieldClient => {
    const world: PhoneWorld = {
      disk: phone.disk.held(),
      net: netOf(phone),
      now: () => clock + phone.clockError,
      elapsed: () => clock,
      random: () => roll.between(0, 999) / 1000,
      newId: () => `${phone.disk.metaNow.deviceId.slice(0, 23)}-${String((phone.ids += 1)).padStart(12, '0')}`,
      hash: (text) => Promise.resolve(sha256(text)),
      hashBytes: (bytes) => Promise.resolve(sha256(bytes)),
    }
    return new Client(world)
  }

  /** Drops, doubles, delays, damages; a reply is lost as easily as a request. */
  const netOf = (phone: Phone): PhoneWorld['net'] => {
    const through = <T>(reach: () => Promise<T>): Promise<NetReply<T>> =>
      new Promise((answer) => {
        const { lives } = phone.disk
        const done = (reply: NetReply<T>): void => {
          calls.delete(giveUp)
          // Whoever asked may have been killed since.
          if (lives === phone.disk.lives) answer(reply)
        }
        const giveUp = (): void => done({ is: 'unclear' })
        calls.add(giveUp)
        const luck = healed ? 99 : outage > 0 ? 5 : roll.between(0, 99)
        if (outage > 0) outage -= 1
        if (luck < 4)
          return pending.add('net', () =>
            done({ is: 'refused', status: roll.pick([401, 429, 500, 503]), retryAfter: roll.pick([null, 2]) }),
          )
        if (luck < 8) return pending.add('net', () => done({ is: 'unclear' }))
        const lost = luck < 20
        const answered = async (ask: () => Promise<T>, last: boolean, isLost: boolean): Promise<void> => {
          let reply: NetReply<T>
          try {
            reply = { is: 'answer', value: await ask() }
          } catch {
            reply = { is: 'refused', status: 500, retryAfter: null }
          }
          if (last) pending.add('net', () => done(isLost ? { is: 'unclear' } : reply))
        }
        const deliver = (last: boolean): void =>
          pending.add('net', () => {
            void answered(reach, last, lost)
          })
        if (!healed && roll.between(0, 9) === 0) deliver(false)
        deliver(true)
        // The phone waits no longer than it waits, whatever the server does.
        if (!healed && roll.between(0, 3) === 0) pending.add('net', () => done({ is: 'unclear' }))
      })
    return {
      send: (_, operations, owed, deviceId) => {
        const damaged = !healed && roll.between(0, 29) === 0
        const sent = operations.map((one) => (damaged ? damage(one) : structuredClone(one)))
        return through(async () => {
          const reply = await server.handle(deviceId, sent, owed)
          traffic.push({ deviceId, sent, reply })
          return reply
        })
      },
      sendPhoto: (_, name, bytes) => {
        const sent = !healed && roll.between(0, 19) === 0 ? bytes.slice(1) : bytes
        return through(() => server.takePhoto(name, sent))
      },
    }
  }

  for (let n = 0; n < roll.between(1, 2); n += 1) {
    const deviceId = `0190${String(n).padStart(4, '0')}-0000-7000-8000-${String(seed % 1_000_000).padStart(12, '0')}`
    const disk = new SimDisk(`phone-${n}`, pending, {
      deviceId,
      lastSeq: 0,
      lastHash: '',
      watermarks: {},
      backedUpAt: {},
      epochs: {},
      clockAhead: null,
    })
    const phone: Phone = {
      name: `phone-${n}`,
      owner: OWNER(n),
      disk,
      client: null as never,
      told: new Map(),
      clockError: 0,
      copy: null,
      ids: 0,
    }
    phone.client = start(phone)
    phones.push(phone)
  }

  const restart = (phone: Phone): void => {
    const underWay = pending.kill(phone.name)
    phone.disk.restart()
    // A write that was on its way may have reached the disk or not; nobody was told either way.
    if (underWay[0] && roll.between(0, 1) === 0) underWay[0]()
    phone.client = start(phone)
  }

  const broken: string[] = []
  const length = roll.between(20, 60)
  for (let n = 0; n < length; n += 1) {
    const phone = roll.pick(phones)
    const luck = roll.between(0, 99)
    if (luck < 16) saveSomething(phone, roll)
    else if (luck < 24) editSomething(phone, roll)
    else if (luck < 44) void phone.client.sync(phone.owner)
    else if (luck < 48) restart(phone)
    else if (luck < 50) server.kill()
    else if (luck < 53) server.makeBackup()
    else if (luck < 55) {
      server.restore()
      // What the lost machine was told is told again by the phones, not by this list.
      traffic.length = 0
    } else if (luck < 56) phone.clockError = roll.pick([0, 3_600_000, -3_600_000, 3650 * DAY_MS, -3650 * DAY_MS])
    else if (luck < 57) phone.disk.full = true
    else if (luck < 58) server.demoted.add(phone.disk.metaNow.deviceId.slice(0, 23))
    else if (luck < 60) clock += roll.between(1, 20) * DAY_MS
    else if (luck < 64) await pruneNow(phone)
    else if (luck < 66) signOut(phone)
    else if (luck < 68) outage = roll.between(6, 14)
    else if (luck < 69) phone.copy = phone.disk.copied()
    else if (luck < 70) putBack(phone)
    else clock += roll.between(0, 400_000)
    for (let steps = roll.between(0, 6); steps > 0; steps -= 1) await pending.step()
  }

  // The network heals and everybody tries again; a backup is made; all must drain in a bounded number of rounds.
  healed = true
  for (const phone of phones) phone.disk.full = false
  await drain()
  for (let round = 0, quiet = 0; round < 400 && quiet < 4; round += 1) {
    clock += 400_000
    let idle = true
    for (const phone of phones) {
      void phone.client.sync(phone.owner)
      await drain()
      const left = await phone.client.unsent()
      if (left.records > 0 || left.photos > owedNothing(phone)) idle = false
    }
    quiet = idle ? quiet + 1 : 0
  }
  await verify(phones, server, broken, pending, traffic)
  return broken

  function saveSomething(phone: Phone, dicing: Roll): void {
    const act = actOf(dicing)
    const photos = photosOf(phone, dicing)
    void phone.client.save(phone.owner, act, photos).then(
      (id) => void phone.told.set(id, { version: 1, text: JSON.stringify(act) }),
      () => {},
    )
  }
  function editSomething(phone: Phone, dicing: Roll): void {
    const ids = [...phone.told.keys()]
    if (ids.length === 0) return
    const id = dicing.pick(ids)
    const act = actOf(dicing)
    void phone.client.edit(phone.owner, id, act, photosOf(phone, dicing)).then(
      () => {
        const rows = [...phone.disk.rowsNow.values()].filter((row) => row.operation.id === id)
        const version = Math.max(0, ...rows.map((row) => row.operation.version))
        const told = phone.told.get(id)!
        if (version > told.version)
          phone.told.set(id, {
            version,
            text: JSON.stringify(rows.find((row) => row.operation.version === version)!.operation.act),
          })
      },
      () => {},
    )
  }
  async function pruneNow(phone: Phone): Promise<void> {
    void phone.client.prune().catch(() => {})
    await pending.step()
  }
  /** The phone is set back to an older copy of itself: what it had not sent since is gone, and its chain forks. */
  function putBack(phone: Phone): void {
    if (!phone.copy) return
    pending.kill(phone.name)
    phone.disk.restart()
    phone.disk.putBack(phone.copy)
    const rows = [...phone.disk.rowsNow.values()]
    for (const id of phone.told.keys()) {
      const own = rows.filter((row) => row.operation.id === id)
      const last = own.reduce((top, row) => (row.operation.version > top.operation.version ? row : top), own[0]!)
      if (own.length === 0) phone.told.delete(id)
      else phone.told.set(id, { version: last.operation.version, text: JSON.stringify(last.operation.act) })
    }
    phone.client = start(phone)
  }
  function signOut(phone: Phone): void {
    // Signing out clears what this account left on a shared phone, as it stood when it was asked.
    const left = [...phone.disk.rowsNow.values()].filter((row) => row.accountId === phone.owner.accountId)
    void phone.client.maySignOut(phone.owner.accountId).then((may) => {
      const unsent = left
        .map((row) => row.operation.deviceSeq)
        // What was answered while it was asked has become part of what is kept.
        .filter((seq) => phone.disk.rowsNow.get(seq)?.state !== 'done')
      if (may) phone.disk.commit({ dropRows: unsent })
    })
  }
}

/** Photos whose record can never be taken are not owed to the server. */
function owedNothing(phone: Phone): number {
  const rows = [...phone.disk.rowsNow.values()]
  const wanted = new Set(
    rows.filter((row) => row.state === 'done').flatMap((row) => row.operation.photos.map((p) => p.sha256)),
  )
  return [...phone.disk.photosNow.values()].filter(
    (photo) =>
      photo.deliveredIn < Math.max(1, ...Object.values(phone.disk.metaNow.epochs)) && !wanted.has(photo.sha256),
  ).length
}

function actOf(roll: Roll): Act {
  return {
    do: 'entry',
    // One in twenty is of a kind the office has taken away since: it can never be taken.
    kind: roll.between(0, 19) === 0 ? 'no-such-kind' : 'cleanup',
    placeId: null,
    locus: '',
    day: '2026-06-15',
    amounts: { piles: String(roll.between(1, 9)) },
    fields: {},
    parties: {},
    note: `第${roll.between(1, 4)}处`,
  }
}

function photosOf(phone: Phone, roll: Roll) {
  if (roll.between(0, 2) > 0) return []
  const bytes = new TextEncoder().encode(`${phone.name} ${roll.between(0, 3)}`)
  const fact = {
    sha256: sha256(bytes),
    bytes: bytes.length,
    role: 'scene' as const,
    source: 'camera' as const,
    takenAt: null,
    cameraSha256: null,
  }
  return [{ fact, bytes }]
}

function damage(operation: Operation): Operation {
  const broken = structuredClone(operation)
  if (broken.act.do === 'entry') broken.act.amounts = { piles: '999' }
  return broken
}

/** Whether every promise was kept, when all is quiet. */
async function verify(
  phones: Phone[],
  server: SimServer,
  broken: string[],
  pending: Pending,
  traffic: { deviceId: string; sent: unknown[]; reply: BatchReply }[],
): Promise<void> {
  const { disk } = server
  const say = (what: string): void => void (broken.length < 5 && broken.push(what))
  const origins = new Set<string>()
  for (const phone of phones) {
    const rows = [...phone.disk.rowsNow.values()]
    for (const { operation } of rows) origins.add(operation.id)
    const left = await phone.client.unsent()
    if (left.records > 0) say(`${phone.name}: ${left.records} never left the outbox`)
    if (left.photos > owedNothing(phone)) say(`${phone.name}: photos never left`)
    const bad = await phone.client.audit()
    if (bad.length > 0) say(`${phone.name}: damaged on the phone at ${bad.join()}`)
    for (const [id, told] of phone.told) {
      origins.add(id)
      const held = rows.filter((row) => row.operation.id === id)
      const kept = [...disk.kept.values()].filter((row) => row.id === id)
      const conflict = [...disk.conflicts.values()].some((one) => one.id === id)
      const parked = held.some((row) => row.state === 'parked')
      const highest = Math.max(0, ...kept.map((row) => row.version))
      if (parked && highest < told.version) continue
      if (highest < told.version && !conflict) {
        say(`${phone.name}: saved version ${told.version} of ${id.slice(-4)}, the server has ${highest}`)
        continue
      }
      const last = kept.find((row) => row.version === told.version)
      if (!last || last.outcome !== 'applied') continue
      const record = disk.ledger.get(id)
      if (!record) say(`${id.slice(-4)} was acknowledged and is not in the ledger`)
      else {
        if (record.made !== 1) say(`${id.slice(-4)} was made ${record.made} times`)
        const applied = kept.filter((row) => row.outcome === 'applied')
        const top = applied.reduce((a, b) => (b.version > a.version ? b : a))
        if (record.version !== top.version || record.hash !== top.hash)
          say(`${id.slice(-4)} stands at version ${record.version}, not ${top.version}`)
        if (!conflict && JSON.stringify(last.operation.act) !== told.text)
          say(`${id.slice(-4)} has other words than were saved`)
        for (const photo of last.operation.photos)
          if (!disk.photos.has(photo.sha256)) say(`a photo of ${id.slice(-4)} never came`)
      }
    }
    const seqs = [...disk.kept.values()]
      .filter((row) => row.deviceId === phone.disk.metaNow.deviceId)
      .map((row) => row.deviceSeq)
    const inConflict = [...disk.conflicts.values()].map((one) => one.deviceSeq)
    const refused = rows.filter((row) => row.state === 'parked').map((row) => row.operation.deviceSeq)
    const chain = new Set([...seqs, ...inConflict, ...refused])
    for (let seq = 1; seq <= phone.disk.metaNow.lastSeq; seq += 1)
      if (!chain.has(seq)) say(`${phone.name}: a gap in its chain at ${seq}`)
    for (const row of rows) {
      const kept = [...disk.kept.values()].find(
        (one) => one.id === row.operation.id && one.version === row.operation.version,
      )
      if (row.state === 'done' && row.outcome === 'applied' && kept?.outcome !== 'applied')
        say(`${row.operation.id.slice(-4)} is called applied on the phone and is ${kept?.outcome ?? 'unknown'} there`)
    }
    for (const row of rows)
      if (row.outcome === 'quarantined') {
        const { id, version, hash } = row.operation
        const there = [...disk.kept.values(), ...disk.conflicts.values()].some(
          (one) => one.id === id && one.version === version && one.hash === hash,
        )
        if (!there) say(`${id.slice(-4)} was put aside and is nowhere`)
      }
  }
  for (const id of disk.ledger.keys())
    if (!origins.has(id) && !phones.some((phone) => id.startsWith(phone.disk.metaNow.deviceId.slice(0, 23))))
      say(`${id} came from nowhere`)
  const recount = [...disk.ledger.values()].reduce((sum, row) => sum + row.amount, 0)
  if (recount !== disk.total) say(`the counter says ${disk.total}, a recount ${recount}`)
  // Everything that was ever sent, once more: nothing may change.
  const before = JSON.stringify([...disk.ledger])
  const total = disk.total
  for (const { deviceId, sent } of traffic) {
    void server.handle(deviceId, sent, [])
    while (await pending.step());
  }
  if (JSON.stringify([...server.disk.ledger]) !== before || server.disk.total !== total)
    say('sending everything again changed the ledger')
}
