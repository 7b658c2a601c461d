import { sql } from 'kysely'
import { can, type Subject } from '#kernel/can.ts'
import type { Tx } from '#kernel/node/db.ts'
import { OPERATOR_NAME, type Reader } from '#kernel/reader.ts'
import { objectTypesFor } from './audience-rules.ts'
import { EVENT_TEXT, hrefOf } from './rules.ts'
import type { Home } from './schema.ts'

/** What waits for somebody, counted where it stands; rows with nothing waiting are left out. */
export async function waiting(tx: Tx, reader: Reader, dutyGaps: number): Promise<Home['waiting']> {
  const rows = await sql<{ code: string; count: number }>`
    select code, count::int from home_waiting where community_id = ${reader.communityId}::uuid and count > 0
  `.execute(tx)
  const text: Record<string, [string, string, Subject]> = {
    'pending-rows': ['导入时有问题的行，等待修补', 'import/pending', 'imports'],
    'reports-in-review': ['汇报等待审核定稿', 'reports', 'reports'],
    'reports-in-draft': ['汇报在拟稿', 'reports', 'reports'],
    'duty-gaps': ['网格、楼院、小巷还没有人包抓', 'duties/coverage', 'registers'],
  }
  const counted = dutyGaps > 0 ? [...rows.rows, { code: 'duty-gaps', count: dutyGaps }] : rows.rows
  return counted.flatMap(({ code, count }) => {
    const known = text[code]
    return known && can(reader.role, 'read', known[2]) ? [{ code, count, text: known[0], href: known[1] }] : []
  })
}

interface CameIn {
  position: number
  at: Date
  event: string
  object_type: string
  object_id: string
  count: number
  actor: string | null
}

/**
 * The newest events, runs of the same event by the same person within a minute told as one. Only of what the reader
 * may read: history itself has no place wall.
 */
export async function cameIn(tx: Tx, reader: Reader): Promise<Home['cameIn']> {
  const rows = await sql<CameIn>`
    with newest as (
      select position, at, event, object_type, object_id, actor from history
      where community_id = ${reader.communityId}::uuid order by position desc limit 400
    )
    select max(position) as position, max(at) as at, event, min(object_type) as object_type,
      (array_agg(object_id order by position desc))[1] as object_id, count(*)::int as count,
      (select name from actor_name a where a.actor = newest.actor) as actor
    from newest where event = any (${Object.keys(EVENT_TEXT)}::text[])
      and object_type = any (${objectTypesFor(reader.role)}::text[])
      and (${reader.places === null} or object_type <> 'entry' or exists (select from home_entry e
        where e.community_id = ${reader.communityId}::uuid and e.id = newest.object_id))
    group by event, newest.actor, date_trunc('minute', at)
    order by max(position) desc limit 12
  `.execute(tx)
  return rows.rows.map((row) => ({
    position: row.position,
    at: new Date(row.at).toISOString(),
    event: row.event,
    text: row.count > 1 ? `${EVENT_TEXT[row.event]} ${row.count} 条` : EVENT_TEXT[row.event]!,
    actor: row.actor ?? OPERATOR_NAME,
    href: hrefOf(row.object_type, row.object_id),
  }))
}

export async function backupState(tx: Tx, reader: Reader): Promise<Home['backup']> {
  const mark = await tx
    .selectFrom('backup_mark')
    .selectAll()
    .where('community_id', '=', reader.communityId)
    .orderBy('off_machine', 'desc')
    .orderBy('made_at', 'desc')
    .executeTakeFirst()
  const now = await tx
    .selectFrom('position_counter')
    .select('position')
    .where('community_id', '=', reader.communityId)
    .executeTakeFirst()
  return {
    madeAt: mark ? new Date(mark.made_at).toISOString() : null,
    behind: (now?.position ?? 0) - (mark?.position ?? 0),
    offMachine: mark?.off_machine ?? false,
  }
}
