import { type Selectable, sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import { type Kept, kept, slot } from '#kernel/node/kept.ts'
import type { Tables } from '#kernel/node/tables.ts'
import type { LimitUnit } from '#kernel/work-calendar.ts'
import type { CaseBody } from './case-body.ts'
import type { CasePhoto } from './schema.ts'
import { CASE_COLUMNS } from './store-columns.ts'
import './tables.ts'

export interface StandingCase {
  id: string
  version: number
  body: CaseBody
}

const iso = (at: Date | string | null): string | null => (at === null ? null : new Date(at).toISOString())

/** Up to so many the statements below are planned once for all; a sheet's thousands are another matter. */
const FEW = 200

function ask<R>(statement: Kept<R>, tx: Tx, community: string, ids: string[]): Promise<R[]> {
  return (ids.length > FEW ? statement.once : statement)(tx, [community, ids])
}

// Each by its own key, however the planner guesses: a plan kept for long must not walk the community.
const whole = kept<Omit<Selectable<Tables['problem_case']>, 'community_id' | 'terms' | 'position'>>(sql`
  select c.id, version, ${sql.join(CASE_COLUMNS.map(({ name }) => name))}
  from unnest(${slot(2)}::uuid[]) wanted (id)
  cross join lateral (select * from problem_case c where c.community_id = ${slot(1)}::uuid and c.id = wanted.id offset 0) c`)

const photosOf = kept<CasePhoto & { case_id: string }>(sql`
  select case_id, sha256, role, version from case_photo
  where community_id = ${slot(1)}::uuid and case_id = any(${slot(2)}::uuid[]) order by version, role, sha256`)

/** Cases as they stand, by id; those the reader may not see are left out. */
export async function readCases(tx: Tx, community: string, ids: string[]): Promise<Map<string, StandingCase>> {
  if (ids.length === 0) return new Map()
  const rows = await ask(whole, tx, community, ids)
  const seen = rows.map((row) => row.id)
  const byCase = Map.groupBy(await ask(photosOf, tx, community, seen), (photo) => photo.case_id)
  return new Map(
    rows.map((row) => {
      const body: CaseBody = {
        typeCode: row.type_code,
        pointType: row.point_type,
        checkItem: row.check_item,
        severity: row.severity,
        issue: row.issue,
        placeId: row.place_id,
        locus: row.locus,
        source: row.source,
        sourceRef: row.source_ref,
        foundOn: row.found_on,
        handedDown: row.handed_down,
        author: row.author,
        recordedAt: iso(row.recorded_at)!,
        state: row.state,
        partyId: row.party_id,
        handedTo: row.handed_to,
        limit: row.limit_n === null ? null : { n: Number(row.limit_n), unit: row.limit_unit as LimitUnit },
        dueAt: iso(row.due_at),
        stoppedAt: iso(row.stopped_at),
        askedUntil: row.asked_until,
        reviewOn: row.review_on,
        outside: row.outside,
        acceptedAt: iso(row.accepted_at),
        dispatchedAt: iso(row.dispatched_at),
        fedBackAt: iso(row.fed_back_at),
        closedAt: iso(row.closed_at),
        closedBy: row.closed_by,
        closing: row.closing,
        fixers: row.fixers,
        fixerParties: row.fixer_parties,
        byCommunity: row.by_community,
        rework: row.rework,
        extensions: row.extensions,
        suspensions: row.suspensions,
        joins: row.joins,
        checkAbove: row.check_above,
        recheckOn: row.recheck_on,
        recheckKind: row.recheck_kind,
        recheckBy: row.recheck_by,
        recheckedAt: iso(row.rechecked_at),
        relapseOf: row.relapse_of,
        photos: (byCase.get(row.id) ?? []).map(({ sha256, role, version }) => ({ sha256, role, version })),
        act: row.act,
      }
      return [row.id, { id: row.id, version: row.version, body }]
    }),
  )
}
