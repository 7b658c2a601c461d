import { type RawBuilder, sql } from 'kysely'

/**
 * The condition that a row of problem_case named `c` is one of these. Written as a join by the primary key: the wall and
 * the condition on the community together make the planner guess a fraction of the rows there are, and for "id is any of
 * these" it then walks some index of the whole community.
 */
export const byIds = (community: string, ids: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`(c.community_id, c.id) in (select ${community}::uuid, i.id from unnest(${ids}::uuid[]) i (id))`
