import type { Instant, Json } from '#kernel/node/tables.ts'
import type { Operation } from './schema.ts'

declare module '#kernel/node/tables.ts' {
  interface Tables {
    field_operation: {
      community_id: string
      device_id: string
      id: string
      version: number
      device_seq: number
      hash: string
      previous: string
      outcome: 'applied' | 'quarantined' | 'refused'
      position: number
      problem: string | null
      account_id: string
      client_time: string
      clock_ahead: number | null
      came_at: Instant
    }
    field_quarantine: {
      community_id: string
      id: string
      device_id: string
      operation_id: string
      version: number
      hash: string
      why: 'content' | 'fork' | 'refused-now' | 'photos'
      problem: string
      operation: Json<Operation>
      account_id: string
      state: 'waiting' | 'applied' | 'dropped'
      reason: string | null
      came_at: Instant
      settled_at: Instant | null
      /** Rises with every time somebody settles it; 0 while nobody has. */
      edition: number
      position: number | null
      settled_by: string | null
    }
    field_photo: {
      community_id: string
      device_id: string
      sha256: string
      target: 'entry' | 'case'
      target_id: string
      role: 'scene' | 'before' | 'after'
      source: 'camera' | 'album' | 'unknown'
      taken_at: Instant | null
      camera_sha256: string | null
      tied: boolean
      arrived_at: Instant | null
    }
  }
}
