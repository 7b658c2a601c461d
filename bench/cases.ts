import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { App } from '#kernel/node/app.ts'
import type { Reader } from '#kernel/reader.ts'
import { CaseListQuery } from '#slices/cases/list-schema.ts'
import { dayOfCommunities } from '#slices/cases/store-day.ts'
import { listCases } from '#slices/cases/store-list.ts'
import { operatorIn } from '#kernel/operator.ts'
import { createCommunity, createOrg } from '#slices/people/community-store.ts'
import type { BenchOptions, BenchRow } from './row.ts'
import { percentile, timeEach } from './samples.ts'
import { unindexed } from './unindexed.ts'
import { withDatabase } from './with-database.ts'

const COMMUNITIES = 1000
const EACH = 200
/** Of a hundred cases so many are open. */
const OPEN = 3
const TIMES = 60

/** One community with as many cases as `entries` says, filtered lists of it; the day of a city of a thousand others. */
export async function bench(options: BenchOptions): Promise<BenchRow[]> {
  return withDatabase(async (app) => {
    const city = await seed(app, options)
    return [...(await lists(app, city.large, options)), ...(await day(app, city, options))]
  })
}

interface City {
  large: string
  communities: string[]
  node: string
}

async function seed(app: App, { entries, log }: BenchOptions): Promise<City> {
  const now = app.now()
  const client = await app.db.pool.connect()
  try {
    const made = await app.db.asOwner(async (tx) => {
      const node = await createOrg(tx, { level: 'city', code: 'bench-city', name: '基准市' }, now)
      const all: string[] = []
      for (let at = 0; at <= COMMUNITIES; at += 1) {
        const draft = { code: `bench-${at}`, name: `第${at}社区`, parentId: node.id }
        all.push((await createCommunity(tx, draft, now)).id)
      }
      return { node: node.id, all }
    })
    const [large, ...communities] = made.all as [string, ...string[]]
    await client.query(
      `insert into place (community_id, id, type, name, valid_from, version)
      select $1, gen_random_uuid(), 'grid', '网格' || n || '号', '2024-01-01', 1 from generate_series(1, 5) n`,
      [large],
    )
    await client.query(
      `insert into place (community_id, id, type, name, parent_id, valid_from, version)
      select $1, gen_random_uuid(), 'yard', '楼院' || n || '号', (select id from place where community_id = $1
        and name = '网格' || (1 + n % 5) || '号'), '2024-01-01', 1 from generate_series(1, 60) n`,
      [large],
    )
    log(`${entries} cases in one community`)
    await unindexed(client, ['problem_case'], async () => {
      await cases(client, [large], entries)
      log(`${EACH} cases in each of ${COMMUNITIES} communities`)
      await cases(client, communities, EACH)
    })
    await client.query('vacuum analyze')
    return { large, communities, node: made.node }
  } finally {
    client.release()
  }
}

/** Written straight into the table: seeding is not what is measured. */
async function cases(
  client: { query: (text: string, values: unknown[]) => Promise<unknown> },
  communities: string[],
  count: number,
): Promise<void> {
  await client.query(
    `insert into problem_case (community_id, id, type_code, point_type, check_item, severity, issue, place_id, source,
      found_on, author, recorded_at, state, due_at, stopped_at, accepted_at, closed_at, closed_by, closing, act, terms,
      version, position)
    select c.id, gen_random_uuid(), 'yard-hall', '楼院', (array['楼道卫生', '小广告', '生活垃圾', '车辆停放'])[1 + n % 4],
      'ordinary', '楼道堆物' || n, y.ids[1 + n % greatest(cardinality(y.ids), 1)], 'patrol', current_date - (n % 900),
      gen_random_uuid(), now() - make_interval(days => n % 900),
      case when n % 100 >= ${OPEN} then 'closed'
        else (array['reported', 'accepted', 'dispatched', 'fixing', 'fed-back', 'suspended'])[1 + n % 6] end,
      now() - make_interval(days => n % 900) + interval '6 days', null, now(),
      case when n % 100 >= ${OPEN} then now() - make_interval(days => n % 900) + interval '5 days' end,
      case when n % 100 >= ${OPEN} then gen_random_uuid() end, case when n % 100 >= ${OPEN} then 'self' end, '{}',
      array['楼道', '道堆', '堆物'], 1, n
    from unnest($1::uuid[]) c (id)
    cross join lateral (select array(select p.id from place p where p.community_id = c.id and p.type = 'yard') as ids) y
    cross join generate_series(1, $2::int) n`,
    [communities, count],
  )
}

async function lists(app: App, large: string, { log }: BenchOptions): Promise<BenchRow[]> {
  const reader = operatorIn(large)
  const grid = await app.db.asOwner((tx) =>
    tx
      .selectFrom('place')
      .select('id')
      .where('community_id', '=', large)
      .where('name', '=', '网格3号')
      .executeTakeFirstOrThrow(),
  )
  const asked: [string, Record<string, unknown>][] = [
    ['no filter', {}],
    ['one state', { state: 'fixing' }],
    ['one state, a grid and below, overdue', { state: 'fixing', below: grid.id, overdue: 'yes' }],
    ['the same, soonest due first', { state: 'fixing', below: grid.id, overdue: 'yes', sort: 'due' }],
    ['closed, a grid and below', { plain: 'done', below: grid.id }],
    ['a word, open', { text: '堆物', ended: 'open' }],
  ]
  const bare = await timeEach(TIMES, () =>
    app.db.asReader(reader, (tx) =>
      sql`select * from problem_case where community_id = ${large}::uuid order by id limit 50`.execute(tx),
    ),
  )
  const rows: BenchRow[] = []
  for (const [name, query] of asked) {
    log(`cases: ${name}`)
    let total = 0
    const samples = await timeEach(TIMES, () =>
      app.db.asReader(reader, async (tx) => {
        total = (await listCases(tx, reader, CaseListQuery.parse(query), app.now())).total
      }),
    )
    rows.push({
      name: `list of cases: ${name}, p95`,
      value: percentile(samples, 95),
      unit: 'ms',
      baseline: '50 bare cases by primary key, p95',
      baselineValue: percentile(bare, 95),
      note: `${total === 10_000 ? '10000 or more' : total} found; median ${percentile(samples, 50).toFixed(1)} ms`,
    })
  }
  return rows
}

async function day(app: App, { communities, node }: City, { log }: BenchOptions): Promise<BenchRow[]> {
  log(`day of ${communities.length} communities`)
  const reader: Reader = {
    ...operatorIn(communities[0]!),
    actor: newId(),
    role: 'city',
    communities,
    nodes: [node, ...communities],
  }
  const today = app.now().toISOString().slice(0, 10)
  const bare = await timeEach(TIMES / 4, () =>
    app.db.asReader(reader, (tx) => sql`select community_id, count(*) from problem_case group by 1`.execute(tx)),
  )
  const samples = await timeEach(TIMES, () => app.db.asReader(reader, (tx) => dayOfCommunities(tx, today, app.now())))
  return [
    {
      name: `day of a city of ${communities.length} communities, p95`,
      value: percentile(samples, 95),
      unit: 'ms',
      baseline: 'all their cases counted by community, p95',
      baselineValue: percentile(bare, 95),
      note: `${communities.length * EACH} cases there; median ${percentile(samples, 50).toFixed(1)} ms`,
    },
  ]
}
