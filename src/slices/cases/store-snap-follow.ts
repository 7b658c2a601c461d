import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import { hidePhones } from '#kernel/hide-phones.ts'
import type { Tx } from '#kernel/node/db.ts'
import { record } from '#kernel/node/record.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import type { Reader } from '#kernel/reader.ts'
import type { CaseState } from './schema.ts'
import { snapProblems as problems } from './snap-problems.ts'
import { FOLLOW_CODE_BYTES, followCode, groupedCode, readFollowCode, snapWords } from './snap-rules.ts'
import type { SnapProgress } from './snap-schema.ts'
import './tables.ts'

/** Lets somebody follow a case: returns the code, of which only the hash is kept. */
export async function follow(
  tx: Tx,
  community: string,
  { caseId, contact }: { caseId: string; contact: string },
  now: Date,
): Promise<string> {
  const code = followCode(randomBytes(FOLLOW_CODE_BYTES))
  await tx
    .insertInto('case_follow')
    .values({ community_id: community, code_hash: hashOf(code), case_id: caseId, contact, created_at: now })
    .execute()
  return groupedCode(code)
}

const hashOf = (code: string): Buffer => createHash('sha256').update(code).digest()

interface Followed {
  hash: Buffer
  /** The case followed, or what it came back as. */
  caseId: string
  own: boolean
  state: CaseState
  closed: boolean
  issue: string
  place: string
  day: Day
  joins: number
  said: '' | 'fixed' | 'not-fixed'
  contact: string
}

/** @throws snap.code-unknown */
async function followed(tx: Tx, community: string, typed: string): Promise<Followed> {
  const code = readFollowCode(typed)
  if (!code) throw problems['snap.code-unknown']()
  const found = await sql<Followed>`
    with recursive line as (
      select f.case_id as id, 0 as step from case_follow f
      where f.community_id = ${community}::uuid and f.code_hash = ${hashOf(code)}
      union all
      select c.id, line.step + 1 from line join problem_case c
        on c.community_id = ${community}::uuid and c.relapse_of = line.id
      where line.step < 20)
    select f.code_hash as hash, c.id as "caseId", c.id = f.case_id as own, c.state, c.closed_at is not null as closed,
      c.issue, coalesce(p.name, '') as place, o.found_on as day, o.joins, f.said, f.contact
    from line
    join problem_case c on c.community_id = ${community}::uuid and c.id = line.id
    join case_follow f on f.community_id = ${community}::uuid and f.code_hash = ${hashOf(code)}
    join problem_case o on o.community_id = f.community_id and o.id = f.case_id
    left join place_step p on p.community_id = c.community_id and p.id = c.place_id
    order by line.step desc, c.id desc limit 1`.execute(tx)
  if (!found.rows[0]) throw problems['snap.code-unknown']()
  return found.rows[0]
}

const canSay = ({ state, closed }: Followed): boolean => closed && (state === 'closed' || state === 'kept')

/** How it stands, for whoever holds the code. @throws snap.code-unknown */
export async function progressOf(tx: Tx, community: string, typed: string): Promise<SnapProgress> {
  const at = await followed(tx, community, typed)
  return {
    ...snapWords(at.state),
    issue: hidePhones(at.issue),
    place: at.place,
    day: at.day,
    joins: at.joins,
    asks: canSay(at),
    // What was said of the one that came back is said no more of this one.
    said: at.own ? at.said : '',
    hasContact: at.contact !== '',
  }
}

/** Whether it is really fixed, as a resident sees it. @throws snap.code-unknown · snap.not-ended */
export async function saySo(
  tx: Tx,
  reader: Reader,
  { follow: typed, fixed }: { follow: string; fixed: boolean },
  now: Date,
): Promise<void> {
  await takeTurn(tx, reader.communityId)
  const at = await followed(tx, reader.communityId, typed)
  if (!canSay(at)) throw problems['snap.not-ended']()
  const said = fixed ? 'fixed' : 'not-fixed'
  if (at.said === said && at.own) return
  // What is said is said of what stands now: after a relapse, of the case it was opened again as.
  await sql`update case_follow set said = ${said}, case_id = ${at.caseId}::uuid
    where community_id = ${reader.communityId}::uuid and code_hash = ${at.hash}`.execute(tx)
  await noteFollow(tx, reader, { event: 'case.resident-said', caseId: at.caseId, said }, now)
}

/** Takes a resident's way to be reached away for good, at their own wish. @throws snap.code-unknown */
export async function forgetContact(tx: Tx, reader: Reader, typed: string, now: Date): Promise<void> {
  await takeTurn(tx, reader.communityId)
  const at = await followed(tx, reader.communityId, typed)
  if (at.contact === '') return
  await sql`update case_follow set contact = ''
    where community_id = ${reader.communityId}::uuid and code_hash = ${at.hash}`.execute(tx)
  await noteFollow(tx, reader, { event: 'case.contact-erased', caseId: at.caseId }, now)
}

/** History of following knows which case and what was said, never who. */
export async function noteFollow(
  tx: Tx,
  reader: Reader,
  { event, caseId, ...body }: { event: string; caseId: string; said?: string },
  now: Date,
): Promise<void> {
  const version = await nextFollowVersion(tx, reader.communityId, caseId)
  await record(
    tx,
    reader,
    [{ event, objectType: 'case-follow', objectId: caseId, version, body: { caseId, ...body } }],
    now,
  )
}

async function nextFollowVersion(tx: Tx, community: string, caseId: string): Promise<number> {
  const found = await sql<{ n: number }>`select coalesce(max(version), 0)::int + 1 as n from history
    where community_id = ${community}::uuid and object_id = ${caseId}::uuid and object_type = 'case-follow'`.execute(tx)
  return found.rows[0]!.n
}
