import type { Instant, Json } from '#kernel/node/tables.ts'
import type { KindDef } from './kind-schema.ts'
import type { FieldValue, Via } from './schema.ts'

declare module '#kernel/node/tables.ts' {
  interface Tables {
    kind: { community_id: string; code: string; id: string; def: Json<KindDef>; version: number }
    campaign: {
      community_id: string
      id: string
      name: string
      issuer: string
      kinds: string[]
      targets: Json<{ kind: string; measure: string; amount: string }[]>
      valid_from: string
      valid_to: string | null
      version: number
    }
    entry: {
      community_id: string
      id: string
      kind: string
      place_id: string | null
      locus: string
      day_from: string
      day_to: string
      campaign_id: string | null
      fields: Json<Record<string, FieldValue>>
      note: string
      author: string
      via: Via
      state: 'live' | 'withdrawn'
      version: number
      position: number
      recorded_at: Instant
      terms: string[]
      photo_count: number
    }
    measure: {
      community_id: string
      entry_id: string
      measure: string
      unit: string
      amount: string
      kind: string
      place_id: string | null
      author: string
      day_from: string
      day_to: string
    }
    entry_party: {
      community_id: string
      entry_id: string
      field: string
      party_id: string
      kind: string
      place_id: string | null
      author: string
      day_from: string
      day_to: string
    }
    photo: {
      community_id: string
      sha256: string
      bytes: number
      type: string
      width: number
      height: number
      taken_at: Instant | null
      source: 'camera' | 'album' | 'unknown'
      camera_sha256: string | null
      dhash: string | null
      created_at: Instant
    }
    entry_photo: {
      community_id: string
      entry_id: string
      sha256: string
      role: 'scene' | 'before' | 'after'
      ord: number
    }
    seen: { community_id: string; span: string; kind: string; dimension: string; member_id: string; entries: number }
    rollup_delta: {
      community_id: string
      position: number
      span: string
      kind: string
      measure: string
      unit: string
      amount: string
      entries: number
    }
    rollup: {
      node_id: string
      kind: string
      measure: string
      unit: string
      span: string
      amount: string
      entries: number
    }
    /** View: who an actor's pseudonym stands for. */
    actor_name: { actor: string; name: string }
  }
}
