import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { App } from '#kernel/node/app.ts'
import type { Reader, Role } from '#kernel/reader.ts'
import { operatorIn } from '#kernel/operator.ts'
import { createCommunity } from '#slices/people/community-store.ts'
import { saveCalendarDay } from '#slices/cases/store-calendar-days.ts'
import { saveCaseLimit } from '#slices/cases/store-limits.ts'
import { saveCaseSettings } from '#slices/cases/store-settings.ts'
import type { TimeLimit } from '#kernel/work-calendar.ts'
import type { Clock } from './naive-clock.ts'
import type { Duty, Person } from './told.ts'

/** Four pictures are enough: the same one in the same role again changes nothing. */
export const PHOTOS = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(64))

/** Every case of the community that was registered, for counting what came up before. */
export interface Registered {
  id: string
  placeId: string | null
  checkItem: string
  foundOn: string
}

/** One community with people of every kind, two yards with duties, a lane with none, and its own idea of time. */
export interface WalkWorld {
  reader: Reader
  people: Person[]
  /** Whom problems are handed to: units, and people of the community. */
  bodies: string[]
  places: { id: string; duties: Duty[] }[]
  clock: Clock
  /** Time allowed, by severity and kind; '' for every other kind. */
  limits: Record<string, TimeLimit>
  registered: Registered[]
}

/** The usual hours and the official calendar, or an office's own. */
const USUAL: Clock = {
  hours: [
    [510, 720],
    [870, 1080],
  ],
  own: {},
}
const OWN: Clock = {
  hours: [
    [480, 695],
    [840, 1050],
  ],
  own: ownDays(),
}
const LIMITS: WalkWorld['limits'] = {
  'ordinary ': { n: 3, unit: 'working-days' },
  'ordinary yard-road': { n: 10.5, unit: 'working-hours' },
  'serious ': { n: 2, unit: 'calendar-days' },
}

/** In every year a day off that nobody else has, and a Saturday at work. */
function ownDays(): Record<string, boolean> {
  const days: Record<string, boolean> = {}
  for (let year = 2020; year <= 2027; year += 1) {
    days[`${year}-03-12`] = false
    days[`${year}-06-30`] = false
    const november = Array.from({ length: 7 }, (_, n) => `${year}-11-${String(n + 10)}`)
    days[november.find((day) => new Date(day).getUTCDay() === 6)!] = true
  }
  return days
}

export const readerOf = (world: WalkWorld, person: Person): Reader => ({
  ...world.reader,
  actor: person.actor,
  name: person.name,
  role: person.role,
  parties: person.parties,
})

export interface WorldKind {
  code: string
  /** An office's own hours, days and times allowed, or the usual hours and the official calendar. */
  ownTime: boolean
  /** So few people that often nobody is left to check. */
  few: boolean
}

export async function walkWorld(app: App, { code, ownTime, few }: WorldKind): Promise<WalkWorld> {
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
          ...turns().map((span) => ({ ...duty(he, 'grid-member', south), ...span })),
          ...turns().map((span) => ({ ...duty(tao, 'building-head', elm), ...span })),
          duty(water, 'contracted-unit', elm),
          duty(school, 'contracted-unit', plum),
        ],
      })
      const people = [
        ...(few ? [] : [person('方敏', 'administrator'), person('秦兰', 'clerk'), person('安测', 'assessor')]),
        person('陶静', 'clerk', tao),
        person('郭强', 'grid', guo),
        person('何平', 'grid', he),
        person('陆远', 'cadre', lu, water),
        person('马林', 'cadre', ma, school),
        person('志愿者', 'volunteer'),
        person('沈静', 'auditor'),
        person('街道', 'street'),
      ]
      for (const sha256 of PHOTOS) {
        await sql`insert into photo (community_id, sha256, bytes, type, width, height, created_at)
          values (${community.id}::uuid, ${sha256}, 1, 'image/jpeg', 1, 1, ${now}::timestamptz)`.execute(tx)
      }
      const clock = ownTime ? OWN : USUAL
      for (const [day, worked] of Object.entries(clock.own))
        await saveCalendarDay(tx, reader, { day, worked, note: '', version: 0 }, now)
      const officeHours = clock.hours
      if (ownTime) await saveCaseSettings(tx, reader, { snap: false, officeHours, quietHours: [1320, 480] }, now)
      for (const [kind, limit] of Object.entries(LIMITS)) {
        const [severity, typeCode] = kind.split(' ') as ['ordinary', string]
        await saveCaseLimit(tx, reader, { severity, typeCode, limit, version: 0 }, now)
      }
      return {
        reader,
        clock,
        limits: LIMITS,
        registered: [],
        people,
        bodies: [water, school, guo, tao],
        places: [
          {
            id: elm,
            duties: [always(guo), inTurns(tao), always(water)],
          },
          { id: plum, duties: [inTurns(he), always(school)] },
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

const always = (party: string): Duty => ({ party })
const TURNS = [1, 2, 3, 7, 8, 9, 13, 14, 15, 19, 20, 21, 25, 26, 27]
/** Whoever answers for a place changes while problems are open: these hold their duty three days out of six. */
const inTurns = (party: string): Duty => ({ party, isHeld: (day) => TURNS.includes(Number(day.slice(8))) })

/** The same as spans, for as long as walks go. */
function turns(): { validFrom: string; validTo: string }[] {
  const months = Array.from({ length: 12 * 7 }, (_, n) => `${2020 + Math.floor(n / 12)}-${two((n % 12) + 1)}`)
  return months.flatMap((month) =>
    [1, 7, 13, 19, 25].map((day) => ({ validFrom: `${month}-${two(day)}`, validTo: `${month}-${two(day + 2)}` })),
  )
}

const two = (n: number): string => String(n).padStart(2, '0')

function person(name: string, role: Role, ...parties: string[]): Person {
  return { name, actor: newId(), role, parties }
}
