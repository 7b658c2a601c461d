import { ROLES_OF_PLACES, type Role } from '#kernel/reader.ts'

/** How long a sign-in lasts, in hours: unused, and however busy. */
export interface SessionLife {
  idleHours: number
  hours: number
}

export const OFFICE_LIFE: SessionLife = { idleHours: 2, hours: 12 }

/**
 * Made on a telephone: whoever stands in an alley once a day must not have to type a password there. It ends at once with
 * a sign-out, a new password, another role or a disabled account, as every other.
 */
export const PHONE_LIFE: SessionLife = { idleHours: 30 * 24, hours: 90 * 24 }

/** Roles that only see what they answer for; a telephone that is lost opens no register and no account of others. */
export const ROLES_ON_PHONES: readonly Role[] = [...ROLES_OF_PLACES, 'assessor']
