import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import type { PhotoFacts } from '#kernel/photo-facts.ts'
import { nameWithoutAccount } from '#kernel/reader.ts'
import {
  PAGE_SIZE,
  type PhotoQuestion,
  type QuestionList,
  type QuestionPage,
  type QuestionQuery,
  type QuestionSide,
} from './schema.ts'
import './tables.ts'

const stands = (side: 'first' | 'second') => sql`exists (select from photo_tie t
  where t.community_id = q.community_id and t.target = q.${sql.raw(`${side}_target`)}
    and t.id = q.${sql.raw(`${side}_id`)} and t.sha256 = q.${sql.raw(`${side}_sha256`)})`

// A question whose photo was taken off one of the records in the meantime has answered itself.
const both = sql`${stands('first')} and ${stands('second')}`

const LISTS: Record<QuestionList, ReturnType<typeof sql>> = {
  open: sql`q.state = 'open' and ${both}`,
  left: sql`q.state = 'left' and ${both}`,
  'to-mend': sql`q.state = 'wrong-photo' and ${both}`,
  answered: sql`q.state in ('same-event', 'wrong-photo', 'different')`,
}

type Row = Omit<PhotoQuestion, 'sides' | 'askedAt' | 'answeredAt' | 'answeredBy'> & {
  asked_at: Date
  answered_at: Date | null
  answered_by: string | null
  answerer: string | null
  first: SideRow
  second: SideRow
}

/** `kind` is a code, `author` a pseudonym. */
type SideRow = Omit<QuestionSide, 'facts'> & {
  writer: string | null
  takenAt: string | null
  source: PhotoFacts['source'] | null
  arrivedAt: string | null
  clockAhead: number | null
}

/** Questions of one list, the latest first, ten to a page. `labelOf` gives the label of a kind. */
export async function listQuestions(
  tx: Tx,
  communityId: string,
  { list, page }: QuestionQuery,
  labelOf: (kind: string) => string,
): Promise<QuestionPage> {
  const { rows } = await sql<Row>`
    select q.id, q.version, q.state, q.likeness, q.circle, q.word, q.asked_at, q.answered_at, q.answered_by,
      n.name as answerer, ${side('first')} as first, ${side('second')} as second
    from photo_question q left join actor_name n on n.actor = q.answered_by
    where q.community_id = ${communityId}::uuid and ${LISTS[list]}
    order by coalesce(q.answered_at, q.asked_at) desc, q.id desc
    limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`.execute(tx)
  const count = await sql<{ total: number }>`select count(*)::int as total from photo_question q
    where q.community_id = ${communityId}::uuid and ${LISTS[list]}`.execute(tx)
  const told = (row: SideRow): QuestionSide => {
    const { writer, kind, author, takenAt, source, arrivedAt, clockAhead, ...rest } = row
    const name = author && (writer ?? nameWithoutAccount(author))
    const facts = source !== null &&
      arrivedAt !== null && {
        takenAt: takenAt && new Date(takenAt).toISOString(),
        source,
        arrivedAt: new Date(arrivedAt).toISOString(),
        clockAhead,
        by: name ?? '',
      }
    return { ...rest, kind: kind && labelOf(kind), author: name, facts: facts || null }
  }
  return {
    total: count.rows[0]!.total,
    rows: rows.map(({ first, second, asked_at, answered_at, answered_by, answerer, ...row }) => ({
      ...row,
      askedAt: asked_at.toISOString(),
      answeredAt: answered_at && answered_at.toISOString(),
      answeredBy: answered_by && (answerer ?? nameWithoutAccount(answered_by)),
      sides: [told(first), told(second)],
    })),
  }
}

/** One record with its photo as it stands now; place written out from below the community down. */
function side(which: 'first' | 'second') {
  const column = (name: string) => sql.raw(`q.${which}_${name}`)
  return sql`(select jsonb_build_object('target', ${column('target')}, 'id', ${column('id')}, 'sha256', p.sha256,
      'stands', t.id is not null, 'role', t.role, 'kind', t.kind, 'says', t.says, 'dayFrom', t.day_from,
      'dayTo', t.day_to, 'author', t.author, 'writer', w.name, 'takenAt', f.taken_at, 'source', f.source,
      'arrivedAt', f.arrived_at, 'clockAhead', f.clock_ahead, 'place', nullif(concat_ws(' ', (
        with recursive up as (
          select s.name, s.parent_id, 0 as depth from place_step s
          where s.community_id = q.community_id and s.id = t.place_id
          union all
          select s.name, s.parent_id, up.depth + 1 from up join place_step s
            on s.community_id = q.community_id and s.id = up.parent_id where up.depth < 12)
        select string_agg(name, ' / ' order by depth desc) from up), nullif(t.locus, '')), ''))
    from photo p left join lateral (
      select * from photo_tie t where t.community_id = q.community_id and t.target = ${column('target')}
        and t.id = ${column('id')} and t.sha256 = ${column('sha256')} order by t.role limit 1) t on true
    left join photo_fact f on f.community_id = t.community_id and f.target = t.target and f.id = t.id
      and f.sha256 = t.sha256 and f.role = t.role
    left join actor_name w on w.actor = t.author
    where p.community_id = q.community_id and p.sha256 = ${column('sha256')})`
}
