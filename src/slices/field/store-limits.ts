import { sql } from 'kysely'
import { sentenceLanguage } from '#kernel/language.ts'
import type { App } from '#kernel/node/app.ts'
import type { Tx } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'
import { fieldProblems as problems } from './problems.ts'
import type { Operation } from './schema.ts'
import './tables.ts'

/**
 * What may wait for the office of one account. The largest honest backlog is a phone that was three months without a
 * network: five thousand records of a kilobyte or less, thirty photos a day of a third of a megabyte.
 */
const MOST = { records: 5_000, words: 20_000_000, photos: 2_000_000_000 }
/** Of all accounts of a community whose work there is over, together: some of them phones like that one. */
const MOST_OF_FORMER = 20_000

/** Why nothing more can wait for the office now, in a sentence; null when it can, which is then counted. */
export type Waits = (operation: Operation) => Promise<string | null>

/**
 * Nothing is lost over a limit: the phone keeps what finds no place, is answered "later", and sends it again when the
 * office has settled some.
 * @param former how many wait in the community already, asked only for somebody whose work there is over
 */
export function waitingLimits(tx: Tx, reader: Reader, former: number | null): Waits {
  let held: { records: number; words: number; photos: number } | undefined
  let all = former ?? 0
  return async (operation) => {
    held ??= await heldOf(tx, reader)
    const words = Buffer.byteLength(JSON.stringify(operation))
    const photos = operation.photos.reduce((sum, photo) => sum + photo.bytes, 0)
    const isFull =
      held.records >= MOST.records ||
      held.words + words > MOST.words ||
      held.photos + photos > MOST.photos ||
      all >= MOST_OF_FORMER
    if (isFull) return problems['field.waiting-full']().say(sentenceLanguage(reader.language))
    held = { records: held.records + 1, words: held.words + words, photos: held.photos + photos }
    if (former !== null) all += 1
    return null
  }
}

async function heldOf(tx: Tx, reader: Reader): Promise<{ records: number; words: number; photos: number }> {
  const found = await sql<{ records: number; words: number; photos: number }>`
    select count(*)::int as records, coalesce(sum(pg_column_size(operation)), 0)::bigint as words,
      coalesce(sum((select sum((p ->> 'bytes')::bigint) from jsonb_array_elements(operation -> 'photos') p)), 0)::bigint
        as photos
    from field_quarantine
    where community_id = ${reader.communityId}::uuid and state = 'waiting'
      and account_id = ${reader.accountId}::uuid`.execute(tx)
  return found.rows[0]!
}

/** How many wait in a community, whoever sent them. */
export async function waitingInAll(app: App, reader: Reader): Promise<number> {
  // One whose work is over sees their own alone.
  return app.db.asReader({ ...reader, places: null }, async (tx) => {
    const found = await sql<{ n: number }>`select count(*)::int as n from field_quarantine
      where community_id = ${reader.communityId}::uuid and state = 'waiting'`.execute(tx)
    return found.rows[0]!.n
  })
}

/**
 * The most bytes a picture may have by what was said of it when its record was put to wait; null when no record of
 * this device that waits tells of it.
 */
export async function announcedBytes(tx: Tx, reader: Reader, deviceId: string, sha256: string): Promise<number | null> {
  const found = await sql<{ most: number | null }>`
    select max((p ->> 'bytes')::bigint) as most
    from field_quarantine q cross join jsonb_array_elements(q.operation -> 'photos') p
    where q.community_id = ${reader.communityId}::uuid and q.device_id = ${deviceId}::uuid and q.state = 'waiting'
      and p ->> 'sha256' = ${sha256}`.execute(tx)
  return found.rows[0]?.most ?? null
}
