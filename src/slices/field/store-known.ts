import { kept, slot } from '#kernel/node/kept.ts'
import type { Tx } from '#kernel/node/db.ts'
import { sql } from 'kysely'
import type { KnownVersion } from './decide-rules.ts'
import type { Operation } from './schema.ts'
import './tables.ts'

export interface HeldVersion extends KnownVersion {
  /** Why somebody at the office set it aside. */
  reason: string | null
}

interface Chained {
  id: string
  version: number
  hash: string
}

/** What is known of a device's operations; what was foreseen is read at once, anything else when it is asked for. */
export interface Knowledge {
  foresee: (deviceId: string, operations: readonly Operation[]) => Promise<void>
  /** Every version and content of an operation that came from a device, with what has become of it since. */
  known: (deviceId: string, id: string) => Promise<HeldVersion[]>
  /** What stands at a place of the device's chain. */
  chained: (deviceId: string, deviceSeq: number) => Promise<Chained | null>
  /** What this transaction itself adds to it. */
  remember: (operation: Operation, row: KnownVersion) => void
}

/** Valid for one transaction that has the community's turn. */
export function knowledge(tx: Tx, community: string): Knowledge {
  const versions = new Map<string, HeldVersion[]>()
  const places = new Map<number, Chained | null>()
  const readVersions = async (deviceId: string, ids: readonly string[]): Promise<void> => {
    for (const id of ids) versions.set(id, [])
    for (const { id, ...held } of await findVersions(tx, [community, deviceId, ids])) versions.get(id)!.push(held)
  }
  const readPlaces = async (deviceId: string, seqs: readonly number[]): Promise<void> => {
    for (const seq of seqs) places.set(seq, null)
    for (const { seq, ...chained } of await findPlaces(tx, [community, deviceId, seqs])) places.set(seq, chained)
  }
  return {
    foresee: async (deviceId, operations) => {
      await readVersions(deviceId, [...new Set(operations.map((one) => one.id))])
      await readPlaces(deviceId, [...new Set(operations.map((one) => one.deviceSeq))])
    },
    known: async (deviceId, id) => {
      if (!versions.has(id)) await readVersions(deviceId, [id])
      return versions.get(id)!
    },
    chained: async (deviceId, seq) => {
      if (!places.has(seq)) await readPlaces(deviceId, [seq])
      return places.get(seq)!
    },
    remember: ({ id, deviceSeq }, { version, hash, outcome, position, problem }) => {
      versions.get(id)?.push({ version, hash, outcome, position, problem, reason: null })
      if (places.get(deviceSeq) === null) places.set(deviceSeq, { id, version, hash })
    },
  }
}

const findVersions = kept<HeldVersion & { id: string }>(sql`
  with held as (
    select operation_id as id, version, hash, case state when 'waiting' then 'quarantined' else state end as outcome,
      coalesce(position, 0) as position, case when state = 'waiting' then problem end as problem, reason
    from field_quarantine
    where community_id = ${slot(1)}::uuid and device_id = ${slot(2)}::uuid and operation_id = any(${slot(3)}::uuid[]))
  select id, version, hash, outcome, position, problem, reason from held
  union all
  select o.id, o.version, o.hash, o.outcome, o.position, o.problem, null from field_operation o
  where o.community_id = ${slot(1)}::uuid and o.device_id = ${slot(2)}::uuid and o.id = any(${slot(3)}::uuid[])
    and not exists (select from held where held.id = o.id and held.version = o.version and held.hash = o.hash)`)

const findPlaces = kept<Chained & { seq: number }>(sql`select device_seq as seq, id, version, hash from field_operation
  where community_id = ${slot(1)}::uuid and device_id = ${slot(2)}::uuid and device_seq = any(${slot(3)}::int[])`)
