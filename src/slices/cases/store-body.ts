import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import type { LimitUnit } from '#kernel/work-calendar.ts'
import type { CaseBody } from './case-body.ts'
import type { CasePhoto } from './schema.ts'
import './tables.ts'

export interface StandingCase {
  id: string
  version: number
  body: CaseBody
}

const iso = (at: Date | string | null): string | null => (at === null ? null : new Date(at).toISOString())

/** Cases as they stand, by id; those the reader may not see are left out. */
export async function readCases(tx: Tx, community: string, ids: string[]): Promise<Map<string, StandingCase>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('problem_case')
    .selectAll()
    .where('community_id', '=', community)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
  const photos = await sql<CasePhoto & { case_id: string }>`select case_id, sha256, role, version from case_photo
    where community_id = ${community}::uuid and case_id = any(${rows.map((row) => row.id)}::uuid[])
    order by version, role, sha256`.execute(tx)
  const byCase = Map.groupBy(photos.rows, (photo) => photo.case_id)
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
