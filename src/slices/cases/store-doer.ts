import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { type Day, dayAt } from '#kernel/days.ts'
import type { Tx } from '#kernel/node/db.ts'
import { kept, slot } from '#kernel/node/kept.ts'
import { standsOn } from '#kernel/node/stands-on.ts'
import type { CaseBody } from './case-body.ts'
import { type Doer, isEligible } from './rules.ts'
import './tables.ts'

export interface DutyHere {
  partyId: string
  party: string
  kind: string
  role: string
  /** 0 = on the place itself, 1 = on what it stands in, … */
  distance: number
}

/** Who answers for a place on a day: its own duties first, then those of the places it stands in. */
export async function dutiesAt(tx: Tx, community: string, placeId: string | null, day: Day): Promise<DutyHere[]> {
  return placeId ? await answering(tx, [community, placeId, day]) : []
}

const answering = kept<DutyHere>(sql`
  with recursive up as (
    select s.community_id, s.id, s.parent_id, 0 as distance from place_step s
    where s.community_id = ${slot(1)}::uuid and s.id = ${slot(2)}::uuid
    union all
    select s.community_id, s.id, s.parent_id, up.distance + 1
    from up cross join lateral (
      select * from place_step where community_id = up.community_id and id = up.parent_id offset 0) s
    where up.distance < 12)
  select d.party_id as "partyId", coalesce(y.name, '') as party, y.kind, d.role, up.distance
  from up
  join duty_span d on d.community_id = up.community_id and d.place_id = up.id
  join party_label y on y.community_id = d.community_id and y.id = d.party_id
  where ${standsOn('d', slot(3))}
  order by up.distance, d.role, y.name collate "zh-x-icu", d.party_id`)

/** Who answered for a case's place on the day it was said to be fixed, where that was not today. */
export async function dutiesAtFix(
  tx: Tx,
  community: string,
  { placeId, fedBackAt }: Pick<CaseBody, 'placeId' | 'fedBackAt'>,
  today: Day,
): Promise<DutyHere[]> {
  const fixed = fedBackAt === null ? today : dayAt(new Date(fedBackAt))
  return fixed === today ? [] : dutiesAt(tx, community, placeId, fixed)
}

/** Somebody as the rules ask about them: with what they stand for, and whether they answer for the place. */
export function doerWith({ actor, role, parties }: Omit<Doer, 'hasDuty'>, duties: DutyHere[]): Doer {
  return { actor, role, parties, hasDuty: duties.some((duty) => parties.includes(duty.partyId)) }
}

/** Everybody with a role in the community on a day. */
export async function staffOf(tx: Tx, community: string, day: Day, duties: DutyHere[]): Promise<Doer[]> {
  return (await working(tx, [community, day])).map((row) => doerWith(row, duties))
}

const working = kept<Omit<Doer, 'hasDuty'>>(sql`
  select actor, role, parties from staff s
  where s.community_id = ${slot(1)}::uuid and ${standsOn('s', slot(2))} order by actor`)

/** One of those allowed to look at a case, drawn so that nobody can know beforehand; null when there is none. */
export function drawAmong(body: CaseBody, staff: Doer[], not: readonly (string | null)[] = []): string | null {
  const allowed = staff.filter((doer) => !not.includes(doer.actor) && isEligible(body, doer))
  return allowed.length === 0 ? null : allowed[randomInt(allowed.length)]!.actor
}
