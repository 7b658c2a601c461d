import { sql } from 'kysely'
import { dayAt } from '#kernel/days.ts'
import type { Tx } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'
import './party-tables.ts'
import type { HandOver } from './schema.ts'

/** More than anybody can sign for on one sheet. */
const MOST = 2_000

/** Problems the party is responsible for and that are not closed, the most pressing first. */
export async function openCasesOf(tx: Tx, reader: Reader, partyId: string): Promise<HandOver['cases']> {
  const found = await sql<Omit<HandOver['cases'][number], 'dueOn'> & { dueAt: Date | null }>`
    select c.id, c.issue, c.state, c.due_at as "dueAt",
      concat_ws(' ', array_to_string(p.path, ' '), p.name, nullif(c.locus, '')) as place
    from case_of_party c
    left join place_label p on p.community_id = c.community_id and p.id = c.place_id
    where c.community_id = ${reader.communityId}::uuid and c.party_id = ${partyId}::uuid
    order by c.due_at nulls last, c.id limit ${MOST}`.execute(tx)
  return found.rows.map(({ dueAt, ...row }) => ({ ...row, dueOn: dueAt ? dayAt(dueAt) : null }))
}

/** Kinds of record kept by the accounts that stand for the party, with how far each is written. */
export async function ledgersOf(
  tx: Tx,
  reader: Reader,
  partyId: string,
): Promise<Omit<HandOver['ledgers'][number], 'label'>[]> {
  const found = await sql<Omit<HandOver['ledgers'][number], 'label'>>`
    select l.kind, sum(l.entries)::int as entries, max(l.last_day) as "lastDay"
    from ledger_of_author l
    where l.community_id = ${reader.communityId}::uuid
      and l.author in (select m.actor from ybz_members() m where ${partyId}::uuid = any (m.parties))
    group by l.kind order by l.kind`.execute(tx)
  return found.rows
}
