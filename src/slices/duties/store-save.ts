import { sql } from 'kysely'
import { addDays, type Day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import type { Tx } from '#kernel/node/db.ts'
import { factsOf, record } from '#kernel/node/record.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import { type Change, planSaves } from '#kernel/plan-saves.ts'
import { problems } from '#kernel/problems.ts'
import type { Reader } from '#kernel/reader.ts'
import type { Saved } from '#kernel/saved.ts'
import { dutyProblems } from './problems.ts'
import type { DutyBody } from './rules.ts'
import type { DutyDraft } from './schema.ts'
import { checkHolders } from './store-check-holders.ts'
import { getDuty } from './store-read.ts'
import './tables.ts'

/**
 * Registers or corrects duties. A draft without an id that says the same holder, role, place and first day as a duty
 * that stands means that one.
 * @throws duty.* · object.changed
 */
export async function saveDuties(tx: Tx, reader: Reader, drafts: DutyDraft[], now: Date): Promise<Saved[]> {
  if (drafts.length === 0) return []
  await takeTurn(tx, reader.communityId)
  const standing = await readDuties(tx, reader)
  const present = new Map([...standing].map(([id, { body }]) => [id, body]))
  const same = new Map([...present].map(([id, body]) => [nameOf(body), id]))
  const wanted = drafts.map((draft) => {
    const id = draft.id ?? same.get(nameOf(draft)) ?? newId()
    const body = bodyOf(draft, present.get(id))
    present.set(id, body)
    same.set(nameOf(body), id)
    return { id, body, reason: draft.reason, version: draft.version }
  })
  const plan = planSaves(wanted, standing)
  await checkHolders(
    tx,
    reader,
    plan.rows.map((row) => row.body),
  )
  await writeRows(tx, reader, plan.rows)
  await record(tx, reader, factsOf('duty', plan.changes, eventOf), now)
  return plan.saved
}

/** @throws duty.unknown, duty.ends-early, object.changed */
export async function endDuty(
  tx: Tx,
  reader: Reader,
  wish: { id: string; validTo: Day; reason: string; version: number },
  now: Date,
): Promise<Saved> {
  await takeTurn(tx, reader.communityId)
  const { partyId, role, placeId, indicator, validFrom } = await getDuty(tx, reader, wish.id)
  const draft = { partyId, role, placeId, indicator, validFrom, ...wish }
  return (await saveDuties(tx, reader, [draft], now))[0]!
}

/**
 * One act: the present holder ends the day before, the new one takes the same role on the same place from that day, up
 * to the day the duty was to end anyway. No day is left between them.
 * @throws duty.hand-over-early, duty.hand-over-late, duty.hand-over-same, object.changed
 */
export async function handOver(
  tx: Tx,
  reader: Reader,
  wish: { id: string; partyId: string; day: Day; reason: string; version: number; note?: string | undefined },
  now: Date,
): Promise<{ ended: Saved; started: Saved }> {
  await takeTurn(tx, reader.communityId)
  const duty = await getDuty(tx, reader, wish.id)
  if (duty.version !== wish.version) throw problems['object.changed']()
  if (wish.partyId === duty.partyId) throw dutyProblems['duty.hand-over-same']({ name: duty.partyName }, 'partyId')
  if (wish.day <= duty.validFrom) throw dutyProblems['duty.hand-over-early']({ from: duty.validFrom }, 'day')
  if (duty.validTo !== null && duty.validTo < wish.day) {
    throw dutyProblems['duty.hand-over-late']({ to: duty.validTo }, 'day')
  }
  const { role, placeId, indicator } = duty
  const { reason, version } = wish
  const old = { id: duty.id, partyId: duty.partyId, validFrom: duty.validFrom, validTo: addDays(wish.day, -1), version }
  const next = { partyId: wish.partyId, validFrom: wish.day, validTo: duty.validTo, note: wish.note ?? '' }
  const both = [old, next].map((part) => ({ role, placeId, indicator, reason, ...part }))
  const [ended, started] = await saveDuties(tx, reader, both, now)
  return { ended: ended!, started: started! }
}

const nameOf = (duty: Pick<DutyDraft, 'partyId' | 'role' | 'placeId' | 'indicator' | 'validFrom'>): string =>
  [duty.partyId, duty.role, duty.placeId ?? '', duty.indicator ?? '', duty.validFrom].join(' ')

function bodyOf(draft: DutyDraft, before: DutyBody | undefined): DutyBody {
  const { partyId, role, placeId, validFrom } = draft
  const validTo = draft.validTo === undefined ? (before?.validTo ?? null) : draft.validTo
  if (validTo !== null && validTo < validFrom) throw dutyProblems['duty.ends-early']({ from: validFrom }, 'validTo')
  const indicator = (draft.indicator === undefined ? before?.indicator : draft.indicator) || null
  return { partyId, role, placeId, indicator, validFrom, validTo, note: draft.note ?? before?.note ?? '' }
}

function eventOf({ before, body }: Change<DutyBody>): string {
  if (!before) return 'duty.added'
  return before.validTo === null && body.validTo !== null ? 'duty.ended' : 'duty.corrected'
}

async function readDuties(tx: Tx, reader: Reader): Promise<Map<string, { version: number; body: DutyBody }>> {
  const found = await sql<DutyBody & { id: string; version: number }>`
    select id, version, party_id as "partyId", role, place_id as "placeId", indicator, valid_from as "validFrom",
      valid_to as "validTo", note
    from duty where community_id = ${reader.communityId}::uuid`.execute(tx)
  return new Map(found.rows.map(({ id, version, ...body }) => [id, { version, body }]))
}

async function writeRows(tx: Tx, reader: Reader, rows: Change<DutyBody>[]): Promise<void> {
  if (rows.length === 0) return
  const values = rows.map(({ id, version, body }) => ({ id, version, ...body }))
  await sql`
    insert into duty (community_id, id, party_id, role, place_id, indicator, valid_from, valid_to, note, version)
    select ${reader.communityId}::uuid, r.id, r."partyId", r.role, r."placeId", r.indicator, r."validFrom",
      r."validTo", r.note, r.version
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as r (id uuid, "partyId" uuid, role text,
      "placeId" uuid, indicator text, "validFrom" date, "validTo" date, note text, version int)
    on conflict (community_id, id) do update set party_id = excluded.party_id, role = excluded.role,
      place_id = excluded.place_id, indicator = excluded.indicator, valid_from = excluded.valid_from,
      valid_to = excluded.valid_to, note = excluded.note, version = excluded.version`.execute(tx)
}
