import { sql } from 'kysely'
import { readCatalogue } from '#kernel/node/catalogue.ts'
import type { CommandContext } from '#kernel/node/commands.ts'
import { ProblemType } from '#slices/cases/type-schema.ts'
import type { WordBook } from './waiting-words-rules.ts'

const problemTypes = new Map(
  readCatalogue('problem-types.yaml', ProblemType).map((type): [string, string] => [type.code, type.label]),
)

/** The words behind ids and codes; `ids` are those of places and parties. */
export async function wordBook(context: CommandContext, ids: readonly string[]): Promise<WordBook> {
  const { app, tx, reader } = context
  const kinds = await app.commands.run(context, 'kind.all', {})
  const names = await sql<{ id: string; name: string }>`
    select id, array_to_string(path || name, ' / ') as name from place_label
    where community_id = ${reader.communityId}::uuid and id = any(${[...ids]}::uuid[])
    union all select id, name from party_label
    where community_id = ${reader.communityId}::uuid and id = any(${[...ids]}::uuid[])`.execute(tx)
  return {
    kinds,
    names: new Map(names.rows.map((row) => [row.id, row.name])),
    problemType: (code) => problemTypes.get(code) ?? '',
  }
}

/** What the problems that steps belong to are about. */
export async function issuesOf(
  { tx, reader }: CommandContext,
  caseIds: readonly string[],
): Promise<Map<string, string>> {
  if (caseIds.length === 0) return new Map()
  const found = await sql<{ id: string; issue: string }>`select distinct on (object_id) object_id as id,
      body ->> 'issue' as issue from history
    where community_id = ${reader.communityId}::uuid and object_type = 'case' and object_id = any(${[...caseIds]}::uuid[])
    order by object_id, version desc`.execute(tx)
  return new Map(found.rows.map((row) => [row.id, row.issue]))
}
