import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { from as copyFrom } from 'pg-copy-streams'
import type { App } from '#kernel/node/app.ts'
import { sql } from 'kysely'
import { operatorIn } from '#kernel/operator.ts'
import { createCommunity, createOrg } from '#slices/people/community-store.ts'
import { type Crop, CROPS, type Print } from '#slices/evidence/print-rules.ts'
import { photosLike, printRow } from '#slices/evidence/store-prints.ts'
import { randomFrom } from '#slices/evidence/test-scenes.ts'
import type { BenchOptions, BenchRow } from './row.ts'
import { percentile, timeEach } from './samples.ts'
import { unindexed } from './unindexed.ts'
import { withDatabase } from './with-database.ts'

const TIMES = 200
const CROP_NAMES = Object.keys(CROPS) as Crop[]
/** Near the limit of what a picture looks like its own copy at. */
const MOST = 100

/** A photo looked for among as many prints as `entries` says, of pictures with large light and dark parts as real ones have. */
export async function bench(options: BenchOptions): Promise<BenchRow[]> {
  return withDatabase(async (app) => {
    const community = await seed(app, options)
    const reader = operatorIn(community)
    const photos = Math.floor(options.entries / CROP_NAMES.length)
    options.log('searching')
    let found = 0
    const search = (at: number) =>
      app.db.asReader(reader, async (tx) => {
        const original = Math.floor((at * photos) / (TIMES + 20))
        // Every other one is a copy with a few bits changed, every other one was never seen.
        const prints = printsOf(at % 2 === 0 ? original : photos + at, 3)
        const sha256 = nameOf(photos + at)
        const alike = await photosLike(tx, community, { sha256, prints }, MOST)
        if (at % 2 === 0 && alike.some((one) => one.sha256 === nameOf(original))) found += 1
      })
    for (let at = 0; at < 20; at += 1) await search(TIMES + at)
    found = 0
    const samples = await timeEach(TIMES, search)
    const bare = await timeEach(TIMES, (at) =>
      app.db.asReader(reader, (tx) =>
        sql`select sha256 from photo where community_id = ${community}::uuid
          and sha256 = ${nameOf(Math.floor((at * photos) / TIMES))}`.execute(tx),
      ),
    )
    const row = (p: 50 | 95): BenchRow => ({
      name: `photo looked for among ${photos * CROP_NAMES.length} prints, ${p === 95 ? 'p95' : 'median'}`,
      value: percentile(samples, p),
      unit: 'ms',
      baseline: `one photo by its key, ${p === 95 ? 'p95' : 'median'}`,
      baselineValue: percentile(bare, p),
      note: `${photos} photos; ${found} of ${TIMES / 2} copies found; fastest ${Math.min(...samples).toFixed(1)} ms`,
    })
    return [row(50), row(95)]
  })
}

async function seed(app: App, { entries, log }: BenchOptions): Promise<string> {
  const now = app.now()
  const community = await app.db.asOwner(async (tx) => {
    const node = await createOrg(tx, { level: 'city', code: 'bench-city', name: '基准市' }, now)
    return (await createCommunity(tx, { code: 'bench', name: '基准社区', parentId: node.id }, now)).id
  })
  const photos = Math.floor(entries / CROP_NAMES.length)
  const client = await app.db.pool.connect()
  try {
    log(`${photos} photos with ${CROP_NAMES.length} prints each`)
    await unindexed(client, ['photo', 'photo_print'], async () => {
      const copy = async (columns: string, lines: () => Iterable<string>): Promise<void> => {
        await client.query('begin')
        const into = client.query(copyFrom(`copy ${columns} from stdin (format csv)`))
        await pipeline(Readable.from(lines()), into)
        await client.query('commit')
      }
      await client.query('alter table photo no force row level security')
      await client.query('alter table photo_print no force row level security')
      await copy('photo (community_id, sha256, bytes, type, width, height, created_at)', function* () {
        for (let at = 0; at < photos; at += 1)
          yield `${community},${nameOf(at)},300000,image/jpeg,1600,1200,2026-01-01\n`
      })
      await copy('photo_print (community_id, sha256, crop, hash, band0, band1, band2, band3, fine)', function* () {
        for (let at = 0; at < photos; at += 1) {
          for (const print of printsOf(at)) {
            const row = printRow(nameOf(at), print)
            yield `${community},${row.sha256},${row.crop},${row.hash},${row.band0},${row.band1},${row.band2},${row.band3},\\x${row.fine}\n`
          }
        }
      })
    })
    await client.query('vacuum analyze')
    return community
  } finally {
    client.release()
  }
}

const nameOf = (at: number): string => createHash('sha256').update(`photo ${at}`).digest('hex')

/** A made-up picture's prints: smooth light over the whole of it and something of its own in every cell. */
function printsOf(photo: number, changed = 0): Print[] {
  const random = randomFrom(photo + 1)
  const waves = Array.from({ length: 4 }, (_, at) => ({
    x: (random() - 0.5) * (1 + at),
    y: (random() - 0.5) * (1 + at),
    from: random() * 7,
    size: 1 / (1 + at),
  }))
  const own = Array.from({ length: 72 }, () => (random() - 0.5) * 1.1)
  return CROP_NAMES.map((crop, index) => {
    const { left, top, right, bottom } = CROPS[crop]
    const light = (column: number, row: number): number => {
      const x = left + ((right - left) * column) / 9
      const y = top + ((bottom - top) * row) / 8
      return waves.reduce((sum, wave) => sum + wave.size * Math.sin(wave.from + 6 * (wave.x * x + wave.y * y)), 0)
    }
    let hash = 0n
    for (let at = 0; at < 64; at += 1) {
      const [column, row] = [at % 8, at >> 3]
      const here = light(column, row) + own[(row * 9 + column + index * 5) % 72]!
      const next = light(column + 1, row) + own[(row * 9 + column + 1 + index * 5) % 72]!
      hash = (hash << 1n) | (next > here ? 1n : 0n)
    }
    for (let bit = 0; bit < changed; bit += 1) hash ^= 1n << BigInt(Math.floor(random() * 64))
    const fine = createHash('sha512').update(`${photo} ${crop}`).digest()
    return { crop, hash, fine }
  })
}
