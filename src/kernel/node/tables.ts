import type { ColumnType, Generated } from 'kysely'

/**
 * The tables as Kysely sees them. The kernel declares its own; each slice adds its tables by declaration merging in
 * its tables.ts, so that the kernel knows no slice. A drift test holds all of them against the live catalogue.
 * Conventions: date columns are Day text, numeric columns decimal text, bigint columns numbers.
 */
export type Json<T> = ColumnType<T, string, string>
export type Instant = ColumnType<Date, Date | string, Date | string>

export interface Tables {
  org: {
    id: string
    parent_id: string | null
    level: 'city' | 'district' | 'street' | 'community'
    code: string
    name: string
    demo: boolean
    settings: Json<Record<string, unknown>>
    created_at: Generated<Date>
  }
  org_above: { org_id: string; node_id: string }
  position_counter: { community_id: string; position: number }
  history: {
    community_id: string
    position: number
    event: string
    object_type: string
    object_id: string
    version: number
    actor: string
    device_id: string
    device_seq: number | null
    at: Instant
    reason: string | null
    body: Json<Record<string, unknown>>
    salt: Buffer
    body_hash: Buffer
  }
  work: {
    community_id: string
    id: string
    kind: string
    state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
    done: Generated<number>
    total: Generated<number>
    input: Json<Record<string, unknown>>
    result: Json<unknown>
    problem: Json<unknown>
    cancel: Generated<boolean>
    actor: string
    created_at: Generated<Date>
    updated_at: Instant
  }
  backup_mark: { community_id: string; position: number; made_at: Instant; place: string; off_machine: boolean }
  /** How often a community was put back from a backup, counted from 1. */
  community_epoch: { community_id: string; epoch: number }
}
