import { newId } from '#kernel/ids.ts'
import type { App } from '#kernel/node/app.ts'
import { operatorIn } from '#kernel/operator.ts'
import { startFolding } from '#slices/ledger/fold.ts'
import { recordTogether } from '#slices/ledger/record-together.ts'
import type { EntryDraft } from '#slices/ledger/schema.ts'
import type { BenchOptions, BenchRow } from './row.ts'
import { timeAmong, timeEach } from './samples.ts'
import type { Seeded } from './seed.ts'

const BATCH = 500
const BATCHES = 20
const SINGLES = 1000
const CLIENTS = 8

/** Records a second that one community takes, acknowledged when they are on disk; the folding runs meanwhile. */
export async function recordRows(app: App, seeded: Seeded, { log }: BenchOptions): Promise<BenchRow[]> {
  const reader = operatorIn(seeded.community.id)
  const places = await app.db.pool.query<{ id: string }>(
    `select id from place where community_id = $1 and type = 'yard'`,
    [reader.communityId],
  )
  const draft = (at: number): EntryDraft => ({
    id: newId(),
    kind: 'cleanup',
    placeId: places.rows[at % places.rows.length]!.id,
    dayFrom: DAY,
    dayTo: DAY,
    amounts: { piles: '2', tons: '1.5', smallAds: `${at % 60}` },
    fields: {},
    parties: {},
    note: `清理楼道杂物第${at}处，居民配合`,
    via: 'form',
  })
  const record = (items: EntryDraft[]): Promise<unknown> =>
    app.db.asReader(reader, (tx) => app.commands.run({ app, tx, reader }, 'entry.record', { items }))
  const batch = (): Promise<unknown> => record(Array.from({ length: BATCH }, (_, at) => draft(at)))
  // As the route does it.
  const single = (at: number): Promise<unknown> => recordTogether(app, reader, draft(at))
  const bare = await bareTable(app, reader.communityId)
  const folding = startFolding(app.db)
  try {
    await timeEach(3, batch)
    log(`recording ${BATCHES} batches of ${BATCH}`)
    const inBatches = perSecond(BATCH * BATCHES, await timeEach(BATCHES, batch))
    const bareBatches = perSecond(BATCH * BATCHES, await timeEach(BATCHES, () => bare(BATCH)))
    log(`recording ${SINGLES} one by one`)
    const singly = perSecond(SINGLES, await timeEach(SINGLES, single))
    const bareSingly = perSecond(SINGLES, await timeEach(SINGLES, () => bare(1)))
    const among = await rate(SINGLES, () => timeAmong(CLIENTS, SINGLES, single))
    const bareAmong = await rate(SINGLES, () => timeAmong(CLIENTS, SINGLES, () => bare(1)))
    return [
      {
        name: `durable records, batches of ${BATCH}`,
        value: inBatches,
        unit: 'rows/s',
        baseline: 'one bare row each, same batches',
        baselineValue: bareBatches,
      },
      {
        name: 'durable records, one by one',
        value: singly,
        unit: 'rows/s',
        baseline: 'one bare row each, committed singly',
        baselineValue: bareSingly,
      },
      {
        name: `durable records, singly by ${CLIENTS} clients`,
        value: among,
        unit: 'rows/s',
        baseline: `one bare row each, ${CLIENTS} clients`,
        baselineValue: bareAmong,
      },
    ]
  } finally {
    await folding.stop()
  }
}

const DAY = '2026-03-12'

function perSecond(rows: number, samples: number[]): number {
  return rows / (samples.reduce((sum, ms) => sum + ms, 0) / 1000)
}

async function rate(rows: number, work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return rows / ((performance.now() - begun) / 1000)
}

/** The least a durable record could be: one row with a key and a body, committed. */
async function bareTable(app: App, community: string): Promise<(rows: number) => Promise<unknown>> {
  await app.db.pool.query(
    'create table bench_bare (community_id uuid, id uuid, body jsonb, primary key (community_id, id))',
  )
  const body = { kind: 'cleanup', day: DAY, amounts: { piles: '2', tons: '1.5' }, note: '清理楼道杂物，居民配合' }
  return (rows) =>
    app.db.pool.query('insert into bench_bare select $1, id, $3::jsonb from unnest($2::uuid[]) id', [
      community,
      Array.from({ length: rows }, () => newId()),
      JSON.stringify(body),
    ])
}
