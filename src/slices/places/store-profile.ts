import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import { plainDecimal } from '#kernel/decimal.ts'
import { newId } from '#kernel/ids.ts'
import type { Tx } from '#kernel/node/db.ts'
import { factsOf, record } from '#kernel/node/record.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import { planSaves } from '#kernel/plan-saves.ts'
import type { Reader } from '#kernel/reader.ts'
import type { Saved } from '#kernel/saved.ts'
import { placeProblems } from './problems.ts'
import type { ProfileFact, ProfileFactDraft } from './schema.ts'
import { profileFieldOf } from './store-types.ts'
import './tables.ts'

interface FactBody {
  key: string
  value: string | null
  unit: string | null
  text: string | null
  validFrom: string
}

/** The stated facts in force on a day: per key the latest statement not after it. */
export async function profileAt(tx: Tx, reader: Reader, day: Day): Promise<ProfileFact[]> {
  const found = await sql<ProfileFact>`
    select distinct on (key) id, key, value, unit, text, valid_from as "validFrom", version
    from profile_fact
    where community_id = ${reader.communityId}::uuid and valid_from <= ${day}::date
    order by key, valid_from desc`.execute(tx)
  return found.rows
}

/**
 * States facts of the community: a new statement for its first day, or a correction of the one made for that day.
 * Numbers keep the unit of their field, nothing is converted.
 * @throws profile.* · object.changed
 */
export async function saveProfile(tx: Tx, reader: Reader, drafts: ProfileFactDraft[], now: Date): Promise<Saved[]> {
  if (drafts.length === 0) return []
  await takeTurn(tx, reader.communityId)
  const bodies = drafts.map(bodyOf)
  const standing = await readFacts(tx, reader, bodies)
  const idOf = new Map([...standing].map(([id, { body }]) => [nameOf(body), id]))
  const plan = planSaves(
    bodies.map((body, index) => {
      const id = idOf.get(nameOf(body)) ?? newId()
      idOf.set(nameOf(body), id)
      return { id, body, reason: drafts[index]!.reason, version: drafts[index]!.version }
    }),
    standing,
  )
  const rows = plan.rows.map(({ id, version, body }) => ({ id, version, ...body }))
  await sql`
    insert into profile_fact (community_id, key, valid_from, id, value, unit, text, version)
    select ${reader.communityId}::uuid, r.key, r."validFrom", r.id, r.value::numeric, r.unit, r.text, r.version
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, key text, "validFrom" date, value text,
      unit text, text text, version int)
    on conflict (community_id, key, valid_from) do update set value = excluded.value, unit = excluded.unit,
      text = excluded.text, version = excluded.version`.execute(tx)
  const facts = factsOf('profile', plan.changes, ({ before }) => (before ? 'profile.corrected' : 'profile.stated'))
  await record(tx, reader, facts, now)
  return plan.saved
}

const nameOf = (fact: { key: string; validFrom: string }): string => `${fact.key} ${fact.validFrom}`

function bodyOf(draft: ProfileFactDraft): FactBody {
  const { key, validFrom } = draft
  const field = profileFieldOf(key)
  if (!field) throw placeProblems['profile.key-unknown']({ key }, 'key')
  if (field.type === 'text') {
    return { key, validFrom, value: null, unit: null, text: draft.text?.trim() || null }
  }
  const { label } = field
  const unit = field.unit ?? ''
  const value = draft.value ?? null
  if (draft.unit && draft.unit !== unit) {
    throw placeProblems['profile.unit-differs']({ label, unit, given: draft.unit }, 'unit')
  }
  if (value === null && draft.text) throw placeProblems['profile.not-number']({ label, unit }, 'value')
  if (value !== null && (value.startsWith('-') || (field.integer && !/^\d+(\.0+)?$/.test(value)))) {
    throw placeProblems['profile.not-whole']({ label, value }, 'value')
  }
  return { key, validFrom, value: value === null ? null : plainDecimal(value), unit, text: null }
}

async function readFacts(tx: Tx, reader: Reader, bodies: FactBody[]) {
  const found = await sql<FactBody & { id: string; version: number }>`
    select id, version, key, value, unit, text, valid_from as "validFrom" from profile_fact
    where community_id = ${reader.communityId}::uuid and key = any (${bodies.map((body) => body.key)}::text[])`.execute(
    tx,
  )
  return new Map(found.rows.map(({ id, version, ...body }) => [id, { version, body }]))
}
