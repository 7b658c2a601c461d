import { newId } from '#kernel/ids.ts'
import type { Tx } from '#kernel/node/db.ts'
import { nextVersion } from '#kernel/node/next-version.ts'
import { record } from '#kernel/node/record.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import { problems } from '#kernel/problems.ts'
import { OPERATOR, OPERATOR_NAME, type Reader, type Role } from '#kernel/reader.ts'
import { communityProblems } from './community-problems.ts'
import type { CommunitySettings } from './community-schema.ts'

export interface Community {
  id: string
  code: string
  name: string
  demo: boolean
}

/**
 * Makes a community under a street, district and city of its own unless one is named. Runs as the owner: nobody has
 * a role in a community that does not exist yet.
 */
export async function createCommunity(
  tx: Tx,
  draft: { code: string; name: string; demo?: boolean; parentId?: string },
  now: Date,
): Promise<Community> {
  const taken = await tx.selectFrom('org').select('id').where('code', '=', draft.code).executeTakeFirst()
  if (taken) throw communityProblems['community.code-taken']({ code: draft.code })
  const id = newId()
  const parentId = draft.parentId ?? null
  await tx
    .insertInto('org')
    .values({
      id,
      parent_id: parentId,
      level: 'community',
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
  const reader = operatorIn(id)
  await record(
    tx,
    reader,
    [
      {
        event: 'community.created',
        objectType: 'community',
        objectId: id,
        version: 1,
        body: { code: draft.code, name: draft.name },
      },
    ],
    now,
  )
  return { id, code: draft.code, name: draft.name, demo: draft.demo ?? false }
}

/** The reader for acts no person signed in for. */
export function operatorIn(communityId: string, role: Role = 'administrator'): Reader {
  return {
    accountId: null,
    actor: OPERATOR,
    name: OPERATOR_NAME,
    role,
    communityId,
    nodes: [communityId],
    places: null,
    deviceId: 'operator',
    language: 'zh-CN',
  }
}

export async function findCommunity(tx: Tx, code: string): Promise<Community | undefined> {
  return tx
    .selectFrom('org')
    .select(['id', 'code', 'name', 'demo'])
    .where('code', '=', code)
    .where('level', '=', 'community')
    .executeTakeFirst()
}

export async function listCommunities(tx: Tx): Promise<Community[]> {
  return tx
    .selectFrom('org')
    .select(['id', 'code', 'name', 'demo'])
    .where('level', '=', 'community')
    .orderBy('code')
    .execute()
}

export async function getSettings(tx: Tx, reader: Reader): Promise<CommunitySettings> {
  const row = await tx
    .selectFrom('org')
    .select(['name', 'settings'])
    .where('id', '=', reader.communityId)
    .executeTakeFirst()
  if (!row) throw problems['request.not-found']()
  return { reviewByOther: false, baozhua: '包抓', ...(row.settings as Partial<CommunitySettings>), name: row.name }
}

export async function saveSettings(tx: Tx, reader: Reader, settings: CommunitySettings, now: Date): Promise<void> {
  const { name, ...rest } = settings
  await takeTurn(tx, reader.communityId)
  await tx
    .updateTable('org')
    .set({ name, settings: JSON.stringify(rest) })
    .where('id', '=', reader.communityId)
    .execute()
  const version = await nextVersion(tx, reader.communityId, reader.communityId)
  await record(
    tx,
    reader,
    [
      {
        event: 'community.settings-changed',
        objectType: 'community',
        objectId: reader.communityId,
        version,
        body: { ...settings },
      },
    ],
    now,
  )
}
