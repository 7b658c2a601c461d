import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import type { Act, BatchReply } from '../schema.ts'
import { FieldClient } from './field-client.ts'
import { isOf } from './outbox-rules.ts'
import { blankMeta, type NetReply, type OutboxRow, type PhoneDisk, type PhoneMeta, type PhotoRow } from './ports.ts'

const hashOf = (what: string | Uint8Array): Promise<string> =>
  Promise.resolve(createHash('sha256').update(what).digest('hex'))

/** A disk that does as it is told. */
function plainDisk(): PhoneDisk {
  let meta: PhoneMeta = blankMeta('phone')
  const rows = new Map<number, OutboxRow>()
  const photos = new Map<string, PhotoRow>()
  return {
    write: async (changes) => {
      meta = { ...changes.meta, written: meta.written + 1 }
      for (const row of changes.rows ?? []) rows.set(row.operation.deviceSeq, row)
      for (const photo of changes.photos ?? []) photos.set(photo.sha256, photo)
      for (const seq of changes.dropRows ?? []) rows.delete(seq)
      for (const name of changes.dropPhotos ?? []) photos.delete(name)
    },
    meta: async () => meta,
    rows: async () => [...rows.values()],
    photo: async (name) => photos.get(name) ?? null,
    photoNames: async () => [...photos.keys()],
  }
}

const entry = (piles: string): Act => ({
  do: 'entry',
  kind: 'cleanup',
  placeId: null,
  locus: '',
  day: '2026-04-02',
  amounts: { piles },
  fields: {},
  parties: {},
  note: '',
})

const TWO_WEEKS = 15 * 24 * 3_600_000

/** A phone, and a server for each community that takes all, unless it was told to say something else. */
function phone() {
  const arrived: { community: string; ids: string[] }[] = []
  const says: Record<string, NetReply<BatchReply> | undefined> = {}
  const cut = new Set<string>()
  const sent: string[] = []
  let underWay = (): Promise<void> => Promise.resolve()
  let elapsed = 0
  let serverTime = Date.parse('2026-04-02T01:00:00Z')
  let watermark = 0
  let photosOf = 1
  let ids = 0
  const client = new FieldClient({
    disk: plainDisk(),
    net: {
      send: async (community, batch) => {
        const operations = batch.operations as { id: string; version: number }[]
        arrived.push({ community, ids: operations.map(({ id }) => id) })
        await underWay()
        const items = operations.map(({ id, version }) => {
          return { id, version, outcome: 'applied' as const, position: 1, problem: null }
        })
        const slots = cut.size > 0 ? batch.owed.filter((name) => !sent.includes(name)) : []
        const have = batch.owed.filter((name) => !slots.includes(name))
        const reply = { items, slots, have, watermark, next: 2, epoch: 1 }
        return says[community] ?? { is: 'answer', value: { ...reply, serverTime: new Date(serverTime).toISOString() } }
      },
      sendPhoto: async (_, __, sha256) => {
        if (cut.has(sha256)) return { is: 'unclear' }
        sent.push(sha256)
        return { is: 'answer', value: { sha256, next: 2, epoch: photosOf } }
      },
    },
    alone: (work) => work(),
    now: () => serverTime,
    elapsed: () => elapsed,
    random: () => 0.5,
    newId: () => `record-${(ids += 1)}`,
    hash: hashOf,
    hashBytes: hashOf,
  })
  return {
    client,
    arrived,
    says,
    /** Photos whose connection always dies, and those that came. */
    cut,
    sent,
    /** What happens while a batch is on its way. */
    whileSending: (work: () => Promise<void>) => (underWay = work),
    later: (ms: number) => {
      elapsed += ms
      serverTime += ms
    },
    backUp: (to = 9) => (watermark = to),
    /** Which life of the server takes photos. */
    photoEpoch: (epoch: number) => (photosOf = epoch),
    /** Somebody sets the server's clock. */
    setServerClock: (ms: number) => (serverTime += ms),
  }
}

const east = { accountId: 'lin', community: 'east' }
const west = { accountId: 'lin', community: 'west' }
const other = { accountId: 'zhou', community: 'east' }

