import { sql } from 'kysely'
import { canonicalJson } from '#kernel/canonical-json.ts'
import type { Tx } from '#kernel/node/db.ts'
import { kept, slot } from '#kernel/node/kept.ts'
import type { EntryBody } from '#slices/ledger/schema.ts'
import type { StandingCaseWords } from './waiting-words-rules.ts'
import './tables.ts'

interface StandingBase {
  id: string
  version: number
  changedBy: string | null
  changedAt: Date
  reason: string | null
}

/** A record or a problem as its history last has it. */
export type Standing = StandingBase &
  (
    | { is: 'entry'; body: EntryBody }
    | { is: 'case'; body: StandingCaseWords & { photos: unknown[]; state: StandingCaseWords['state'] } }
  )

/** @returns null when history knows nothing under this id */
export async function standingOf<I extends Standing['is']>(
  tx: Tx,
  community: string,
  is: I,
  id: string,
): Promise<Extract<Standing, { is: I }> | null> {
  const [found] = await findStanding(tx, [community, id, is])
  return (found as Extract<Standing, { is: I }> | undefined) ?? null
}

const findStanding = kept<Standing>(sql`select h.object_type as "is", h.object_id as id, h.version, h.body,
    n.name as "changedBy", h.at as "changedAt", h.reason
  from history h left join actor_name n on n.actor = h.actor
  where h.community_id = ${slot(1)}::uuid and h.object_id = ${slot(2)}::uuid and h.object_type = ${slot(3)}::text
  order by h.version desc limit 1`)

/** Whether a record says something else than it did at a position; photos that came meanwhile change no words. */
export async function isChangedSince(
  tx: Tx,
  community: string,
  standing: Standing,
  position: number,
): Promise<boolean> {
  const [then] = await findBody(tx, [community, standing.id, standing.is, position])
  return then !== undefined && words(then.body) !== words(standing.body)
}

const findBody = kept<{ body: object }>(sql`select body from history
  where community_id = ${slot(1)}::uuid and object_id = ${slot(2)}::uuid and object_type = ${slot(3)}::text
    and position <= ${slot(4)}::bigint
  order by version desc limit 1`)

const words = (body: object): string => canonicalJson({ ...body, photos: [] })

/** The position up to which what phones sent of an operation is in the ledger; 0 when nothing is. */
export async function lastApplied(tx: Tx, community: string, id: string): Promise<number> {
  const [found] = await findLast(tx, [community, id])
  return found?.position ?? 0
}

const findLast = kept<{ position: number | null }>(sql`select max(position) as position from (
    select position from field_operation
    where community_id = ${slot(1)}::uuid and id = ${slot(2)}::uuid and outcome = 'applied'
    union all select position from field_quarantine
    where community_id = ${slot(1)}::uuid and operation_id = ${slot(2)}::uuid and state = 'applied'
      -- What was recorded as something of its own says nothing of this one.
      and not exists (select from entry e where e.community_id = ${slot(1)}::uuid and e.id = field_quarantine.id)) p`)
