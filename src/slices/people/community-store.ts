import { operatorIn } from '#kernel/operator.ts'
import type { Tx } from '#kernel/node/db.ts'
import { nextVersion } from '#kernel/node/next-version.ts'
import { record } from '#kernel/node/record.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import { problems } from '#kernel/problems.ts'
import type { Reader } from '#kernel/reader.ts'
import type { Level } from './account-rules.ts'
import type { CommunitySettings } from './community-schema.ts'
import { insertOrg, type Org } from './org-store.ts'

export interface Community {
  id: string
  code: string
  name: string
  demo: boolean
}

/**
 * Makes a community, below an office when one is named. Runs as the owner: nobody has a role in a community that does
 * not exist yet.
 */
export async function createCommunity(
  tx: Tx,
  draft: { code: string; name: string; demo?: boolean; parentId?: string },
  now: Date,
): Promise<Community> {
  const id = await insertOrg(tx, { ...draft, level: 'community' })
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

/** Makes an office above communities. Runs as the owner. @throws community.code-taken, org.parent-unfit */
export async function createOrg(
  tx: Tx,
  draft: { code: string; name: string; level: Level; parentId?: string | undefined },
  now: Date,
): Promise<Org> {
  const id = await insertOrg(tx, draft)
  const { code, name, level, parentId = null } = draft
  const body = { code, name, level, parentId }
  await record(tx, operatorIn(id), [{ event: 'org.created', objectType: 'org', objectId: id, version: 1, body }], now)
  return { id, parentId, level, code, name }
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
  const { reviewByOther = false, baozhua = '包抓', requireTotp = false } = row.settings as Partial<CommunitySettings>
  return { name: row.name, reviewByOther, baozhua, requireTotp }
}

export async function saveSettings(tx: Tx, reader: Reader, settings: CommunitySettings, now: Date): Promise<void> {
  const { name, ...rest } = settings
  await takeTurn(tx, reader.communityId)
  const row = await tx
    .selectFrom('org')
    .select('settings')
    .where('id', '=', reader.communityId)
    .executeTakeFirstOrThrow()
  // Other parts keep their settings beside these, and what a change leaves out stays.
  const kept = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  await tx
    .updateTable('org')
    .set({ name, settings: JSON.stringify({ ...row.settings, ...kept }) })
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
