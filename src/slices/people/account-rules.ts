import { addDays, type Day } from '#kernel/days.ts'
import { isOneOf, type Role, ROLES_ABOVE } from '#kernel/reader.ts'
import { accountProblems } from './account-problems.ts'
import type { RolePeriod } from './account-schema.ts'

export type Level = 'city' | 'district' | 'street' | 'community'

export const LEVEL_LABEL: Record<Level, string> = { city: '市', district: '区', street: '街道', community: '社区' }

/** The roles an account can be given at a community or at an office above. */
export function rolesAt(level: Level, roles: readonly Role[]): Role[] {
  if (level === 'community') return roles.filter((role) => !isOneOf(ROLES_ABOVE, role))
  return roles.filter((role) => role === level || role === 'system')
}

const runsOn = (period: RolePeriod, day: Day): boolean =>
  period.validFrom <= day && (period.validTo === null || period.validTo >= day)

/** The period that says what an account is on a day: the one that runs; else the next to come; else the last ended. */
export function periodOn(
  periods: readonly RolePeriod[],
  day: Day,
): { period: RolePeriod; state: 'running' | 'planned' | 'ended' } | null {
  const inOrder = periods.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
  const running = inOrder.findLast((period) => runsOn(period, day))
  if (running) return { period: running, state: 'running' }
  const next = inOrder.find((period) => period.validFrom > day)
  if (next) return { period: next, state: 'planned' }
  const last = inOrder.at(-1)
  return last ? { period: last, state: 'ended' } : null
}

export interface RoleWish {
  role?: Role | undefined
  validFrom?: Day | undefined
  /** Absent = as it is when the role stays, open when it is a new one. */
  validTo?: Day | null | undefined
}

/**
 * The periods of an account after a wish: what it was before stays; what would run on past the first day of another
 * role ends the day before; what was planned for later gives way. What has been cannot be made otherwise: only the
 * last day of a period moves.
 * @throws account.role-past, account.role-ends-early
 */
export function planRoles(periods: readonly RolePeriod[], wish: RoleWish, today: Day): RolePeriod[] {
  const now = periodOn(periods, today)
  const role = wish.role ?? now?.period.role
  if (!role) return [...periods]
  const stays = now !== null && now.state !== 'ended' && now.period.role === role ? now.period : null
  const sameStart = stays !== null && (wish.validFrom === undefined || wish.validFrom === stays.validFrom)
  const validFrom = sameStart ? stays.validFrom : (wish.validFrom ?? today)
  const validTo = wish.validTo === undefined ? (stays?.validTo ?? null) : wish.validTo
  if (!sameStart && validFrom < today) throw accountProblems['account.role-past']({ today }, 'validFrom')
  if (validTo !== null && validTo < validFrom) {
    throw accountProblems['account.role-ends-early']({ from: validFrom }, 'validTo')
  }
  const before = periods
    .filter((period) => period.validFrom < validFrom)
    .map((period) =>
      period.validTo === null || period.validTo >= validFrom ? { ...period, validTo: addDays(validFrom, -1) } : period,
    )
  return [...before, { role, validFrom, validTo }]
}

/** Who keeps the accounts of a community, and of an office above. */
export const keeperAt = (level: Level): Role => (level === 'community' ? 'administrator' : 'system')

/** Whether an account keeps accounts with no end in sight: one such must remain. */
export function staysKeeper(
  account: { status: 'active' | 'disabled'; roles: readonly RolePeriod[] },
  keeper: Role,
  day: Day,
): boolean {
  return (
    account.status === 'active' &&
    account.roles.some((one) => one.role === keeper && one.validFrom <= day && one.validTo === null)
  )
}
