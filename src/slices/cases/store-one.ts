import { sql } from 'kysely'
import { dayAt } from '#kernel/days.ts'
import { historyOf } from '#kernel/node/history-of.ts'
import type { Tx } from '#kernel/node/db.ts'
import { readPhotoFacts } from '#kernel/node/photos/read-photo-facts.ts'
import { OPERATOR_NAME, type Reader } from '#kernel/reader.ts'
import { can } from '#kernel/can.ts'
import type { CaseBody } from './case-body.ts'
import { caseProblems as problems } from './problems.ts'
import { mayStep, needsOther, takesPhotos } from './rules.ts'
import { STEP_EVENT, type StepName } from './step-schema.ts'
import type { CaseEvent, CaseFull } from './view-schema.ts'
import { readCases } from './store-body.ts'
import { doerWith, dutiesAt, dutiesAtFix } from './store-doer.ts'
import { caseRows } from './store-list.ts'
import { problemTypeOf } from './store-types.ts'

/** One problem with all that happened to it and what the reader may do next. @throws case.unknown */
export async function oneCase(tx: Tx, reader: Reader, id: string, now: Date): Promise<CaseFull> {
  const standing = (await readCases(tx, reader.communityId, [id])).get(id)
  const [row] = await caseRows(tx, reader, [id], now)
  if (!standing || !row) throw problems['case.unknown']()
  const { body } = standing
  const today = dayAt(now)
  const duties = await dutiesAt(tx, reader.communityId, body.placeId, today)
  const doer = doerWith(reader, [...duties, ...(await dutiesAtFix(tx, reader.communityId, body, today))])
  const writes = can(reader.role, 'write', 'cases')
  const steps = (Object.keys(STEP_EVENT) as StepName[]).filter((name) => writes && mayStep(body, name, doer, now))
  const into = await sql<{ id: string }>`select id from problem_case
    where community_id = ${reader.communityId}::uuid and relapse_of = ${id}::uuid order by id limit 1`.execute(tx)
  return {
    ...row,
    limit: body.limit,
    askedUntil: body.askedUntil,
    outside: body.outside,
    closing: body.closing,
    needsOther: needsOther(body),
    checkAbove: body.checkAbove,
    recheckKind: body.recheckKind,
    recheckBy: await nameOf(tx, body.recheckBy),
    relapseOf: body.relapseOf,
    relapsedInto: into.rows[0]?.id ?? null,
    photoList: body.photos,
    photoFacts: (await readPhotoFacts(tx, reader, 'case', [id])).get(id) ?? [],
    events: await eventsOf(tx, reader, id),
    steps,
    answering: duties,
    type: problemTypeOf(body.typeCode) ?? null,
    mayAddPhoto: writes && takesPhotos(body.state),
  }
}

async function nameOf(tx: Tx, actor: string | null): Promise<string> {
  if (!actor) return ''
  const found = await sql<{ name: string }>`select name from actor_name where actor = ${actor}::uuid`.execute(tx)
  return found.rows[0]?.name ?? OPERATOR_NAME
}

/** What happened, oldest first, each with what it said. */
async function eventsOf(tx: Tx, reader: Reader, id: string): Promise<CaseEvent[]> {
  const items = (await historyOf(tx, reader, 'case', id)).toReversed()
  const parties = [...new Set(items.flatMap((item) => (item.body as unknown as CaseBody).partyId ?? []))]
  const named = await sql<{ id: string; name: string }>`select id, name from party_label
    where community_id = ${reader.communityId}::uuid and id = any(${parties}::uuid[])`.execute(tx)
  const names = new Map(named.rows.map((row) => [row.id, row.name]))
  return items.map((item): CaseEvent => {
    const body = item.body as unknown as CaseBody
    return {
      version: item.version,
      event: item.event,
      at: item.at,
      by: item.by,
      state: body.state,
      note: body.act.note,
      reason: item.reason,
      party: body.partyId ? (names.get(body.partyId) ?? '') : '',
      dueAt: body.dueAt,
      until: body.askedUntil ?? body.reviewOn ?? body.recheckOn,
      photos: body.photos.filter((photo) => photo.version === item.version),
    }
  })
}
