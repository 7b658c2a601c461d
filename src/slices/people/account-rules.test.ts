import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '#kernel/problem.ts'
import { ROLES } from '#kernel/reader.ts'
import { periodOn, planRoles, rolesAt, staysKeeper } from './account-rules.ts'
import type { RolePeriod } from './account-schema.ts'

const TODAY = '2026-06-15'
const since = (role: RolePeriod['role'], validFrom: string, validTo: string | null = null): RolePeriod => ({
  role,
  validFrom,
  validTo,
})
const codeOf = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    return (error as Problem).code
  }
  return 'none'
}

test('what an account is today: the running period, else the next, else the last', () => {
  const before = since('grid', '2026-01-01', '2026-06-14')
  const later = since('clerk', '2026-07-01')
  assert.deepEqual(periodOn([later, before], TODAY), { period: later, state: 'planned' })
  assert.deepEqual(periodOn([before], TODAY), { period: before, state: 'ended' })
  assert.deepEqual(periodOn([before, later], '2026-06-14'), { period: before, state: 'running' })
  assert.deepEqual(periodOn([before, later], '2026-07-01'), { period: later, state: 'running' })
  assert.equal(periodOn([], TODAY), null)
})

test('another role ends the one before, and what was stays', () => {
  const was = [since('grid', '2026-01-01')]
  assert.deepEqual(planRoles(was, { role: 'clerk' }, TODAY), [
    since('grid', '2026-01-01', '2026-06-14'),
    since('clerk', TODAY),
  ])
  assert.deepEqual(planRoles(was, { role: 'clerk', validFrom: '2026-07-01', validTo: '2026-07-31' }, TODAY), [
    since('grid', '2026-01-01', '2026-06-30'),
    since('clerk', '2026-07-01', '2026-07-31'),
  ])
})

test('the same role keeps its first day; only its end moves', () => {
  const was = [since('grid', '2026-01-01')]
  assert.deepEqual(planRoles(was, { role: 'grid', validTo: '2026-08-31' }, TODAY), [
    since('grid', '2026-01-01', '2026-08-31'),
  ])
  const ending = [since('grid', '2026-01-01', '2026-08-31')]
  assert.deepEqual(planRoles(ending, { role: 'grid', validFrom: '2026-01-01', validTo: null }, TODAY), was)
  assert.deepEqual(planRoles(ending, { role: 'grid', validFrom: '2026-01-01' }, TODAY), ending)
})

test('a role changed twice on one day leaves one period, and coming back makes a new one', () => {
  const once = planRoles([since('grid', '2026-01-01')], { role: 'clerk' }, TODAY)
  assert.deepEqual(planRoles(once, { role: 'auditor' }, TODAY), [
    since('grid', '2026-01-01', '2026-06-14'),
    since('auditor', TODAY),
  ])
  const left = [since('grid', '2026-01-01', '2026-03-31')]
  assert.deepEqual(planRoles(left, { role: 'grid' }, TODAY), [...left, since('grid', TODAY)])
})

test('nobody rewrites what somebody was, and no role ends before it begins', () => {
  const was = [since('grid', '2026-01-01')]
  assert.equal(
    codeOf(() => planRoles(was, { role: 'clerk', validFrom: '2026-03-01' }, TODAY)),
    'account.role-past',
  )
  assert.equal(
    codeOf(() => planRoles(was, { validFrom: '2025-12-01' }, TODAY)),
    'account.role-past',
  )
  assert.equal(
    codeOf(() => planRoles(was, { validTo: '2025-12-01' }, TODAY)),
    'account.role-ends-early',
  )
  assert.equal(
    codeOf(() => planRoles([], { role: 'grid', validTo: '2026-06-01' }, TODAY)),
    'account.role-ends-early',
  )
})

test('an administrator stays who is active and has no last day', () => {
  const administrator = { status: 'active' as const, roles: [since('administrator', '2026-01-01')] }
  assert.equal(staysKeeper(administrator, 'administrator', TODAY), true)
  assert.equal(staysKeeper({ ...administrator, status: 'disabled' }, 'administrator', TODAY), false)
  assert.equal(
    staysKeeper(
      { ...administrator, roles: [since('administrator', '2026-01-01', '2026-12-31')] },
      'administrator',
      TODAY,
    ),
    false,
  )
  assert.equal(
    staysKeeper({ ...administrator, roles: [since('administrator', '2026-07-01')] }, 'administrator', TODAY),
    false,
  )
})

test('each level has its own roles', () => {
  assert.deepEqual(rolesAt('street', ROLES), ['street', 'system'])
  assert.ok(!rolesAt('community', ROLES).includes('city'))
  assert.ok(rolesAt('community', ROLES).includes('cadre'))
})
