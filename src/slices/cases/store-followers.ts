import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import type { Reader } from '#kernel/reader.ts'
import { caseProblems } from './problems.ts'
import { snapProblems as problems } from './snap-problems.ts'
import type { Follower } from './snap-schema.ts'
import { readCases } from './store-body.ts'
import { reportCases } from './store-report.ts'
import { noteFollow } from './store-snap-follow.ts'
import './tables.ts'

/** Residents who reported or joined a case. @throws case.unknown */
export async function followersOf(tx: Tx, reader: Reader, id: string): Promise<Follower[]> {
  await checkSeen(tx, reader, id)
  const found = await sql<Omit<Follower, 'at'> & { at: Date }>`select created_at as at, contact, said from case_follow
    where community_id = ${reader.communityId}::uuid and case_id = ${id}::uuid order by created_at, code_hash`.execute(
    tx,
  )
  return found.rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() }))
}

/** Takes the ways to reach a case's residents away for good; that they follow it stays. @throws case.unknown */
export async function eraseContacts(tx: Tx, reader: Reader, id: string, now: Date): Promise<{ erased: number }> {
  await takeTurn(tx, reader.communityId)
  await checkSeen(tx, reader, id)
  const done = await sql`update case_follow set contact = ''
    where community_id = ${reader.communityId}::uuid and case_id = ${id}::uuid and contact <> ''
    returning 1`.execute(tx)
  const erased = done.rows.length
  if (erased > 0) await noteFollow(tx, reader, { event: 'case.contact-erased', caseId: id }, now)
  return { erased }
}

/**
 * What residents say was not fixed is opened again as a problem of its own, tied to the one that was closed.
 * @throws case.unknown · snap.nobody-said-no
 */
export async function openAgain(tx: Tx, reader: Reader, id: string, now: Date): Promise<{ id: string }> {
  await takeTurn(tx, reader.communityId)
  const standing = (await readCases(tx, reader.communityId, [id])).get(id)
  if (!standing) throw caseProblems['case.unknown']()
  const { body } = standing
  const found = await sql`select 1 from case_follow f
    where f.community_id = ${reader.communityId}::uuid and f.case_id = ${id}::uuid and f.said = 'not-fixed'
      and not exists (select from problem_case c where c.community_id = f.community_id and c.relapse_of = f.case_id)
    limit 1`.execute(tx)
  if (found.rows.length === 0 || !['closed', 'kept'].includes(body.state)) throw problems['snap.nobody-said-no']()
  const draft = {
    issue: body.issue,
    placeId: body.placeId,
    locus: body.locus,
    severity: body.severity,
    source: 'resident' as const,
    ...(body.typeCode ? { typeCode: body.typeCode } : {}),
    ...(body.pointType ? { pointType: body.pointType } : {}),
    ...(body.checkItem ? { checkItem: body.checkItem } : {}),
    relapseOf: id,
  }
  const [saved] = await reportCases(tx, reader, [draft], now)
  return { id: saved!.id }
}

async function checkSeen(tx: Tx, reader: Reader, id: string): Promise<void> {
  const found = await sql`select 1 from problem_case
    where community_id = ${reader.communityId}::uuid and id = ${id}::uuid`.execute(tx)
  if (found.rows.length === 0) throw caseProblems['case.unknown']()
}
