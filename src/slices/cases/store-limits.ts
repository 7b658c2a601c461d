import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Tx } from '#kernel/node/db.ts'
import { record } from '#kernel/node/record.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import { problems as kernelProblems } from '#kernel/problems.ts'
import type { Reader } from '#kernel/reader.ts'
import type { LimitUnit } from '#kernel/work-calendar.ts'
import type { CaseLimit, CaseLimitChange } from './deadline-schema.ts'
import { caseProblems as problems } from './problems.ts'
import { SEVERITIES, type Severity } from './schema.ts'
import type { Limit } from './type-schema.ts'
import { problemTypeOf, problemTypes, shippedLimit } from './store-types.ts'
import './tables.ts'

interface OwnLimit {
  typeCode: string
  severity: Severity
  id: string
  limit: Limit
  version: number
}

async function ownLimits(tx: Tx, community: string): Promise<Map<string, OwnLimit>> {
  const found = await sql<{
    type_code: string
    severity: Severity
    id: string
    n: string
    unit: LimitUnit
    version: number
  }>`
    select type_code, severity, id, n, unit, version from case_limit where community_id = ${community}::uuid`.execute(
    tx,
  )
  return new Map(
    found.rows.map(({ type_code: typeCode, severity, id, n, unit, version }) => [
      keyOf(typeCode, severity),
      { typeCode, severity, id, limit: { n: Number(n), unit }, version },
    ]),
  )
}

const keyOf = (typeCode: string, severity: Severity): string => `${severity} ${typeCode}`

/** The office's own for the type, then its own for every type, then the shipped one. */
function limitAmong(own: Map<string, OwnLimit>, typeCode: string, severity: Severity): Limit {
  const set = own.get(keyOf(typeCode, severity)) ?? own.get(keyOf('', severity))
  return set?.limit ?? shippedLimit(typeCode, severity)
}

/** The time allowed for a problem. */
export async function limitFor(tx: Tx, community: string, typeCode: string, severity: Severity): Promise<Limit> {
  return limitAmong(await ownLimits(tx, community), typeCode, severity)
}

/** The whole table of times allowed, one row for every kind and severity, the one for all kinds first. */
export async function caseLimits(tx: Tx, community: string): Promise<CaseLimit[]> {
  const own = await ownLimits(tx, community)
  return [{ code: '', label: '', pointTypes: [] }, ...problemTypes].flatMap(({ code, label, pointTypes }) =>
    SEVERITIES.map((severity): CaseLimit => {
      const set = own.get(keyOf(code, severity))
      return {
        typeCode: code,
        typeLabel: label,
        pointTypes,
        severity,
        limit: limitAmong(own, code, severity),
        shipped: shippedLimit(code, severity),
        own: set !== undefined,
        version: set?.version ?? 0,
      }
    }),
  )
}

/**
 * Sets the office's own time for a kind and severity, or goes back to the shipped one. Cases already handed out keep
 * theirs: a limit is counted from the day it was given.
 * @throws case.type-unknown · object.changed
 */
export async function saveCaseLimit(tx: Tx, reader: Reader, change: CaseLimitChange, now: Date): Promise<void> {
  const { typeCode, severity, limit } = change
  if (typeCode !== '' && !problemTypeOf(typeCode)) throw problems['case.type-unknown']({ code: typeCode }, 'typeCode')
  await takeTurn(tx, reader.communityId)
  const before = (await ownLimits(tx, reader.communityId)).get(keyOf(typeCode, severity))
  if ((before?.version ?? 0) !== change.version) throw kernelProblems['object.changed']()
  if (!before && !limit) return
  const id = before?.id ?? newId()
  const version = (before?.version ?? 0) + 1
  if (limit) {
    await sql`insert into case_limit (community_id, type_code, severity, id, n, unit, version)
      values (${reader.communityId}::uuid, ${typeCode}, ${severity}, ${id}::uuid, ${limit.n}, ${limit.unit}, ${version})
      on conflict (community_id, type_code, severity) do update
        set n = excluded.n, unit = excluded.unit, version = excluded.version`.execute(tx)
  } else {
    await sql`delete from case_limit where community_id = ${reader.communityId}::uuid and type_code = ${typeCode}
      and severity = ${severity}`.execute(tx)
  }
  const event = limit ? 'case-limit.set' : 'case-limit.reset'
  const body = { typeCode, severity, limit }
  await record(tx, reader, [{ event, objectType: 'case-limit', objectId: id, version, body }], now)
}
