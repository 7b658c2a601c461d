import type { Generated } from 'kysely'
import type { Language } from '#kernel/language.ts'
import type { Instant } from '#kernel/node/tables.ts'

declare module '#kernel/node/tables.ts' {
  interface Tables {
    account: {
      id: string
      org_id: string
      login: string
      name: string
      actor: string
      party_id: string | null
      unit_id: string | null
      password_hash: string | null
      status: Generated<'active' | 'disabled'>
      language: Generated<Language>
      created_at: Generated<Date>
    }
    account_role: { account_id: string; org_id: string; role: string; valid_from: string; valid_to: string | null }
    session: {
      id_hash: Buffer
      id: string
      account_id: string
      created_at: Instant
      seen_at: Instant
      expires_at: Instant
      agent: string
      idle_hours: Generated<number>
    }
    sign_in_link: { token_hash: Buffer; account_id: string; expires_at: Instant; used_at: Instant | null }
    account_totp: {
      account_id: string
      sealed: Buffer
      confirmed_at: Instant | null
      last_step: Generated<number>
      created_at: Generated<Date>
    }
    account_recovery: { account_id: string; code_hash: Buffer; used_at: Instant | null }
    sign_in_failure: { key: string; failures: number; last_at: Instant }
  }
}
