import type { Language } from './language.ts'

/**
 * Who asks, and what they may see: made once per request from the session, handed to every store call, and carried
 * into the database where row-level security holds it as a second wall.
 */
export const ROLES = ['administrator', 'clerk', 'grid', 'auditor'] as const
export type Role = (typeof ROLES)[number]

export const ROLE_LABEL: Record<Role, string> = {
  administrator: '管理员',
  clerk: '资料员',
  grid: '网格员',
  auditor: '只读监督',
}

export interface Reader {
  accountId: string | null
  /** Pseudonym written into history instead of a name. */
  actor: string
  name: string
  role: Role
  /** The community this request works in. */
  communityId: string
  /** Every node whose roll-ups may be read: the community itself, and for superiors the nodes above it. */
  nodes: string[]
  /** Null = every place of the community; else the places (with all below them) of a grid member's duties. */
  places: string[] | null
  deviceId: string
  language: Language
}

/** Who wrote a record that no person signed in to write: the CLI over the data folder, and the demo's story. */
export const OPERATOR = '00000000-0000-7000-8000-000000000001'

/** How an act is signed where no account stands behind it. */
export const OPERATOR_NAME = '系统'
