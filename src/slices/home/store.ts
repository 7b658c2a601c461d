import { sql } from 'kysely'
import { type Action, can, type Subject } from '#kernel/can.ts'
import type { Tx } from '#kernel/node/db.ts'
import { OPERATOR_NAME, type Reader } from '#kernel/reader.ts'
import { objectTypesFor } from './audience-rules.ts'
import { EVENT_TEXT, hrefOf } from './rules.ts'
import type { Home } from './schema.ts'

interface Waiting {
  text: string
  href: string
  /** Who is told: those who may do this to that. */
  may: readonly [Action, Subject]
  /** Not those who may do this: they are told its parts one by one. */
  unless?: readonly [Action, Subject]
}

const WAITING: Record<string, Waiting> = {
  'cases-mine': { text: '问题该我办', href: 'cases?mine=to-do', may: ['write', 'cases'], unless: ['issue', 'cases'] },
  'cases-to-accept': { text: '问题待受理', href: 'cases?plain=to-accept', may: ['issue', 'cases'] },
  'cases-to-dispatch': { text: '问题待交办', href: 'cases?plain=to-dispatch', may: ['issue', 'cases'] },
  'cases-to-check': { text: '问题已反馈，待核查', href: 'cases?plain=to-check', may: ['issue', 'cases'] },
  'cases-extending': { text: '问题申请延期，待批复', href: 'cases?state=extending', may: ['issue', 'cases'] },
  'cases-overdue': { text: '问题整改超期', href: 'cases?overdue=yes', may: ['read', 'cases'] },
  'cases-recheck-due': { text: '问题回头看到期', href: 'cases?recheck=due', may: ['issue', 'cases'] },
  'papers-in-draft': { text: '问题文书在拟稿，待发出', href: 'cases/papers?state=draft', may: ['issue', 'cases'] },
  'from-phones': { text: '手机送来的，等待核对入账', href: 'field', may: ['write', 'field'] },
  'photo-questions': { text: '照片可能重复使用，请看一看', href: 'photo-questions', may: ['write', 'evidence'] },
  'pending-rows': { text: '导入时有问题的行，等待修补', href: 'import/pending', may: ['read', 'imports'] },
  'reports-in-review': { text: '汇报等待审核定稿', href: 'reports', may: ['read', 'reports'] },
  'reports-in-draft': { text: '汇报在拟稿', href: 'reports', may: ['read', 'reports'] },
  'duty-gaps': { text: '网格、楼院、小巷还没有人包抓', href: 'duties/coverage', may: ['read', 'registers'] },
}

/**
 * What waits for somebody, counted where it stands; rows with nothing waiting are left out. What depends on the hour
 * or on who asks is counted by the slice it belongs to and handed in.
 */
export async function waiting(
  tx: Tx,
  reader: Reader,
  counted: { code: string; count: number }[],
): Promise<Home['waiting']> {
  const rows = await sql<{ code: string; count: number }>`
    select code, count::int from home_waiting where community_id = ${reader.communityId}::uuid and count > 0
  `.execute(tx)
  const counts = new Map([...counted, ...rows.rows].map(({ code, count }) => [code, count]))
  return Object.entries(WAITING).flatMap(([code, { text, href, may, unless }]) => {
    const count = counts.get(code) ?? 0
    const told = can(reader.role, ...may) && !(unless && can(reader.role, ...unless))
    return count > 0 && told ? [{ code, count, text, href }] : []
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
      and (${reader.places === null} or object_type <> 'case' or exists (select from home_case c
        where c.community_id = ${reader.communityId}::uuid and c.id = newest.object_id))
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
