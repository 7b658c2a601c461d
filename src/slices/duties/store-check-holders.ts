import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'
import { PARTY_KIND_LABEL, type PartyKind } from '#slices/people/schema.ts'
import { dutyProblems } from './problems.ts'
import type { DutyBody } from './rules.ts'
import { communityWord } from './store-read.ts'
import { placeTypeLabel, roleLabel, roleOf } from './store-roles.ts'

/**
 * Whether each duty can be held: a known role, by a party of a kind that holds it, on a place of a type it is held on
 * (or on an indicator). @throws the first duty.* problem met
 */
export async function checkHolders(tx: Tx, reader: Reader, bodies: DutyBody[]): Promise<void> {
  if (bodies.length === 0) return
  const word = await communityWord(tx, reader)
  const parties = await sql<{ id: string; kind: PartyKind; name: string }>`
    select id, kind, name from party_label where community_id = ${reader.communityId}::uuid
      and id = any (${[...new Set(bodies.map((body) => body.partyId))]}::uuid[])`.execute(tx)
  const places = await sql<{ id: string; type: string; name: string }>`
    select id, type, name from place_label where community_id = ${reader.communityId}::uuid
      and id = any (${[...new Set(bodies.flatMap((body) => body.placeId ?? []))]}::uuid[])`.execute(tx)
  const partyById = new Map(parties.rows.map((party) => [party.id, party]))
  const placeById = new Map(places.rows.map((place) => [place.id, place]))
  for (const body of bodies) {
    const rule = roleOf(body.role)
    if (!rule) throw dutyProblems['duty.role-unknown']({ role: body.role }, 'role')
    const role = roleLabel(body.role, word)
    const party = partyById.get(body.partyId)
    if (!party) throw dutyProblems['duty.party-unknown']({}, 'partyId')
    if (!rule.by.includes(party.kind)) {
      const allowed = rule.by.map((kind) => PARTY_KIND_LABEL[kind]).join('、')
      throw dutyProblems['duty.party-unfit'](
        { role, allowed, name: party.name, kind: PARTY_KIND_LABEL[party.kind] },
        'partyId',
      )
    }
    if (body.placeId === null) {
      if (rule.on.length > 0) throw dutyProblems['duty.target-missing']({ role, what: '负责的地点' }, 'placeId')
      if (body.indicator === null)
        throw dutyProblems['duty.target-missing']({ role, what: '负责的指标编号' }, 'indicator')
      continue
    }
    const place = placeById.get(body.placeId)
    if (!place) throw dutyProblems['duty.place-unknown']({}, 'placeId')
    if (!rule.on.includes(place.type)) {
      const allowed = rule.on.map(placeTypeLabel).join('、') || '指标'
      throw dutyProblems['duty.place-unfit'](
        { role, name: place.name, type: placeTypeLabel(place.type), allowed },
        'placeId',
      )
    }
  }
}
