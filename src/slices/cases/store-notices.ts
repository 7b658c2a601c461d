import { sql } from 'kysely'
import { addDays, type Day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import type { Tx } from '#kernel/node/db.ts'
import { standsOn } from '#kernel/node/stands-on.ts'
import { problems as kernelProblems } from '#kernel/problems.ts'
import type { Reader } from '#kernel/reader.ts'
import { instantOf, type WorkCalendar } from '#kernel/work-calendar.ts'
import { concerns, type NoticeKind, type Pressing, type Staff } from './notice-rules.ts'
import type { NoticeItem, NoticeList } from './notice-schema.ts'
import { caseRows } from './store-list.ts'
import { OPEN } from './store-open.ts'
import './tables.ts'

/** More than this in one digest nobody reads; the lists hold them all. */
const MOST_ITEMS = 200
/** Looked at for one community; the soonest due come first. */
const MOST_PRESSING = 5_000
const DAYS_SHOWN = 14

/**
 * Makes the digests of a day for everybody something presses, and none for the others. A second run of the same day
 * writes nothing. Returns how many were made.
 */
export async function makeDigests(
  tx: Tx,
  reader: Reader,
  day: Day,
  calendar: WorkCalendar,
  now: Date,
): Promise<number> {
  const pressing = await pressingOn(tx, reader.communityId, day, endOfNextWorked(day, calendar), now)
  const staff = await staffOn(tx, reader.communityId, day)
  const byAccount = Map.groupBy(staff, (one) => one.accountId)
  const rows = [...byAccount].flatMap(([accountId, roles]) => {
    const items: NoticeItem[] = pressing
      .filter((one) => roles.some((role) => concerns(one, role)))
      .map(({ kind, id }) => ({ kind, caseId: id }))
    return items.length === 0 ? [] : [{ id: newId(), accountId, items: items.slice(0, MOST_ITEMS) }]
  })
  if (rows.length === 0) return 0
  const made = await sql`insert into notice (community_id, account_id, day, id, items, made_at)
    select ${reader.communityId}::uuid, r."accountId", ${day}::date, r.id, r.items, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, "accountId" uuid, items jsonb)
    on conflict do nothing returning 1`.execute(tx)
  return made.rows.length
}

function endOfNextWorked(day: Day, { worked }: WorkCalendar): Date {
  let next = addDays(day, 1)
  while (!worked(next)) next = addDays(next, 1)
  return instantOf(next, 24 * 60)
}

async function pressingOn(tx: Tx, community: string, day: Day, soon: Date, now: Date): Promise<Pressing[]> {
  const open = sql`c.community_id = ${community}::uuid and ${OPEN}`
  const columns = sql`c.id, c.state, c.party_id as "partyId", c.handed_down as "handedDown", c.recheck_by as "recheckBy"`
  const asked: Record<NoticeKind, ReturnType<typeof sql>> = {
    overdue: sql`${open} and c.due_at < ${now}::timestamptz and c.stopped_at is null`,
    'due-soon': sql`${open} and c.due_at >= ${now}::timestamptz and c.due_at <= ${soon}::timestamptz
      and c.stopped_at is null and c.state <> 'fed-back'`,
    recheck: sql`c.community_id = ${community}::uuid and c.state = 'closed' and c.recheck_on <= ${day}::date
      and c.rechecked_at is null`,
    extension: sql`${open} and c.state = 'extending'`,
    'not-fixed': sql`c.community_id = ${community}::uuid and c.state in ('closed', 'kept')
      and c.id in (select f.case_id from case_follow f where f.community_id = ${community}::uuid and f.said = 'not-fixed')
      and not exists (select from problem_case n where n.community_id = c.community_id and n.relapse_of = c.id)`,
  }
  const all: Pressing[] = []
  for (const [kind, where] of Object.entries(asked) as [NoticeKind, ReturnType<typeof sql>][]) {
    const found = await sql<Omit<Pressing, 'kind'>>`select ${columns} from problem_case c where ${where}
      order by c.due_at nulls last, c.id limit ${MOST_PRESSING}`.execute(tx)
    all.push(...found.rows.map((row) => ({ ...row, kind })))
  }
  return all
}

async function staffOn(tx: Tx, community: string, day: Day): Promise<Staff[]> {
  const found = await sql<Staff>`select s.account_id as "accountId", s.actor, s.role, s.parties from staff s
    where ${standsOn('s', day)}
      and s.community_id in (select node_id from org_above where org_id = ${community}::uuid)`.execute(tx)
  return found.rows
}

/** The reader's own digests of the last days, newest first. Cases they may not see any more are left out. */
export async function myNotices(tx: Tx, reader: Reader, today: Day, now: Date): Promise<NoticeList> {
  const found = await sql<{ id: string; day: Day; items: NoticeItem[]; read: boolean }>`
    select id, day, items, read_at is not null as read from notice
    where community_id = ${reader.communityId}::uuid and account_id = ${reader.accountId}::uuid
      and day > ${addDays(today, -DAYS_SHOWN)}::date order by day desc`.execute(tx)
  const ids = [...new Set(found.rows.flatMap(({ items }) => items.map(({ caseId }) => caseId)))]
  const rows = new Map((await caseRows(tx, reader, ids, now)).map((row) => [row.id, row]))
  return {
    unread: found.rows.filter(({ read }) => !read).length,
    notices: found.rows.map((notice) => ({
      ...notice,
      items: notice.items.flatMap(({ kind, caseId }) => {
        const row = rows.get(caseId)
        return row ? [{ kind, row }] : []
      }),
    })),
  }
}

/** @throws request.not-found for one that is not the reader's own */
export async function readNotice(tx: Tx, reader: Reader, id: string, now: Date): Promise<void> {
  const done = await sql`update notice set read_at = coalesce(read_at, ${now}::timestamptz)
    where community_id = ${reader.communityId}::uuid and account_id = ${reader.accountId}::uuid and id = ${id}::uuid
    returning 1`.execute(tx)
  if (done.rows.length === 0) throw kernelProblems['request.not-found']()
}

/** Every community; read by the owner, for the job alone. */
export async function allCommunities(tx: Tx): Promise<string[]> {
  const found = await sql<{ id: string }>`select id from org where level = 'community' order by id`.execute(tx)
  return found.rows.map((row) => row.id)
}
