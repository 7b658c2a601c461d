import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import { nextVersion } from '#kernel/node/next-version.ts'
import { record } from '#kernel/node/record.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import { problems as kernelProblems } from '#kernel/problems.ts'
import type { Reader } from '#kernel/reader.ts'
import { USUAL_HOURS } from '#kernel/work-calendar.ts'
import type { CaseSettings, CaseSettingsChange } from './settings-schema.ts'
import { snapProblems as problems } from './snap-problems.ts'

/** Nobody is reminded between ten at night and eight in the morning, until an office says otherwise. */
const USUAL_QUIET: CaseSettings['quietHours'] = [22 * 60, 8 * 60]

/** Nobody's official rule; the office changes it. */
const USUAL_SUPERVISION: CaseSettings['supervise'] = { daily: true, overDays: 2, reworks: 2 }

/** What the office has set about problems; it stands among the community's settings, beside those of others. */
export async function caseSettings(tx: Tx, community: string): Promise<CaseSettings> {
  const found = await sql<{ settings: Partial<CaseSettings> }>`select settings from org
    where id = ${community}::uuid`.execute(tx)
  const { snap, officeHours, quietHours, supervise } = found.rows[0]?.settings ?? {}
  return {
    snap: snap ?? false,
    officeHours: officeHours ?? USUAL_HOURS.map(([from, to]) => [from, to]),
    quietHours: quietHours ?? USUAL_QUIET,
    supervise: supervise ?? USUAL_SUPERVISION,
  }
}

/** @throws snap.hours */
export async function saveCaseSettings(tx: Tx, reader: Reader, settings: CaseSettingsChange, now: Date): Promise<void> {
  const flat = settings.officeHours.flat()
  if (flat.some((minute, index) => index > 0 && minute <= flat[index - 1]!))
    throw problems['snap.hours']({}, 'officeHours')
  await takeTurn(tx, reader.communityId)
  const done = await sql`update org set settings = settings || ${JSON.stringify(settings)}::jsonb
    where id = ${reader.communityId}::uuid returning 1`.execute(tx)
  if (done.rows.length === 0) throw kernelProblems['access.denied']()
  const version = await nextVersion(tx, reader.communityId, reader.communityId)
  const fact = { event: 'community.case-settings-changed', objectType: 'community', objectId: reader.communityId }
  await record(tx, reader, [{ ...fact, version, body: settings }], now)
}
