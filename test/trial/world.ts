import { sql } from 'kysely'
import { dayAt } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import type { App } from '#kernel/node/app.ts'
import type { Reader, Role } from '#kernel/reader.ts'
import { operatorIn } from '#kernel/operator.ts'
import { createCommunity } from '#slices/people/community-store.ts'
import { digest, newToken } from '#slices/people/token.ts'
import { withDatabase } from './with-database.ts'

/** Somebody signed in, and where they work. */
export interface Seat {
  communityId: string
  /** The community's code. */
  community: string
  /** The place they answer for. */
  placeId: string
  cookie: string
}

export interface World {
  phones: Seat[]
  /** One in each community. */
  clerks: Seat[]
}

interface Person {
  seat: Seat
  id: string
  token: string
  partyId: string | null
  role: Role
}

/**
 * Fills an empty data folder with communities, each with a clerk and people who answer for a yard each, all of them
 * signed in. Sessions are written straight into the database: no password is hashed.
 */
export function settleWorld(
  dataFolder: string,
  { communities, phonesEach }: { communities: number; phonesEach: number },
): Promise<World> {
  return withDatabase(dataFolder, async (app) => {
    const people: Person[] = []
    for (let n = 1; n <= communities; n += 1) people.push(...(await settleCommunity(app, n, phonesEach)))
    await signIn(app, people)
    // Filled in one go; a ledger that grew by itself has had its tables looked over long since.
    await app.db.pool.query('analyze')
    const of = (role: Role): Seat[] => people.filter((one) => one.role === role).map((one) => one.seat)
    return { phones: of('grid'), clerks: of('clerk') }
  })
}

async function settleCommunity(app: App, n: number, phones: number): Promise<Person[]> {
  const code = `trial-${n}`
  const { id: communityId } = await app.db.asOwner((tx) => createCommunity(tx, { code, name: `第${n}社区` }, app.now()))
  const reader: Reader = operatorIn(communityId)
  const from = dayAt(new Date(app.now().getTime() - 400 * 86_400_000))
  const names = Array.from({ length: phones }, (_, at) => String(at + 1))
  return app.db.asReader(reader, async (tx) => {
    const run = app.commands.run
    const context = { app, tx, reader }
    const places = await run(context, 'place.save', {
      items: names.map((at) => ({ type: 'yard', name: `${at}号院`, parentId: null, attrs: {}, validFrom: from })),
    })
    const parties = await run(context, 'party.save', {
      items: names.map((at) => ({ kind: 'person' as const, name: `网格员${at}`, attrs: {}, validFrom: from })),
    })
    await run(context, 'duty.save', {
      items: parties.map(({ id: partyId }, at) => {
        return { partyId, role: 'grid-member', placeId: places[at]!.id, validFrom: from }
      }),
    })
    const seat = (placeId: string): Person => {
      const token = newToken()
      return {
        seat: { communityId, community: code, placeId, cookie: `ybz=${token}` },
        id: newId(),
        token,
        partyId: null,
        role: 'clerk',
      }
    }
    return [
      seat(places[0]!.id),
      ...parties.map(({ id }, at): Person => ({ ...seat(places[at]!.id), partyId: id, role: 'grid' })),
    ]
  })
}

async function signIn(app: App, people: Person[]): Promise<void> {
  const rows = people.map(({ seat, id, token, partyId, role }) => ({
    id,
    org: seat.communityId,
    actor: newId(),
    party: partyId,
    role,
    hash: digest(token).toString('hex'),
    session: newId(),
  }))
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    as p (id uuid, org uuid, actor uuid, party uuid, role text, hash text, session uuid)`
  const now = app.now()
  await app.db.asOwner(async (tx) => {
    await sql`insert into account (id, org_id, login, name, actor, party_id)
      select id, org, id::text, '网格员', actor, party from ${given}`.execute(tx)
    await sql`insert into account_role (account_id, org_id, role, valid_from)
      select id, org, role, '2020-01-01' from ${given}`.execute(tx)
    await sql`insert into session (id_hash, id, account_id, created_at, seen_at, expires_at, agent)
      select decode(hash, 'hex'), session, id, ${now}::timestamptz, ${now}::timestamptz,
        ${now}::timestamptz + interval '12 hours', 'trial' from ${given}`.execute(tx)
  })
}
