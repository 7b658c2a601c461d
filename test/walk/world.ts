import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { App } from '#kernel/node/app.ts'
import type { Reader, Role } from '#kernel/reader.ts'
import { createCommunity, operatorIn } from '#slices/people/community-store.ts'
import type { Person } from './naive.ts'

/** Four pictures are enough: the same one in the same role again changes nothing. */
export const PHOTOS = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(64))

/** One community with people of every kind, two yards with duties, a lane with none. */
export interface WalkWorld {
  reader: Reader
  people: Person[]
  /** Whom problems are handed to: units, and people of the community. */
  bodies: string[]
  places: { id: string; duties: string[] }[]
}

export const readerOf = (world: WalkWorld, person: Person): Reader => ({
  ...world.reader,
  actor: person.actor,
  name: person.name,
  role: person.role,
  parties: person.parties,
})

export async function walkWorld(app: App, code: string): Promise<WalkWorld> {
  const now = app.now()
  const community = await app.db.asOwner((tx) => createCommunity(tx, { code, name: `社区${code}` }, now))
  const reader = operatorIn(community.id)
  const run = app.commands.run
  return app.db
    .asReader(reader, async (tx) => {
      const context = { app, tx, reader }
      const from = '2019-01-01'
      const [north, south, elm, plum, lane] = [newId(), newId(), newId(), newId(), newId()] as const
      await run(context, 'place.save', {
        items: [
          { id: north, type: 'grid', name: '北网格', parentId: null, attrs: {}, validFrom: from },
          { id: south, type: 'grid', name: '南网格', parentId: null, attrs: {}, validFrom: from },
          { id: elm, type: 'yard', name: '榆树院', parentId: north, attrs: {}, validFrom: from },
          { id: plum, type: 'yard', name: '梅园', parentId: south, attrs: {}, validFrom: from },
          { id: lane, type: 'alley', name: '无名巷', parentId: null, attrs: {}, validFrom: from },
        ],
      })
      const parties = await run(context, 'party.save', {
        items: [
          { kind: 'unit', name: '水务局', validFrom: from, attrs: {} },
          { kind: 'unit', name: '实验小学', validFrom: from, attrs: {} },
          ...['郭', '何', '陶', '马', '陆'].map((name) => ({
            kind: 'person' as const,
            name,
            validFrom: from,
            attrs: {},
          })),
        ],
      })
      const [water, school, guo, he, tao, ma, lu] = parties.map((one) => one.id) as [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
      ]
      const duty = (partyId: string, role: string, placeId: string) => ({ partyId, role, placeId, validFrom: from })
      await run(context, 'duty.save', {
        items: [
          duty(guo, 'grid-member', north),
          duty(he, 'grid-member', south),
          duty(tao, 'building-head', elm),
          duty(water, 'contracted-unit', elm),
          duty(school, 'contracted-unit', plum),
        ],
      })
      const people = [
        person('方敏', 'administrator'),
        person('秦兰', 'clerk'),
        person('陶静', 'clerk', tao),
        person('郭强', 'grid', guo),
        person('何平', 'grid', he),
        person('陆远', 'cadre', lu, water),
        person('马林', 'cadre', ma, school),
        person('安测', 'assessor'),
        person('志愿者', 'volunteer'),
        person('沈静', 'auditor'),
        person('街道', 'street'),
      ]
      for (const sha256 of PHOTOS) {
        await sql`insert into photo (community_id, sha256, bytes, type, width, height, created_at)
          values (${community.id}::uuid, ${sha256}, 1, 'image/jpeg', 1, 1, ${now}::timestamptz)`.execute(tx)
      }
      return {
        reader,
        people,
        bodies: [water, school, guo, tao],
        places: [
          { id: elm, duties: [guo, tao, water] },
          { id: plum, duties: [he, school] },
          { id: lane, duties: [] },
        ],
      }
    })
    .then(async (world) => {
      await app.db.asOwner(async (tx) => {
        for (const one of world.people) {
          if (one.role === 'street') continue
          const id = newId()
          await sql`insert into account (id, org_id, login, name, actor, party_id, unit_id)
          values (${id}::uuid, ${community.id}::uuid, ${one.actor}, ${one.name}, ${one.actor}::uuid,
            ${one.parties[0] ?? null}::uuid, ${one.parties[1] ?? null}::uuid)`.execute(tx)
          await sql`insert into account_role (account_id, org_id, role, valid_from)
          values (${id}::uuid, ${community.id}::uuid, ${one.role}, '2019-01-01')`.execute(tx)
        }
      })
      return world
    })
}

function person(name: string, role: Role, ...parties: string[]): Person {
  return { name, actor: newId(), role, parties }
}
