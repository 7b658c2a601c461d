import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'
import { dutyProblems } from './problems.ts'
import type { Days } from './rules.ts'
import { gapsIn, type HeldDuty, overlapsIn, WATCHED_TYPES, type WatchedPlace } from './coverage-rules.ts'
import type { DutyGap, DutyOverlap } from './schema.ts'
import { communityWord } from './store-read.ts'
import { dutyRoles, roleLabel } from './store-roles.ts'
import './tables.ts'

type Place = WatchedPlace & { name: string; path: string[] }

export interface Coverage {
  /** How many grids, yards and alleys were looked at. */
  places: number
  gaps: DutyGap[]
  overlaps: DutyOverlap[]
}

/** Where nobody was contracted over a period, and where a role that one holds alone had two holders. */
export async function coverage(tx: Tx, reader: Reader, period: Days): Promise<Coverage> {
  if (period.from > period.to) throw dutyProblems['duty.period-backwards']({}, 'from')
  const word = await communityWord(tx, reader)
  const places = await sql<Place>`
    select id, parent_id as "parentId", type, name, path, valid_from as "from", valid_to as "to"
    from place_label where community_id = ${reader.communityId}::uuid
    order by path collate "zh-x-icu", name collate "zh-x-icu", id`.execute(tx)
  const duties = await sql<HeldDuty & { partyName: string }>`
    select d.id, d.party_id as "partyId", d.role, d.place_id as "placeId", d.valid_from as "from", d.valid_to as "to",
      y.name as "partyName"
    from duty d join party_label y on y.community_id = d.community_id and y.id = d.party_id
    where d.community_id = ${reader.communityId}::uuid and d.place_id is not null
      and d.valid_from <= ${period.to}::date and (d.valid_to is null or d.valid_to >= ${period.from}::date)
    order by d.valid_from, d.id`.execute(tx)
  const byId = new Map(places.rows.map((place) => [place.id, place]))
  const nameOf = new Map(duties.rows.map((duty) => [duty.id, duty.partyName]))
  const told = (placeId: string) => {
    const { name, type, path } = byId.get(placeId)!
    return { placeId, placeName: name, placeType: type, placePath: path }
  }
  const stood = (place: Place) => place.from <= period.to && (place.to === null || place.to >= period.from)
  return {
    places: places.rows.filter((place) => WATCHED_TYPES.includes(place.type) && stood(place)).length,
    gaps: gapsIn(period, places.rows, duties.rows, dutyRoles).map(({ placeId, from, to, open }) => ({
      ...told(placeId),
      from,
      to,
      open,
    })),
    overlaps: overlapsIn(period, duties.rows, dutyRoles).map(({ placeId, role, from, to, duties: held }) => ({
      ...told(placeId),
      role,
      roleLabel: roleLabel(role, word),
      from,
      to,
      holders: held.map((duty) => ({ dutyId: duty.id, partyId: duty.partyId, partyName: nameOf.get(duty.id) ?? '' })),
    })),
  }
}
