import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { InjectOptions } from 'fastify'
import type { RouteSpec } from '#kernel/node/route.ts'
import { routes } from '#server/slices.ts'
import { type Office, type PersonName, testOffice } from './office.ts'
import { MATRIX } from './permission-matrix.ts'

const ROLES: [PersonName, string][] = [
  ['fang', 'A'],
  ['qin', 'C'],
  ['guo', 'G'],
  ['shen', 'U'],
]
const NOBODY = '01900000-0000-7000-8000-000000000000'

const nameOf = (spec: RouteSpec): string => `${spec.method} ${spec.path}`
const concrete = (spec: RouteSpec, community: string): string =>
  spec.path
    .replace(':community', community)
    .replace(':sha256', 'a'.repeat(64))
    .replace(':code', 'no-such-code')
    .replace(':key', 'no.such-key')
    .replaceAll(/:\w+/g, NOBODY)

describe('the permission matrix', () => {
  let office: Office
  before(async () => {
    office = await testOffice()
  })
  after(() => office.close())

  const ask = async (who: PersonName, spec: RouteSpec) =>
    (
      await office.as(who)(
        spec.method as InjectOptions['method'],
        concrete(spec, office.community.code),
        spec.method === 'GET' ? undefined : {},
      )
    ).status

  it('has a row for every route, and no row without one', () => {
    const known = new Set(routes.map(nameOf))
    assert.deepEqual(
      [...known].filter((name) => !MATRIX.has(name)),
      [],
      'routes without an expected answer',
    )
    assert.deepEqual(
      [...MATRIX.keys()].filter((name) => !known.has(name)),
      [],
      'expected answers without a route',
    )
  })

  it('lets each role do what is written, and nothing else', async () => {
    const wrong: string[] = []
    for (const spec of routes) {
      const expected = MATRIX.get(nameOf(spec))!
      if (expected === 'public' || expected === 'session') continue
      for (const [who, letter] of ROLES) {
        const status = await ask(who, spec)
        const allowed = expected.includes(letter)
        // Allowed means past the gate: an unknown id or an empty body is answered by the route itself.
        const fits = allowed ? status !== 401 && status !== 403 && status < 500 : status === 403
        if (!fits) wrong.push(`${who} ${nameOf(spec)} → ${status}, expected ${allowed ? 'in' : '403'}`)
      }
    }
    assert.deepEqual(wrong, [])
  })

  it('answers a stranger and a disabled account 401, and somebody from another community 404', async () => {
    const wrong: string[] = []
    for (const spec of routes) {
      const expected = MATRIX.get(nameOf(spec))!
      if (expected === 'public') continue
      for (const who of ['stranger', 'left'] as const) {
        const status = await ask(who, spec)
        if (status !== 401) wrong.push(`${who} ${nameOf(spec)} → ${status}`)
      }
      if (expected === 'session') continue
      const status = await ask('neighbour', spec)
      if (status !== 404) wrong.push(`neighbour ${nameOf(spec)} → ${status}`)
    }
    assert.deepEqual(wrong, [])
  })
})
