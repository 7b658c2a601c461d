import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Tx } from '#kernel/node/db.ts'
import { type Fact, record } from '#kernel/node/record.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import { problems as kernelProblems } from '#kernel/problems.ts'
import type { Reader } from '#kernel/reader.ts'
import type { Asked, Tie } from './ask-rules.ts'
import { evidenceProblems as problems } from './problems.ts'
import type { Answer, Circle, Likeness, QuestionState, Target } from './schema.ts'
import './tables.ts'

/** A question as it stands in history. */
interface QuestionBody {
  first: { target: Target; id: string; sha256: string }
  second: { target: Target; id: string; sha256: string }
  likeness: Likeness
  distance: number
  circle: Circle
  state: QuestionState
  word: string
}

export interface NewQuestion {
  tie: Tie
  asked: Asked
}

/**
 * Puts questions to the office. Two records are asked about once, unless the answer was that those photos are not the
 * same: then another pair of theirs may be. Returns how many were new.
 */
export async function ask(tx: Tx, reader: Reader, questions: readonly NewQuestion[], now: Date): Promise<number> {
  if (questions.length === 0) return 0
  const pairs = new Map<string, { id: string; body: QuestionBody }>()
  for (const { tie, asked } of questions) {
    const [first, second] = [sideOf(tie), sideOf(asked.tie)].sort((a, b) => (a.id < b.id ? -1 : 1)) as [Side, Side]
    const key = `${first.id} ${second.id}`
    if (pairs.has(key)) continue
    const { likeness, distance, circle } = asked
    pairs.set(key, { id: newId(), body: { first, second, likeness, distance, circle, state: 'open', word: '' } })
  }
  await takeTurn(tx, reader.communityId)
  const rows = [...pairs.values()].map(({ id, body }) => ({ id, ...rowOf(body) }))
  const { rows: made } = await sql<{ id: string }>`
    insert into photo_question (community_id, id, first_target, first_id, first_sha256, second_target, second_id,
      second_sha256, likeness, distance, circle, asked_at, version)
    select ${reader.communityId}::uuid, id, first_target, first_id, first_sha256, second_target, second_id, second_sha256,
      likeness, distance, circle, ${now}::timestamptz, 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, first_target text, first_id uuid,
      first_sha256 text, second_target text, second_id uuid, second_sha256 text, likeness text, distance int, circle text)
    where not exists (select from photo_question q where q.community_id = ${reader.communityId}::uuid
      and q.first_id = r.first_id and q.second_id = r.second_id and q.state <> 'different')
    on conflict do nothing returning id`.execute(tx)
  const ids = new Set(made.map((row) => row.id))
  const facts = [...pairs.values()]
    .filter(({ id }) => ids.has(id))
    .map(({ id, body }): Fact => factOf('photo-question.asked', id, 1, body))
  await record(tx, reader, facts, now)
  return facts.length
}

type Side = QuestionBody['first']
const sideOf = ({ target, id, sha256 }: Tie): Side => ({ target, id, sha256 })

const rowOf = ({ first, second, likeness, distance, circle }: QuestionBody) => ({
  first_target: first.target,
  first_id: first.id,
  first_sha256: first.sha256,
  second_target: second.target,
  second_id: second.id,
  second_sha256: second.sha256,
  likeness,
  distance,
  circle,
})

const factOf = (event: string, id: string, version: number, body: QuestionBody): Fact => ({
  event,
  objectType: 'photo-question',
  objectId: id,
  version,
  body,
})

interface Standing {
  id: string
  version: number
  body: QuestionBody
}

/**
 * What somebody of the office says to a question; it may be said anew. Nothing else follows from it: a wrong photo is
 * mended in its record, by the ways records are mended.
 * @throws evidence.question-unknown · object.changed
 */
export async function answerQuestion(
  tx: Tx,
  reader: Reader,
  id: string,
  said: { version: number; answer: Answer; word: string },
  now: Date,
): Promise<{ version: number }> {
  await takeTurn(tx, reader.communityId)
  const { rows } = await sql<Standing>`
    select id, version, jsonb_build_object(
      'first', jsonb_build_object('target', first_target, 'id', first_id, 'sha256', first_sha256),
      'second', jsonb_build_object('target', second_target, 'id', second_id, 'sha256', second_sha256),
      'likeness', likeness, 'distance', distance, 'circle', circle, 'state', state, 'word', word) as body
    from photo_question where community_id = ${reader.communityId}::uuid and id = ${id}::uuid`.execute(tx)
  const [standing] = rows
  if (!standing) throw problems['evidence.question-unknown']()
  const { body, version } = standing
  // The same answer sent twice is one answer.
  if (body.state === said.answer && body.word === said.word) return { version }
  if (version !== said.version) throw kernelProblems['object.changed']()
  const next = version + 1
  await sql`update photo_question set state = ${said.answer}, word = ${said.word}, answered_by = ${reader.actor}::uuid,
      answered_at = ${now}::timestamptz, version = ${next}
    where community_id = ${reader.communityId}::uuid and id = ${id}::uuid`.execute(tx)
  const answered = { ...body, state: said.answer, word: said.word }
  await record(tx, reader, [factOf('photo-question.answered', id, next, answered)], now)
  return { version: next }
}
