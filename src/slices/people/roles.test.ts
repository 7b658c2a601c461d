import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { operatorIn } from '#kernel/operator.ts'
import { createCommunity } from '#slices/people/community-store.ts'
import { type Office, testOffice } from '#test/office.ts'
import { addAccount } from './account-store.ts'
import { openSession } from './session-store.ts'

const DAY_MS = 86_400_000

describe('roles by place and with their days', () => {
  let office: Office
  before(async () => {
    office = await testOffice()
  })
  after(() => office.close())

  const fang = (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) => office.as('fang')(method, path, body)
  const accountOf = async (login: string) =>
    (await fang('GET', './accounts')).body.find((row: { login: string }) => row.login === login)
  const tokenOf = async (id: string) =>
    (await office.app.db.asGate((tx) => openSession(tx, id, 'test', office.app.now()))).token
  const asToken = (token: string, path: string) =>
    office.http.inject({ method: 'GET', url: path, headers: { cookie: `ybz=${token}` } })
  const here = (path: string) => `/api/c/${office.community.code}${path}`

  it('ends with its last day, on sessions that are open as well, and says so', async () => {
    const made = await fang('POST', './accounts', {
      login: 'shixi',
      name: '实习生',
      role: 'clerk',
      validTo: '2026-06-16',
    })
    assert.equal(made.status, 200, JSON.stringify(made.body))
    const token = await tokenOf(made.body.id)
    assert.equal((await asToken(token, here('/entries'))).statusCode, 200)
    const keeper = (await accountOf('fang')).id
    const was = office.clock.now
    office.clock.now = new Date(was.getTime() + 2 * DAY_MS)
    const later = await tokenOf(made.body.id)
    const gone = await asToken(later, here('/entries'))
    const never = await asToken(later, '/api/c/no-such-place/entries')
    assert.deepEqual([gone.statusCode, gone.body], [404, never.body])
    assert.deepEqual((await asToken(later, '/api/session')).json().communities, [])
    const rows = (await asToken(await tokenOf(keeper), here('/accounts'))).json()
    const row = rows.find((one: { login: string }) => one.login === 'shixi')
    assert.deepEqual([row.role, row.validTo, row.roleState], ['clerk', '2026-06-16', 'ended'])
    office.clock.now = was
  })

  it('begins with its first day, and keeps every period there was', async () => {
    const { id } = await accountOf('qin')
    const planned = await fang('PUT', `./accounts/${id}`, { role: 'auditor', validFrom: '2026-07-01' })
    assert.equal(planned.status, 200, JSON.stringify(planned.body))
    assert.equal((await office.as('qin')('GET', './entries')).status, 200, 'what was given keeps running until then')
    const row = await accountOf('qin')
    assert.deepEqual([row.role, row.roleState, row.validTo], ['clerk', 'running', '2026-06-30'])
    assert.deepEqual(row.roles, [
      { role: 'clerk', validFrom: '2026-06-15', validTo: '2026-06-30' },
      { role: 'auditor', validFrom: '2026-07-01', validTo: null },
    ])
    assert.equal((await fang('PUT', `./accounts/${id}`, { role: 'clerk', validTo: null })).status, 200)
    assert.deepEqual((await accountOf('qin')).roles, [{ role: 'clerk', validFrom: '2026-06-15', validTo: null }])
  })

  it('ends the sessions of who is something else from now on', async () => {
    const { body } = await fang('POST', './accounts', { login: 'huan', name: '换岗', role: 'auditor' })
    const token = await tokenOf(body.id)
    await fang('PUT', `./accounts/${body.id}`, { name: '换岗甲' })
    assert.equal((await asToken(token, '/api/session')).statusCode, 200, 'a new name is no reason')
    await fang('PUT', `./accounts/${body.id}`, { role: 'clerk' })
    assert.equal((await asToken(token, '/api/session')).statusCode, 401)
  })

  it('refuses a role that begins in the past, ends too early, or belongs to another level', async () => {
    const draft = { login: 'ceshi', name: '测试', role: 'clerk' }
    const code = async (more: object) => (await fang('POST', './accounts', { ...draft, ...more })).body.code
    assert.equal(await code({ validFrom: '2026-06-01' }), 'account.role-past')
    assert.equal(await code({ validTo: '2026-06-14' }), 'account.role-ends-early')
    assert.equal(await code({ role: 'city' }), 'account.role-level')
    assert.equal(await code({ role: 'grid' }), 'account.grid-person')
    assert.equal(await code({ role: 'cadre' }), 'account.cadre-unit')
    assert.equal(await code({ role: 'cadre', unitId: office.community.id }), 'account.unit-unknown')
  })

  it('lets no administrator be the last one with an end', async () => {
    const { id } = await accountOf('fang')
    const refused = await fang('PUT', `./accounts/${id}`, { role: 'administrator', validTo: '2026-12-31' })
    assert.equal(refused.body.code, 'account.last-administrator')
  })

  it('shows a cadre the places of their unit, their own records, and nothing else', async () => {
    const place = async (name: string) =>
      (await fang('POST', './places', { type: 'yard', name, parentId: null, attrs: {}, validFrom: '2026-01-01' })).body
        .id
    const [ours, theirs] = [await place('桐园'), await place('柳园')]
    await office.as('lu')('GET', './home')
    const { unitId } = await accountOf('lu')
    const duty = { partyId: unitId, role: 'contracted-unit', placeId: ours, indicator: null, validFrom: '2026-01-01' }
    const made = await fang('POST', './duties', duty)
    assert.equal(made.status, 200, JSON.stringify(made.body))
    const record = (placeId: string) =>
      office.as('qin')('POST', './entries', {
        kind: 'cleanup',
        placeId,
        dayFrom: '2026-05-12',
        dayTo: '2026-05-12',
        amounts: { piles: '2' },
        fields: {},
        parties: {},
        via: 'form',
      })
    const [near, far] = [(await record(ours)).body.id, (await record(theirs)).body.id]
    const seen = await office.as('lu')('GET', './entries')
    assert.deepEqual(
      seen.body.rows.map((row: { id: string }) => row.id),
      [near],
    )
    assert.equal((await office.as('lu')('GET', `./entries/${far}`)).status, 404)
    assert.equal((await office.as('lu')('GET', './figures')).status, 403)
    // A volunteer stands for nobody who answers for a place.
    assert.equal((await office.as('he')('GET', './entries')).status, 403)
  })

  it('keeps the business from the system administrator, in the database too', async () => {
    const xi = office.as('xi')
    assert.equal((await xi('GET', './accounts')).status, 200)
    assert.equal((await xi('GET', './settings')).status, 200)
    for (const path of ['entries', 'parties', 'figures', 'reports']) {
      assert.equal((await xi('GET', `./${path}`)).status, 403, path)
    }
    const reader = { ...operatorIn(office.community.id, 'system'), nodes: [], places: [] }
    const seen = await office.app.db.asReader(reader, (tx) => sql`select from entry`.execute(tx))
    assert.equal(seen.rows.length, 0)
  })
})

