import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'
import type { CaseBoard, CommonProblem } from './board-schema.ts'
import { type CaseState, PLAIN_OF, PLAIN_STATES } from './schema.ts'
import { countCases } from './store-list.ts'
import { OPEN } from './store-open.ts'
import './tables.ts'

/** What stands where. 已办结 counts the last thirty days only, so that the board stays about the present. */
export async function boardOf(tx: Tx, reader: Reader, now: Date): Promise<CaseBoard> {
  const found = await sql<{ state: CaseState; n: number }>`
    select state, count(*)::int as n from problem_case c
    where c.community_id = ${reader.communityId}::uuid and ${OPEN} group by state
    union all
    select state, count(*)::int from problem_case c
    where c.community_id = ${reader.communityId}::uuid and c.closed_at >= ${now}::timestamptz - interval '30 days'
    group by state`.execute(tx)
  const plain = Object.fromEntries(PLAIN_STATES.map((state) => [state, 0])) as CaseBoard['plain']
  for (const { state, n } of found.rows) plain[PLAIN_OF[state]] += n
  const pressing = { overdue: { overdue: 'yes' }, recheckDue: { recheck: 'due' }, toDo: { mine: 'to-do' } } as const
  return { plain, ...(await countCases(tx, reader, pressing, now)) }
}

/** 共性问题: one check item open at this many places calls for a campaign. */
const COMMON = 3

export async function commonProblems(tx: Tx, reader: Reader): Promise<CommonProblem[]> {
  const found = await sql<CommonProblem>`
    select c.check_item as "checkItem", c.point_type as "pointType", count(*)::int as cases,
      jsonb_agg(distinct jsonb_build_object('id', c.place_id, 'name', p.name)) as places
    from problem_case c
    join place_step p on p.community_id = c.community_id and p.id = c.place_id
    where c.community_id = ${reader.communityId}::uuid and ${OPEN}
      and c.check_item <> ''
    group by c.check_item, c.point_type
    having count(distinct c.place_id) >= ${COMMON}
    order by count(distinct c.place_id) desc, c.check_item limit 20`.execute(tx)
  return found.rows
}

/** Open problems like the one being written: at this place or right beside it (below the same parent), newest first. */
export async function likelyDuplicates(
  tx: Tx,
  reader: Reader,
  { placeId, typeCode }: { placeId: string; typeCode?: string | undefined },
): Promise<string[]> {
  const found = await sql<{ id: string }>`
    with near as (
      select id from place_step where community_id = ${reader.communityId}::uuid
        and (id = ${placeId}::uuid or parent_id = ${placeId}::uuid
          or id = (select parent_id from place_step where community_id = ${reader.communityId}::uuid
            and id = ${placeId}::uuid and type not in ('grid', 'yard', 'alley'))))
    select c.id from problem_case c
    where c.community_id = ${reader.communityId}::uuid and c.place_id in (select id from near)
      and ${OPEN}
    order by (c.type_code = ${typeCode ?? ''} and c.type_code <> '') desc, (c.place_id = ${placeId}::uuid) desc,
      c.found_on desc, c.id desc limit 8`.execute(tx)
  return found.rows.map((row) => row.id)
}
