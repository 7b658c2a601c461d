import { sql } from 'kysely'
import type { Db } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'
import type { EntryFilter, EntryRow } from './schema.ts'
import { resolveFilter } from './store-filter.ts'
import { readEveryKind } from './store-kinds.ts'
import { entryRows } from './store-rows.ts'

/** Rows read at a time. */
const CHUNK = 2_000

/**
 * Every entry the filter shows, newest first as the screen has it. Read piece by piece, each in a transaction of its
 * own: memory stays small, and a slow download keeps no connection.
 */
export async function* exportRows(db: Db, reader: Reader, filter: EntryFilter): AsyncGenerator<EntryRow> {
  let last: { day: string; id: string } | null = null
  for (;;) {
    const after = last
    const rows: EntryRow[] = await db.asReader(reader, async (tx) => {
      const { from, where } = await resolveFilter(tx, reader, filter)
      const beyond = after ? sql`(e.day_from, e.id) < (${after.day}::date, ${after.id}::uuid)` : sql`true`
      const found = await sql<{ id: string }>`select e.id from ${from}
        where ${where} and ${beyond} order by e.day_from desc, e.id desc limit ${CHUNK}`.execute(tx)
      return entryRows(
        tx,
        await readEveryKind(tx),
        found.rows.map((row) => row.id),
      )
    })
    yield* rows
    const end = rows.at(-1)
    if (!end || rows.length < CHUNK) return
    last = { day: end.dayFrom, id: end.id }
  }
}
