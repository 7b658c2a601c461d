import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import { kept, slot } from '#kernel/node/kept.ts'
import { record } from '#kernel/node/record.ts'
import type { Reader } from '#kernel/reader.ts'
import { termsOf } from '#kernel/terms.ts'
import type { CaseBody } from './case-body.ts'
import './tables.ts'

export interface CaseChange {
  id: string
  version: number
  body: CaseBody
  event: string
  reason?: string | undefined
}

/** Writes events through the one door and lays what each case now is into its row. At most one change per case. */
export async function writeCases(tx: Tx, reader: Reader, changes: CaseChange[], now: Date): Promise<void> {
  if (changes.length === 0) return
  const positions = await record(
    tx,
    reader,
    changes.map(({ id, version, body, event, reason }) => ({
      event,
      objectType: 'case',
      objectId: id,
      version,
      body,
      reason,
    })),
    now,
  )
  const rows = changes.map(({ id, version, body }, index) => ({
    ...body,
    id,
    version,
    position: positions[index],
    limitN: body.limit?.n ?? null,
    limitUnit: body.limit?.unit ?? null,
    terms: termsOf([body.issue, body.locus, body.checkItem, body.sourceRef, body.pointType]),
  }))
  await (rows.length > FEW ? write.once : write)(tx, [reader.communityId, JSON.stringify(rows)])
  await writePhotos(tx, reader, changes)
}

// A batch is planned for its size; one step of one case is not planned anew each time.
const FEW = 20

const write =
  kept(sql`insert into problem_case (community_id, id, type_code, point_type, check_item, severity, issue, place_id,
      locus, source, source_ref, found_on, handed_down, author, recorded_at, state, party_id, handed_to, limit_n, limit_unit,
      due_at, stopped_at, asked_until, review_on, outside, accepted_at, dispatched_at, fed_back_at, closed_at,
      closed_by, closing, fixers, fixer_parties, by_community, rework, extensions, suspensions, joins, check_above,
      recheck_on, recheck_kind, recheck_by, rechecked_at, relapse_of, act, terms, version, position)
    select ${slot(1)}::uuid, r.id, r."typeCode", r."pointType", r."checkItem", r.severity, r.issue,
      r."placeId", r.locus, r.source, r."sourceRef", r."foundOn", r."handedDown", r.author, r."recordedAt", r.state,
      r."partyId", r."handedTo", r."limitN", r."limitUnit", r."dueAt", r."stoppedAt", r."askedUntil", r."reviewOn", r.outside,
      r."acceptedAt", r."dispatchedAt", r."fedBackAt", r."closedAt", r."closedBy", r.closing, r.fixers,
      r."fixerParties", r."byCommunity", r.rework, r.extensions, r.suspensions, r.joins, r."checkAbove",
      r."recheckOn", r."recheckKind", r."recheckBy", r."recheckedAt", r."relapseOf", r.act, r.terms, r.version,
      r.position
    from jsonb_to_recordset(${slot(2)}::jsonb) as r (id uuid, "typeCode" text, "pointType" text,
      "checkItem" text, severity text, issue text, "placeId" uuid, locus text, source text, "sourceRef" text,
      "foundOn" date, "handedDown" boolean, author uuid, "recordedAt" timestamptz, state text, "partyId" uuid,
      "handedTo" uuid[], "limitN" numeric, "limitUnit" text, "dueAt" timestamptz, "stoppedAt" timestamptz, "askedUntil" date,
      "reviewOn" date, outside text, "acceptedAt" timestamptz, "dispatchedAt" timestamptz, "fedBackAt" timestamptz,
      "closedAt" timestamptz, "closedBy" uuid, closing text, fixers uuid[], "fixerParties" uuid[],
      "byCommunity" boolean, rework int, extensions int, suspensions int, joins int, "checkAbove" boolean,
      "recheckOn" date, "recheckKind" text, "recheckBy" uuid, "recheckedAt" timestamptz, "relapseOf" uuid, act jsonb,
      terms text[], version int, position bigint)
    on conflict (community_id, id) do update set type_code = excluded.type_code, point_type = excluded.point_type,
      check_item = excluded.check_item, severity = excluded.severity, issue = excluded.issue,
      place_id = excluded.place_id, locus = excluded.locus, source_ref = excluded.source_ref,
      found_on = excluded.found_on, state = excluded.state, party_id = excluded.party_id,
      handed_to = excluded.handed_to, limit_n = excluded.limit_n,
      limit_unit = excluded.limit_unit, due_at = excluded.due_at, stopped_at = excluded.stopped_at,
      asked_until = excluded.asked_until, review_on = excluded.review_on, outside = excluded.outside,
      accepted_at = excluded.accepted_at, dispatched_at = excluded.dispatched_at, fed_back_at = excluded.fed_back_at,
      closed_at = excluded.closed_at, closed_by = excluded.closed_by, closing = excluded.closing,
      fixers = excluded.fixers, fixer_parties = excluded.fixer_parties, by_community = excluded.by_community,
      rework = excluded.rework, extensions = excluded.extensions, suspensions = excluded.suspensions,
      joins = excluded.joins, check_above = excluded.check_above, recheck_on = excluded.recheck_on,
      recheck_kind = excluded.recheck_kind, recheck_by = excluded.recheck_by, rechecked_at = excluded.rechecked_at,
      act = excluded.act, terms = excluded.terms, version = excluded.version, position = excluded.position`)

/** Those that came with this version; the earlier ones stand already. */
async function writePhotos(tx: Tx, reader: Reader, changes: CaseChange[]): Promise<void> {
  const photos = changes.flatMap(({ id, version, body }) =>
    body.photos.filter((photo) => photo.version === version).map((photo) => ({ case_id: id, ...photo })),
  )
  if (photos.length === 0) return
  await (photos.length > FEW ? writePhoto.once : writePhoto)(tx, [reader.communityId, JSON.stringify(photos)])
}

const writePhoto = kept(sql`insert into case_photo (community_id, case_id, sha256, role, version)
    select ${slot(1)}::uuid, p.case_id, p.sha256, p.role, p.version
    from jsonb_to_recordset(${slot(2)}::jsonb) as p (case_id uuid, sha256 text, role text, version int)
    on conflict do nothing`)
