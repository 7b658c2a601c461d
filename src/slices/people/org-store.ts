import { newId } from '#kernel/ids.ts'
import type { Tx } from '#kernel/node/db.ts'
import { type Level, LEVEL_LABEL } from './account-rules.ts'
import { communityProblems } from './community-problems.ts'

export interface Org {
  id: string
  parentId: string | null
  level: Level
  code: string
  name: string
}

const ORDER: Level[] = ['city', 'district', 'street', 'community']

export async function findOrg(tx: Tx, code: string): Promise<Org | undefined> {
  return tx
    .selectFrom('org')
    .select(['id', 'parent_id as parentId', 'level', 'code', 'name'])
    .where('code', '=', code)
    .executeTakeFirst()
}

/** The row, and one for every ancestor: what a superior sees follows from them. */
export async function insertOrg(
  tx: Tx,
  draft: { code: string; name: string; level: Level; demo?: boolean | undefined; parentId?: string | undefined },
): Promise<string> {
  if (await findOrg(tx, draft.code)) throw communityProblems['community.code-taken']({ code: draft.code })
  const id = newId()
  const parentId = draft.parentId ?? null
  if (parentId !== null) await checkParent(tx, draft.level, parentId)
  await tx
    .insertInto('org')
    .values({
      id,
      parent_id: parentId,
      level: draft.level,
      code: draft.code,
      name: draft.name,
      demo: draft.demo ?? false,
      settings: '{}',
    })
    .execute()
  await tx
    .insertInto('org_above')
    .columns(['org_id', 'node_id'])
    .expression((eb) =>
      eb
        .selectFrom('org_above')
        .select([eb.val(id).as('org_id'), 'node_id'])
        .where('org_id', '=', parentId ?? id),
    )
    .execute()
  await tx.insertInto('org_above').values({ org_id: id, node_id: id }).execute()
  return id
}

/**
 * Puts a community that stands alone below an office; the nodes it now stands below besides itself. Runs as the owner.
 * @throws org.has-parent, org.parent-unfit
 */
export async function attachCommunity(tx: Tx, community: Org, parentId: string): Promise<string[]> {
  if (community.parentId !== null) throw communityProblems['org.has-parent']({ name: community.name })
  await checkParent(tx, community.level, parentId)
  await tx.updateTable('org').set({ parent_id: parentId }).where('id', '=', community.id).execute()
  const above = await tx
    .insertInto('org_above')
    .columns(['org_id', 'node_id'])
    .expression((eb) =>
      eb
        .selectFrom('org_above')
        .select([eb.val(community.id).as('org_id'), 'node_id'])
        .where('org_id', '=', parentId),
    )
    .returning('node_id')
    .execute()
  return above.map((row) => row.node_id)
}

async function checkParent(tx: Tx, level: Level, parentId: string): Promise<void> {
  const parent = await tx.selectFrom('org').select(['level', 'name']).where('id', '=', parentId).executeTakeFirst()
  if (parent && ORDER.indexOf(parent.level) < ORDER.indexOf(level)) return
  throw communityProblems['org.parent-unfit']({
    level: LEVEL_LABEL[level],
    parent: parent?.name ?? '',
    parentLevel: parent ? LEVEL_LABEL[parent.level] : '',
  })
}
