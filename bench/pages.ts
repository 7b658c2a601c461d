import type { App } from '#kernel/node/app.ts'
import { operatorIn } from '#kernel/operator.ts'
import { EntryListQuery } from '#slices/ledger/schema.ts'
import { readKinds } from '#slices/ledger/store-kinds.ts'
import { listEntries } from '#slices/ledger/store-list.ts'
import type { BenchOptions, BenchRow } from './row.ts'
import { percentile, timeEach } from './samples.ts'
import { RARE_WORD } from './seed-notes.ts'
import type { Seeded } from './seed.ts'

const TIMES = 40
const SIZE = 50

/** Pages of the large ledger, filtered and in both orders, as the route asks for them; beside a bare page by primary key. */
export async function pageRows(app: App, seeded: Seeded, { entries, log }: BenchOptions): Promise<BenchRow[]> {
  const reader = operatorIn(seeded.community.id)
  const place = await placeIds(app, seeded.community.id)
  const last = Math.floor(entries / SIZE)
  const asked: [string, Record<string, unknown>][] = [
    ['no filter', {}],
    ['no filter, oldest first', { order: 'oldest' }],
    ['no filter, page in the middle', { page: Math.max(1, Math.floor(last / 2)) }],
    ['one kind', { kind: 'cleanup' }],
    ['one kind, page in its middle', { kind: 'cleanup', page: Math.max(1, Math.floor(last * 0.15)) }],
    ['a grid and all below it', { place: place('网格3号') }],
    [
      'a grid and all below it, page 100',
      { place: place('网格3号'), page: Math.min(100, Math.max(1, Math.floor(last / 10))) },
    ],
    ['a yard and its buildings, one kind', { place: place('楼院7号'), kind: 'friday' }],
    ['a period that begins and ends within months', { from: '2025-02-10', to: '2025-11-20' }],
    [
      'such a period, one kind, page 100',
      {
        from: '2025-02-10',
        to: '2025-11-20',
        kind: 'cleanup',
        page: Math.min(100, Math.max(1, Math.floor(last / 20))),
      },
    ],
    ['text 清理 (one in 12)', { text: '清理' }],
    ['text 杂物 (one in 25)', { text: '杂物' }],
    [`text ${RARE_WORD} (one in 5000)`, { text: RARE_WORD }],
    ['text 石头 (none)', { text: '石头' }],
    ['text 小巷3号 (name of a place)', { text: '小巷3号' }],
    [
      'text 杂物 in a yard, in a period',
      { text: '杂物', place: place('楼院7号'), from: '2025-02-10', to: '2025-11-20' },
    ],
    ['one author', { author: '00000000-0000-7000-8000-000000000003' }],
    ['with photos', { photos: 'yes' }],
  ]
  const bare = await barePages(app, seeded.community.id)
  const rows: BenchRow[] = []
  for (const [name, query] of asked) {
    log(`page: ${name}`)
    const parsed = EntryListQuery.parse({ size: SIZE, ...query })
    let found = ''
    const page = (): Promise<void> =>
      app.db.asReader(reader, async (tx) => {
        const { rows: shown, total, exact } = await listEntries(tx, reader, await readKinds(tx), parsed)
        found = `${shown.length} shown of ${total}${exact ? '' : '+'}`
      })
    await timeEach(3, page)
    const samples = await timeEach(TIMES, page)
    rows.push({
      name: `page of ${SIZE}: ${name}, p95`,
      value: percentile(samples, 95),
      unit: 'ms',
      baseline: `${SIZE} bare rows by primary key, p95`,
      baselineValue: percentile(bare, 95),
      note: `${found}; median ${percentile(samples, 50).toFixed(1)} ms`,
    })
  }
  return rows
}

async function placeIds(app: App, community: string): Promise<(name: string) => string> {
  const { rows } = await app.db.pool.query<{ id: string; name: string }>(
    'select id, name from place where community_id = $1',
    [community],
  )
  return (name) => rows.find((row) => row.name === name)!.id
}

async function barePages(app: App, community: string): Promise<number[]> {
  const { rows } = await app.db.pool.query<{ id: string }>(
    'select id from entry where community_id = $1 order by id limit 1 offset 500',
    [community],
  )
  const page = (): Promise<unknown> =>
    app.db.pool.query('select * from entry where community_id = $1 and id > $2 order by id limit $3', [
      community,
      rows[0]!.id,
      SIZE,
    ])
  await timeEach(3, page)
  return timeEach(TIMES, page)
}