describe('a phone of somebody who works in two communities', () => {
  it('sends each record to the community it was made in', async () => {
    const { client, arrived } = phone()
    const first = await client.save(east, entry('1'), [])
    const second = await client.save(west, entry('2'), [])
    assert.deepEqual(await client.communitiesOf('lin'), ['east', 'west'])
    for (const owner of [west, east]) await client.sync(owner)
    assert.deepEqual(arrived, [
      { community: 'west', ids: [second] },
      { community: 'east', ids: [first] },
    ])
    assert.equal((await client.unsent()).records, 0)
  })

  it('one community that refuses holds up no other', async () => {
    const { client, arrived, says } = phone()
    await client.save(east, entry('1'), [])
    await client.save(west, entry('2'), [])
    says.east = { is: 'refused', status: 503, retryAfter: 600 }
    assert.equal(await client.sync(east), 'waits')
    assert.equal(await client.sync(west), 'sent')
    assert.equal((await client.unsent((row) => isOf(row, west))).records, 0)
    assert.equal((await client.unsent((row) => isOf(row, east))).records, 1)
    // The one that asked to be left alone is left alone, also by somebody who looks.
    client.wake()
    says.east = undefined
    const before = arrived.length
    assert.equal(await client.sync(east), 'waits')
    assert.equal(arrived.length, before)
    assert.equal(client.notBefore(), 600_000)
  })

  it('asks each community what became of what it has, and forgets nothing on the word of the other', async () => {
    const { client, arrived, later, backUp } = phone()
    await client.save(east, entry('1'), [])
    await client.save(west, entry('2'), [])
    backUp()
    for (const owner of [east, west]) await client.sync(owner)
    later(TWO_WEEKS)
    const before = arrived.length
    assert.equal(await client.sync(east), 'sent')
    assert.equal(await client.prune(), 1)
    assert.deepEqual(await client.communitiesOf('lin'), ['west'])
    assert.equal(await client.sync(west), 'sent')
    assert.deepEqual(
      arrived.slice(before).map(({ community }) => community),
      ['east', 'west'],
    )
    assert.equal(await client.prune(), 1)
  })
})

describe('what somebody else took out as a file', () => {
  it('is no reason to let anything of it go, only to believe that it may be known elsewhere', async () => {
    const { client } = phone()
    const id = await client.save(east, entry('1'), [])
    await client.exported([1], other.accountId)
    assert.equal(await client.withdraw(east, id, { reason: '记重了', seen: null }), false)
    const { client: lost, says } = phone()
    const bad = await lost.save(east, entry('1'), [])
    const items = [{ id: bad, version: 1, outcome: 'refused' as const, position: 0, problem: '类别已停用。' }]
    const value = { items, slots: [], have: [], watermark: 0, next: 1, epoch: 1, serverTime: '2026-04-02T01:00:00Z' }
    says.east = { is: 'answer', value }
    await lost.sync(east)
    for (const by of [null, other.accountId]) {
      await lost.exported([1], by)
      assert.equal(await lost.maySignOut('lin'), false)
      assert.equal(await lost.clear(east, bad), 0)
    }
    await lost.exported([1], 'lin')
    assert.equal(await lost.maySignOut('lin'), true)
    assert.equal(await lost.clear(east, bad), 1)
  })
})

describe('a photo that another life of the server took', () => {
  it('is not there for a record this one was not told of', async () => {
    const { client, cut, photoEpoch } = phone()
    const one = await photo('one')
    await client.save(east, entry('1'), [one])
    cut.add('nothing')
    photoEpoch(2)
    await client.sync(east)
    assert.equal((await client.unsent()).photos, 1)
  })
})

describe('what a backup elsewhere holds', () => {
  it('goes after two weeks; what was answered after it was begun stays, though its position is old', async () => {
    const { client, later, backUp } = phone()
    await client.save(east, entry('1'), [await photo('one')])
    backUp(1)
    await client.sync(east)
    later(TWO_WEEKS)
    await client.sync(east)
    assert.equal(await client.prune(), 0)
    backUp(2)
    later(TWO_WEEKS)
    await client.sync(east)
    assert.equal(await client.prune(), 1)
  })

  it('is judged by no clock: what was answered while the server’s was ten years ahead, or behind, is kept and goes alike', async () => {
    for (const years of [10, -10]) {
      const { client, later, backUp, setServerClock } = phone()
      const off = years * 365 * 24 * 3_600_000
      setServerClock(off)
      await client.save(east, entry('1'), [])
      await client.sync(east)
      setServerClock(-off)
      backUp(1)
      later(TWO_WEEKS)
      await client.sync(east)
      assert.equal(await client.prune(), 0, `${years} years, before the backup`)
      backUp(2)
      later(TWO_WEEKS)
      await client.sync(east)
      assert.equal(await client.prune(), 1, `${years} years, after it`)
    }
  })
})

const photo = async (text: string) => {
  const bytes = new TextEncoder().encode(text)
  const sha256 = await hashOf(bytes)
  const claims = { role: 'scene', source: 'camera', takenAt: null, cameraSha256: null } as const
  return { fact: { sha256, bytes: bytes.length, ...claims }, bytes }
}

