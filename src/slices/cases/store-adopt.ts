import { sql } from 'kysely'
import type { CommandContext } from '#kernel/node/commands.ts'
import type { Tx } from '#kernel/node/db.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import type { CasePhoto } from './schema.ts'
import { importedCase } from './import-rules.ts'
import { CASE_TEXT, type CaseImport } from './import-schema.ts'
import { readCases } from './store-body.ts'
import { writeCases } from './store-write.ts'
import './tables.ts'

/** Written where a record of the ledger ends because its problem goes its own way now. */
const ADOPTED = '转入问题整改'
/** Records made cases at a time. */
const CHUNK = 2_000

interface FormerProblem {
  id: string
  place_id: string | null
  locus: string
  day_from: string
  fields: Record<string, unknown>
  note: string
  author: string
  recorded_at: Date
  party_id: string | null
  photos: Pick<CasePhoto, 'sha256' | 'role'>[]
}

/** Communities that still hold problems as records of the ledger. Runs as the owner, when the program starts. */
export async function communitiesToAdopt(tx: Tx): Promise<string[]> {
  const found = await sql<{ id: string }>`select o.id from org o
    where o.level = 'community' and exists (select from former_problem f where f.community_id = o.id)`.execute(tx)
  return found.rows.map((row) => row.id)
}

/**
 * Makes cases of problems that were written down as records of the ledger, under the same ids, and withdraws those
 * records; what an import knows of them follows. Done once: a second time there is nothing left to do.
 */
export async function adoptProblems(context: CommandContext): Promise<{ adopted: number }> {
  const { app, tx, reader } = context
  const community = reader.communityId
  await takeTurn(tx, community)
  let adopted = 0
  for (;;) {
    const found = await sql<FormerProblem>`select id, place_id, locus, day_from, fields, note, author, recorded_at,
        party_id, photos
      from former_problem where community_id = ${community}::uuid order by id limit ${CHUNK}`.execute(tx)
    if (found.rows.length === 0) return { adopted }
    const ids = found.rows.map((row) => row.id)
    const standing = await readCases(tx, community, ids)
    const fresh = found.rows.filter((row) => !standing.has(row.id))
    await writeCases(
      tx,
      reader,
      fresh.map((row) => ({
        id: row.id,
        version: 1,
        body: {
          ...importedCase(importOf(row), row.author, app.now()),
          recordedAt: row.recorded_at.toISOString(),
          photos: row.photos.map((photo) => ({ ...photo, version: 1 })),
        },
        event: 'case.imported',
        reason: ADOPTED,
      })),
      app.now(),
    )
    await app.commands.run(context, 'entry.withdraw', { items: ids.map((id) => ({ id, reason: ADOPTED })) })
    await app.commands.run(context, 'import.relink', { ids, from: 'entry', to: 'case' })
    adopted += fresh.length
  }
}

function importOf(row: FormerProblem): CaseImport {
  const word = (key: string): string => (typeof row.fields[key] === 'string' ? row.fields[key].trim() : '')
  const deadline = word('deadline')
  return {
    id: row.id,
    pointType: word('pointType').slice(0, CASE_TEXT.pointType),
    checkItem: word('checkItem').slice(0, CASE_TEXT.checkItem),
    issue: word('issue').slice(0, CASE_TEXT.issue),
    placeId: row.place_id,
    locus: row.locus.slice(0, CASE_TEXT.locus),
    foundOn: row.day_from,
    partyId: row.party_id,
    fixed: word('status') === '已整改',
    fixedOn: word('fixedOn') || null,
    note: [deadline && `整改时限：${deadline}`, row.note].filter(Boolean).join('；').slice(0, CASE_TEXT.note),
  }
}
