import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { z } from 'zod'
import { type RouteSpec, route } from '#kernel/node/route.ts'
import { ById } from '#kernel/shapes.ts'
import { routes } from '#server/slices.ts'
import { MATRIX } from '#test/permission-matrix.ts'
import { permissionsPage } from './permissions-page.ts'
import { runMatrix } from './run.ts'

const nameOf = (spec: RouteSpec): string => `${spec.method} ${spec.path}`

test('every route has a row in the policy, and every row a route', () => {
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

test('the page about permissions says what the policy says', () => {
  const page = readFileSync(new URL('../../docs/permissions.md', import.meta.url), 'utf8')
  assert.equal(page, permissionsPage(), 'write it anew: node test/matrix/main.ts --docs')
})

test('every role gets what is written, nothing else, and the database holds it alone', async () => {
  const { cells, unexpected, routesWithoutRow, rlsLeaks } = await runMatrix()
  assert.deepEqual({ unexpected, routesWithoutRow, rlsLeaks }, { unexpected: [], routesWithoutRow: [], rlsLeaks: [] })
  assert.ok(cells > 8_000, `${cells} cells`)
})

// What somebody might add one day without thinking of it.
const careless: RouteSpec[] = [
  route({
    method: 'GET',
    path: '/api/c/:community/parties/:id/peek',
    access: ['read', 'registers'],
    summary: '越过墙读',
    params: ById,
    run: ({ app, params }) =>
      app.db.asOwner((tx) => tx.selectFrom('party_detail').selectAll().where('party_id', '=', params.id).execute()),
  }),
  route({
    method: 'GET',
    path: '/api/c/:community/cases/all',
    access: ['read', 'cases'],
    summary: '越过墙读',
    run: ({ app }) => app.db.asOwner((tx) => tx.selectFrom('problem_case').select('issue').execute()),
  }),
  route({
    method: 'GET',
    path: '/api/c/:community/who-am-i',
    access: ['read', 'home'],
    summary: '多给了一项',
    answer: z.object({ name: z.string() }),
    run: ({ reader }) => ({ name: reader.name, actor: reader.actor }),
  }),
  route({
    method: 'POST',
    path: '/api/c/:community/forgotten',
    access: ['write', 'settings'],
    summary: '没有列入',
    run: () => ({}),
  }),
  route({
    method: 'PUT',
    path: '/api/c/:community/too-open',
    access: ['read', 'home'],
    summary: '放宽了',
    run: () => ({}),
  }),
]

test('a careless route does not get past it', async () => {
  const rows = new Map([
    ['GET /api/c/:community/parties/:id/peek', 'ACGBVTUSDY-'],
    ['GET /api/c/:community/cases/all', 'ACGBVTUSDY-'],
    ['GET /api/c/:community/who-am-i', 'ACGBVTUSDYX'],
    ['PUT /api/c/:community/too-open', 'A----------'],
  ])
  const { unexpected, routesWithoutRow, rlsLeaks } = await runMatrix(careless, rows)
  const says = (lines: string[], ...words: string[]) =>
    assert.ok(
      lines.some((line) => words.every((word) => line.includes(word))),
      `${words.join(' … ')} is not among\n${lines.join('\n')}`,
    )
  assert.deepEqual(routesWithoutRow, ['POST /api/c/:community/forgotten'])
  says(unexpected, 'G GET /api/c/:community/parties/:id/peek', 'party.phone')
  says(unexpected, 'C GET /api/c/:community/parties/:id/peek', '[other community]', 'the same as for nothing')
  says(unexpected, 'G GET /api/c/:community/cases/all', '[parent]')
  says(unexpected, 'A GET /api/c/:community/cases/all', '问题暗记 other community')
  says(unexpected, 'A GET /api/c/:community/who-am-i', 'no undeclared fields: actor')
  says(unexpected, 'X PUT /api/c/:community/too-open', 'expected 403')
  says(rlsLeaks, 'A GET /api/c/:community/parties/:id/peek', '[other community]')
  says(rlsLeaks, 'V GET /api/c/:community/cases/all', '问题暗记 same grid')
})