describe('photos over a line that always dies for one of them', () => {
  it('the others arrive, and records that are saved meanwhile go at once', async () => {
    const { client, cut, sent, arrived, later } = phone()
    const photos = await Promise.all(['one', 'two', 'three'].map(photo))
    cut.add(photos[0]!.fact.sha256)
    await client.save(east, entry('1'), photos)
    assert.equal(await client.sync(east), 'sent')
    assert.deepEqual(
      sent,
      photos.slice(1).map(({ fact }) => fact.sha256),
    )
    const next = await client.save(east, entry('2'), [])
    assert.equal(await client.sync(east), 'sent')
    assert.deepEqual(arrived.at(-1)!.ids, [next])
    cut.clear()
    later(60_000)
    await client.sync(east)
    assert.equal((await client.unsent()).photos, 0)
  })

  it('two in a row end the round, and go last in the next', async () => {
    const { client, cut, sent } = phone()
    const photos = await Promise.all(['a', 'b', 'c'].map(photo))
    for (const { fact } of photos.slice(0, 2)) cut.add(fact.sha256)
    await client.save(east, entry('1'), photos)
    await client.sync(east)
    assert.deepEqual(sent, [])
    await client.sync(east)
    assert.deepEqual(sent, [photos[2]!.fact.sha256])
  })
})

describe('what its owner takes back', () => {
  const why = { reason: '记重了', seen: null }

  it('is never sent when it never left, nor are its photos', async () => {
    const { client, arrived } = phone()
    const id = await client.save(east, entry('1'), [await photo('p')])
    await client.edit(east, id, entry('2'), [])
    assert.equal(await client.withdraw(east, id, why), true)
    assert.deepEqual(await client.unsent(), { records: 0, operations: 0, parked: 0, photos: 0 })
    await client.sync(east)
    assert.deepEqual(
      arrived.flatMap(({ ids }) => ids),
      [],
    )
    await assert.rejects(client.edit(east, id, entry('3'), []), /withdrawn/)
    assert.equal(await client.withdraw(east, id, why), true)
    assert.equal(await client.maySignOut('lin'), true)
  })

  it('follows what is on its way', async () => {
    const { client, arrived, whileSending } = phone()
    const id = await client.save(east, entry('1'), [])
    let ended: boolean | null = null
    whileSending(async () => {
      ended ??= await client.withdraw(east, id, why)
    })
    await client.sync(east)
    assert.equal(ended, false)
    await client.sync(east)
    assert.deepEqual(
      arrived.map(({ ids }) => ids),
      [[id], [id]],
    )
    assert.equal((await client.unsent()).records, 0)
  })

  it('follows what may have left in a file', async () => {
    const { client } = phone()
    const id = await client.save(east, entry('1'), [])
    await client.exported([1], 'lin')
    assert.equal(await client.withdraw(east, id, why), false)
  })

  it('only its own, and what this phone holds', async () => {
    const { client } = phone()
    const id = await client.save(east, entry('1'), [])
    await assert.rejects(client.withdraw(other, id, why))
    await assert.rejects(client.withdraw(east, 'record-77', why))
    assert.equal((await client.unsent()).records, 1)
  })

  it('a record of another kind goes in place of the one that never left', async () => {
    const { client, arrived } = phone()
    const id = await client.save(east, entry('1'), [])
    await client.edit(east, id, { ...entry('2'), kind: 'patrol' } as Act, [])
    assert.equal((await client.unsent()).operations, 1)
    await client.sync(east)
    assert.deepEqual(arrived[0]!.ids, [id])
  })
})

describe('what is counted as unsent', () => {
  const of = (accountId: string) => (row: { accountId: string }) => row.accountId === accountId

  it('a record counts once however often it was edited', async () => {
    const { client } = phone()
    const id = await client.save(east, entry('1'), [])
    await client.edit(east, id, entry('2'), [])
    await client.edit(east, id, entry('3'), [])
    assert.deepEqual(await client.unsent(), { records: 1, operations: 3, parked: 0, photos: 0 })
  })

  it('a refused record that was put right waits, and asks for nobody’s help', async () => {
    const { client, says } = phone()
    const id = await client.save(east, entry('1'), [])
    const items = [
      { id, version: 1, outcome: 'refused' as const, position: 0, problem: '类别已停用。', detail: 'act.kind' },
    ]
    const reply = {
      items,
      slots: [],
      have: [],
      watermark: 0,
      next: 1,
      epoch: 1,
      serverTime: '2026-04-02T01:00:00Z',
    }
    says.east = { is: 'answer', value: reply }
    await client.sync(east)
    assert.deepEqual(await client.unsent(), { records: 0, operations: 0, parked: 1, photos: 0 })
    await client.edit(east, id, entry('2'), [])
    assert.deepEqual(await client.unsent(), { records: 1, operations: 1, parked: 0, photos: 0 })
  })

  it('each account’s own, photos too', async () => {
    const { client } = phone()
    await client.save(east, entry('1'), [await photo('mine')])
    await client.save(other, entry('2'), [await photo('hers'), await photo('hers too')])
    assert.deepEqual(await client.unsent(of('lin')), { records: 1, operations: 1, parked: 0, photos: 1 })
    assert.deepEqual(await client.unsent(of('zhou')), { records: 1, operations: 1, parked: 0, photos: 2 })
  })
})