describe('offices above', () => {
  let office: Office
  before(async () => {
    office = await testOffice()
  })
  after(() => office.close())

  const communities = async (who: 'tang' | 'dong' | 'hao' | 'fang') =>
    (await office.as(who)('GET', '/api/session')).body.communities.map((one: { code: string }) => one.code)

  it('see every community below them, and none beside', async () => {
    await office.app.db.asOwner((tx) =>
      createCommunity(tx, { code: 'nanmen', name: '南门社区', parentId: office.district.id }, office.app.now()),
    )
    assert.deepEqual(await communities('tang'), ['huaiyin'])
    assert.deepEqual(await communities('dong'), ['huaiyin', 'nanmen'])
    assert.deepEqual(await communities('hao'), ['huaiyin', 'nanmen'])
    assert.deepEqual(await communities('fang'), ['huaiyin'])
    assert.equal((await office.as('tang')('GET', '/api/c/nanmen/entries')).status, 404)
    assert.equal((await office.as('dong')('GET', '/api/c/nanmen/entries')).status, 200)
    assert.equal((await office.as('dong')('GET', `/api/c/${office.other.code}/entries`)).status, 404)
    assert.equal((await office.as('dong')('GET', `/api/c/${office.street.code}/entries`)).status, 404)
  })

  it('read and act on problems, retype nothing, and keep no accounts of a community', async () => {
    const tang = office.as('tang')
    assert.equal((await tang('GET', './parties')).status, 200)
    assert.equal((await tang('POST', './parties', {})).status, 403)
    assert.equal((await tang('POST', './entries', {})).status, 403)
    assert.equal((await tang('GET', './accounts')).status, 403)
  })

  it('are refused accounts by the database as well, and nobody learns of another office through it', async () => {
    await office.as('tang')('GET', '/api/session')
    const street = { ...operatorIn(office.community.id, 'street'), nodes: [office.community.id, office.street.id] }
    const count = (reader: typeof street, table: 'account' | 'account_role' | 'session' | 'sign_in_link') =>
      office.app.db.asReader(reader, async (tx) => (await sql`select from ${sql.table(table)}`.execute(tx)).rows.length)
    for (const table of ['account', 'account_role', 'session', 'sign_in_link'] as const) {
      assert.equal(await count(street, table), 0, table)
    }
    const clerk = operatorIn(office.community.id, 'clerk')
    assert.equal(await count(clerk as typeof street, 'account'), 0)
    const keeper = operatorIn(office.community.id) as typeof street
    const logins = await office.app.db.asReader(keeper, async (tx) =>
      (await tx.selectFrom('account').select('login').execute()).map((row) => row.login),
    )
    assert.ok(logins.includes('fang') && !logins.includes('neighbour') && !logins.includes('tang'))
  })

  it('are named where they acted, and their names end there', async () => {
    await office.as('tang')('GET', '/api/session')
    const names = (communityId: string) =>
      office.app.db.asReader(operatorIn(communityId, 'clerk'), async (tx) =>
        (await sql<{ name: string }>`select name from actor_name`.execute(tx)).rows.map((row) => row.name),
      )
    assert.ok((await names(office.community.id)).includes('街道唐静'))
    assert.ok(!(await names(office.other.id)).includes('街道唐静'))
    assert.ok(!(await names(office.community.id)).includes('邻社区资料员'))
  })

  it('a community’s administrator can make nobody an officer above, nor change a guest’s account', async () => {
    const reader = operatorIn(office.other.id)
    const guest = await office.app.db.asReader(reader, (tx) =>
      addAccount(tx, reader, { login: 'bangban', name: '帮办', role: 'clerk' }, office.app.now()),
    )
    await office.app.db.asOwner((tx) =>
      tx
        .insertInto('account_role')
        .values({
          account_id: guest,
          org_id: office.community.id,
          role: 'auditor',
          valid_from: '2026-06-01',
          valid_to: null,
        })
        .execute(),
    )
    const fang = office.as('fang')
    const row = (await fang('GET', './accounts')).body.find((one: { id: string }) => one.id === guest)
    assert.deepEqual([row.home, row.role], [false, 'auditor'])
    assert.equal((await fang('PUT', `./accounts/${guest}`, { name: '别人' })).body.code, 'account.not-home')
    assert.equal((await fang('POST', `./accounts/${guest}/link`)).body.code, 'account.not-home')
    assert.equal((await fang('PUT', `./accounts/${guest}`, { validTo: '2026-06-15' })).status, 200)
    assert.equal((await fang('PUT', `./accounts/${guest}`, { role: 'street' })).body.code, 'account.role-level')
  })
})
