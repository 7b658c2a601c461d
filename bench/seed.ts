import type pg from 'pg'
import type { App } from '#kernel/node/app.ts'
import { operatorIn } from '#kernel/operator.ts'
import { createCommunity } from '#slices/people/community-store.ts'
import { foldOnce } from '#slices/ledger/fold.ts'
import { rederivePlaces } from '#slices/ledger/store-rederive.ts'
import { seedEntries } from './seed-entries.ts'
import { unindexed } from './unindexed.ts'

const FILLED = ['entry', 'measure', 'entry_party', 'photo', 'entry_photo']

export interface Seeded {
  city: string
  /** The community with most entries. */
  community: { id: string; code: string }
}

/**
 * A city of `communities` under one street, with `entries` in the first and `rest` in each other, over the years 2024
 * to 2026 at 256 places each. Written straight into the tables, roll-ups included, because seeding is not what is
 * measured; the figures bench compares every answer with a recount, so a wrong seed shows.
 */
export async function seedCity(
  app: App,
  size: { entries: number; communities: number; rest: number },
  log: (line: string) => void = () => {},
): Promise<Seeded> {
  const client = await app.db.pool.connect()
  try {
    const city = await nodes(client)
    let first: { id: string; code: string } | undefined
    for (let at = 0; at < size.communities; at++) {
      const made = await app.db.asOwner((tx) =>
        createCommunity(tx, { code: `bench-${at}`, name: `第${at}社区`, parentId: city.street }, app.now()),
      )
      first ??= made
      await register(client, made.id)
      if (at === 0) await unindexed(client, FILLED, () => seedEntries(client, made.id, size.entries, log))
      else await seedEntries(client, made.id, size.rest, () => {})
      await rollUpPlaces(app, made.id)
    }
    log('folding and analysing')
    await foldOnce(app.db)
    await client.query('vacuum analyze')
    return { city: city.id, community: first! }
  } finally {
    client.release()
  }
}

async function nodes(client: pg.PoolClient): Promise<{ id: string; street: string }> {
  const { rows } = await client.query<{ id: string; street: string }>(`
    with ids as (select gen_random_uuid() as city, gen_random_uuid() as street),
    made as (insert into org (id, parent_id, level, code, name)
      select city, null, 'city', 'bench-city', '基准市' from ids returning id)
    select city as id, street from ids, made`)
  const { id, street } = rows[0]!
  await client.query(
    `insert into org (id, parent_id, level, code, name) values ($1, $2, 'street', 'bench-street', '基准街道')`,
    [street, id],
  )
  await client.query('insert into org_above values ($1, $1), ($2, $2), ($1, $2)', [street, id])
  return { id, street }
}

/** Five grids with 61 yards of three buildings and seven alleys; twelve units and six teams. */
async function register(client: pg.PoolClient, community: string): Promise<void> {
  const places = (type: string, name: string, count: number, parent: string): Promise<unknown> =>
    client.query(
      `insert into place (community_id, id, type, name, parent_id, valid_from, version)
      select $1, gen_random_uuid(), $2, $3 || n || '号', ${parent}, '2024-01-01', 1 from generate_series(1, $4::int) n`,
      [community, type, name, count],
    )
  const named = (name: string): string => `(select id from place where community_id = $1 and name = ${name})`
  await places('grid', '网格', 5, 'null')
  await places('yard', '楼院', 61, named(`'网格' || 1 + n % 5 || '号'`))
  await places('alley', '小巷', 7, named(`'网格' || 1 + n % 5 || '号'`))
  await places('building', '楼栋', 183, named(`'楼院' || 1 + n % 61 || '号'`))
  for (const [kind, name, count] of [
    ['unit', '单位', 12],
    ['team', '服务队', 6],
  ] as const) {
    await client.query(
      `with made as (insert into party (community_id, id, kind, valid_from, version)
        select $1, gen_random_uuid(), $2, '2024-01-01', 1 from generate_series(1, $3::int) returning id)
      insert into party_detail (community_id, party_id, name) select $1, id, $4 || row_number() over () from made`,
      [community, kind, count, name],
    )
  }
}

/** What is counted by type of place comes from the product's own derivation after a change of the register. */
async function rollUpPlaces(app: App, community: string): Promise<void> {
  await app.db.asOwner(async (tx) => {
    const places = await tx.selectFrom('place').select('id').where('community_id', '=', community).execute()
    await rederivePlaces(
      tx,
      operatorIn(community),
      places.map((place) => place.id),
    )
  })
}
