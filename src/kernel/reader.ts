import type { Language } from './language.ts'

/**
 * Who asks, and what they may see: made once per request from the session, handed to every store call, and carried
 * into the database where row-level security holds it as a second wall.
 */
export const ROLES = [
  'administrator',
  'clerk',
  'grid',
  'cadre',
  'assessor',
  'volunteer',
  'auditor',
  'street',
  'district',
  'city',
  'system',
] as const
export type Role = (typeof ROLES)[number]

export const ROLE_LABEL: Record<Role, string> = {
  administrator: '管理员',
  clerk: '资料员',
  grid: '网格员',
  cadre: '包抓单位干部',
  assessor: '测评员',
  volunteer: '志愿者',
  auditor: '只读监督',
  street: '街道',
  district: '区级',
  city: '市创建办',
  system: '系统管理员',
}

/** Roles held at an office above the community, in every community below it. */
export const ROLES_ABOVE = ['street', 'district', 'city'] as const satisfies readonly Role[]

/** Roles that see the places they answer for, what they recorded and what is handed to them; nothing else. */
export const ROLES_OF_PLACES = ['grid', 'cadre', 'volunteer'] as const satisfies readonly Role[]

/** Roles that keep the accounts of others; a one-time code at sign-in is asked of them. */
export const ROLES_OF_ACCOUNTS = ['administrator', 'system'] as const satisfies readonly Role[]

export const isOneOf = <R extends Role>(roles: readonly R[], role: Role): role is R =>
  (roles as readonly Role[]).includes(role)

export interface Reader {
  accountId: string | null
  /** Pseudonym written into history instead of a name. */
  actor: string
  name: string
  role: Role
  /** The community this request works in. */
  communityId: string
  /** All that an office above looks over at once, in requests that read across them; never set for writing. */
  communities?: string[]
  /** Every node whose roll-ups may be read: the community itself, and for superiors those above it up to their own. */
  nodes: string[]
  /** Null = every place of the community; else the places (with all below them) of one's duties. */
  places: string[] | null
  /** The parties this account stands for: the person, and the unit they belong to. */
  parties: string[]
  deviceId: string
  language: Language
  /** Who acts in this reader's stead: history names them, and what is written stays the reader's own. */
  deputy?: { actor: string; deviceId: string }
  /** Their time in this community is over: what they send is kept for somebody to look at, and they read nothing. */
  former?: true
}

/** Who wrote a record that no person signed in to write: the CLI over the data folder, and the demo's story. */
export const OPERATOR = '00000000-0000-7000-8000-000000000001'

/** How an act is signed where no account stands behind it. */
export const OPERATOR_NAME = '系统'

/** Who wrote what came through the public page: whoever it was, residents have no account and leave no name here. */
export const RESIDENT = '00000000-0000-7000-8000-000000000002'
export const RESIDENT_NAME = '居民'

/** The name behind a pseudonym that no account stands behind. */
export const nameWithoutAccount = (actor: string): string => (actor === RESIDENT ? RESIDENT_NAME : OPERATOR_NAME)
