import type { Role } from '#kernel/reader.ts'
import type { Language } from '#kernel/language.ts'

/** Who is signed in and where they may work, as GET /api/session answers. */
export interface Me {
  account: { id: string; login: string; name: string; language: Language; totp: boolean }
  communities: MyCommunity[]
  /** Offices above whose accounts this account keeps. */
  offices: MyOffice[]
}

export interface MyOffice {
  id: string
  code: string
  name: string
  level: 'street' | 'district' | 'city'
  totpWish: 'none' | 'asked' | 'required'
}

export interface MyCommunity {
  id: string
  code: string
  name: string
  role: Role
  roleLabel: string
  demo: boolean
  /** `action:subject`, for showing only what can be done; the server decides again. */
  grants: string[]
  /** Whether a one-time code at sign-in is wanted of this account here. */
  totpWish: 'none' | 'asked' | 'required'
}
