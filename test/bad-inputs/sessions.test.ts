import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { sourceAddress } from '#kernel/node/source-address.ts'
import { routes } from '#server/slices.ts'
import { type BusyOffice, busyOffice } from './busy-office.ts'

const PASSWORD = '四个不相干的词连一起'

// Numbers are those of docs/security-cases.md.
describe('bad inputs: sessions and signing in', () => {
  let office: BusyOffice
  before(async () => {
    office = await busyOffice()
  })
  after(() => office.close())

  const post = (
    url: string,
    payload: object,
    more: { headers?: Record<string, string>; remoteAddress?: string } = {},
  ) => office.http.inject({ method: 'POST', url, payload, ...more, headers: { 'x-ybz': '1', ...more.headers } })
  const signIn = (login: string, password: string, from = '192.0.2.1') =>
    post('/api/session', { login, password }, { remoteAddress: from })
  const cookieOf = (answer: { headers: Record<string, unknown> }): string =>
    /ybz=[^;]*/.exec(String(answer.headers['set-cookie']))![0]
  const isIn = async (cookie: string): Promise<boolean> =>
    (await office.http.inject({ method: 'GET', url: '/api/session', headers: { cookie } })).statusCode === 200
  const link = async (id: string): Promise<string> =>
    (await office.done('fang', 'POST', `./accounts/${id}/link`)).path.split('#')[1]

  async function personWithPassword(login: string): Promise<string> {
    const { id } = await office.done('fang', 'POST', './accounts', { login, name: login, role: 'clerk' })
    office.accounts[login] = id
    assert.equal((await post('/api/session/link', { token: await link(id), password: PASSWORD })).statusCode, 200)
    return id
  }

  it('case 24: no made-up cookie opens anything, for none is signed with a secret that ships', async () => {
    const made = [
      '',
      'admin',
      'secret',
      'changeme',
      'a'.repeat(43),
      'a'.repeat(7_000),
      '%00',
      '%ff',
      '../../x',
      '{"id":1}',
      'x; ybz=y',
    ]
    for (const value of made) assert.equal(await isIn(`ybz=${value}`), false, value.slice(0, 20))
    const { length } = await office.tokenOf('qin')
    assert.ok(length >= 43, '256 bits')
  })

  it('case 25: signing in gives a new secret and ends the one that was carried in', async () => {
    await personWithPassword('gudian')
    const planted = 'ybz=planted-by-somebody-else'
    const first = await post('/api/session', { login: 'gudian', password: PASSWORD }, { headers: { cookie: planted } })
    const one = cookieOf(first)
    assert.ok(one !== planted && (await isIn(one)) && !(await isIn(planted)))
    const second = await post('/api/session', { login: 'gudian', password: PASSWORD }, { headers: { cookie: one } })
    const two = cookieOf(second)
    assert.deepEqual([await isIn(one), await isIn(two)], [false, true])
    assert.match(String(second.headers['set-cookie']), /HttpOnly; SameSite=Lax/)
    await office.http.inject({ method: 'DELETE', url: '/api/session', headers: { cookie: two, 'x-ybz': '1' } })
    assert.equal(await isIn(two), false)
  })

  it('case 26: a one-time link works once, not late, not beside a newer one, not for somebody put out', async () => {
    const { id } = await office.done('fang', 'POST', './accounts', { login: 'lianjie', name: '链接', role: 'clerk' })
    const use = (token: string) => post('/api/session/link', { token, password: PASSWORD })
    const old = await link(id)
    const newer = await link(id)
    assert.equal((await use(old)).json().code, 'sign-in.link-dead')
    const both = await Promise.all([use(newer), use(newer), use(newer)])
    assert.deepEqual(both.map((answer) => answer.statusCode).sort(), [200, 404, 404])
    const late = await link(id)
    office.clock.now = new Date(office.clock.now.getTime() + 8 * 86_400_000)
    assert.equal((await use(late)).statusCode, 404)
    office.clock.now = new Date('2026-06-15T02:00:00Z')
    const forLeaver = await link(id)
    await office.done('fang', 'PUT', `./accounts/${id}`, { status: 'disabled' })
    assert.equal((await use(forLeaver)).statusCode, 404)
    const afterwards = await link(id)
    const refused = await use(afterwards)
    assert.deepEqual([refused.statusCode, refused.headers['set-cookie']], [404, undefined])
    await office.done('fang', 'PUT', `./accounts/${id}`, { status: 'active' })
    const told = await office.app.db.asOwner((tx) =>
      sql<{ count: number }>`select count(*)::int as count from history
      where event = 'account.link-given' and object_id = ${id}::uuid`.execute(tx),
    )
    assert.equal(told.rows[0]!.count, 5)
  })

  it('case 28: what opens the door is stored only as a hash', async () => {
    const token = await office.tokenOf('qin')
    const secret = await link(office.accounts.shen!)
    const kept = await office.app.db.asOwner(async (tx) => [
      ...(await sql`select s::text from session s`.execute(tx)).rows,
      ...(await sql`select l::text from sign_in_link l`.execute(tx)).rows,
      ...(await sql`select h::text from history h`.execute(tx)).rows,
      ...(await sql`select password_hash from account where password_hash is not null`.execute(tx)).rows,
    ])
    const text = JSON.stringify(kept)
    for (const open of [token, secret, PASSWORD]) {
      assert.ok(!text.includes(open) && !text.includes(Buffer.from(open).toString('hex')))
    }
    assert.match(text, /\$argon2id\$/)
  })

  it('case 29: no secret travels in an address', async () => {
    const { path } = await office.done('fang', 'POST', `./accounts/${office.accounts.shen}/link`)
    assert.match(path, /^\/welcome#[\w-]{32,}$/)
    for (const { path: address } of routes) assert.doesNotMatch(address, /:(?:token|password|secret)|[?]/i)
    assert.equal((await office.as('stranger')('GET', '/api/session?password=x&login=qin')).status, 401)
  })

  it('case 30: no address changes anything by being opened', async () => {
    const state = () =>
      office.app.db.asOwner(async (tx) => {
        const tables = (
          await sql<{ name: string }>`select relname as name from pg_class where relkind = 'r'
        and relnamespace = 'public'::regnamespace and relname not in ('session', 'sign_in_failure') order by 1`.execute(
            tx,
          )
        ).rows
        const sums: string[] = []
        for (const { name } of tables) {
          const found = await sql<{
            sum: string
          }>`select count(*) || coalesce(md5(string_agg(t::text, '' order by t::text)), '') as sum
          from ${sql.table(name)} t`.execute(tx)
          sums.push(`${name} ${found.rows[0]!.sum}`)
        }
        return sums
      })
    const before = await state()
    for (const { method, path } of routes.filter((route) => route.method === 'GET')) {
      const url = path
        .replace(':community', office.community.code)
        .replace('reports/:id', `reports/${office.report}`)
        .replace(':entry', office.entries.far)
        .replace(':sha256', office.photo)
        .replace('places/:id', `places/${office.places.elm}`)
        .replace('parties/:id', `parties/${office.parties.guo}`)
        .replaceAll(/:\w+/g, office.entries.far)
      for (const query of ['', '?status=disabled&role=administrator&_method=DELETE'])
        await office.as('fang')(method, url + query)
    }
    assert.deepEqual(await state(), before)
  })

  it('case 30: a form on another page cannot write, whatever it claims', async () => {
    const cookie = `ybz=${await office.tokenOf('qin')}`
    const url = `/api/c/${office.community.code}/entries/${office.entries.near}/withdraw`
    const forms: Record<string, string>[] = [
      {},
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/x-www-form-urlencoded' },
      { origin: 'null', 'x-ybz': '1' },
      { 'x-ybz': '1', origin: 'https://localhost:80.evil.example' },
      { 'x-ybz': '1', 'sec-fetch-site': 'cross-site' },
      { 'x-ybz': '1', 'sec-fetch-site': 'same-site' },
      { 'x-ybz': '' },
      { 'x-http-method-override': 'PUT' },
    ]
    for (const headers of forms) {
      const answer = await office.http.inject({
        method: 'POST',
        url,
        headers: { cookie, ...headers },
        payload: '{"reason":"x"}',
      })
      assert.deepEqual([answer.statusCode, answer.json().code], [403, 'request.foreign'], JSON.stringify(headers))
    }
    for (const path of ['imports', `entries/${office.entries.near}/photos`]) {
      const form = { cookie, 'content-type': 'multipart/form-data; boundary=x' }
      const answer = await office.http.inject({
        method: 'POST',
        url: `/api/c/${office.community.code}/${path}`,
        headers: form,
        payload: '--x--',
      })
      assert.equal(answer.json().code, 'request.foreign', path)
    }
    assert.equal((await office.done('qin', 'GET', `./entries/${office.entries.near}`)).state, 'live')
  })

  it('case 32: an origin that only begins or ends like ours is another one', async () => {
    const origins = [
      'https://evil-ybz.example',
      'https://ybz.example.evil.example',
      'https://ybz.example:444',
      'https://ybz.example@evil.example',
      'https://evil.example/ybz.example',
      'ybz.example',
      'file://',
      'https://YBZ.example.',
      '*',
    ]
    for (const origin of origins) {
      const answer = await post(
        '/api/session',
        { login: 'qin', password: 'x' },
        { headers: { origin, host: 'ybz.example' } },
      )
      assert.equal(answer.json().code, 'request.foreign', origin)
    }
    const own = await post(
      '/api/session',
      { login: 'qin', password: 'x' },
      { headers: { origin: 'https://ybz.example', host: 'ybz.example' } },
    )
    assert.equal(own.json().code, 'sign-in.refused')
  })

  it('case 33: guessing stops per name and per address, however fast, and the person still gets in from their own desk', async () => {
    await personWithPassword('mubiao')
    const rush = await Promise.all(Array.from({ length: 12 }, (_, i) => signIn('mubiao', `wrong${i}`, '198.51.100.7')))
    const codes = rush.map((answer) => answer.json().code)
    assert.equal(
      codes.filter((code) => code === 'sign-in.refused').length,
      5,
      'twelve at once are no way round the limit',
    )
    assert.equal((await signIn('mubiao', PASSWORD, '198.51.100.7')).json().code, 'sign-in.throttled')
    const own = await signIn('mubiao', PASSWORD, '198.51.100.8')
    assert.equal(own.statusCode, 200)
    assert.match(rush.find((answer) => answer.statusCode === 429)!.json().message, /15 分钟/)
    office.clock.now = new Date(office.clock.now.getTime() + 16 * 60_000)
    assert.equal((await signIn('MUBIAO ', PASSWORD, '198.51.100.7')).statusCode, 200)
    office.clock.now = new Date('2026-06-15T02:00:00Z')
  })

  it('case 33: one password tried at many names stops for the address, and forgiven attempts do not add up', async () => {
    const from = '2001:db8:1:2:aaaa::1'
    const address = `address:${sourceAddress(from)}`
    await office.app.db.asOwner((tx) =>
      sql`insert into sign_in_failure values (${address}, 99, ${office.clock.now})`.execute(tx),
    )
    assert.equal((await signIn('mubiao', PASSWORD, from)).statusCode, 200)
    assert.equal((await signIn('nobody-1', 'x', from)).json().code, 'sign-in.refused')
    // Another address of the same network is the same machine.
    assert.equal((await signIn('nobody-2', 'x', '2001:db8:1:2:bbbb::9')).json().code, 'sign-in.throttled')
    assert.equal((await signIn('nobody-3', 'x', '2001:db8:1:3::1')).json().code, 'sign-in.refused')
  })

  it('case 33: a stolen session cannot be used to guess the password behind it', async () => {
    const cookie = cookieOf(await signIn('mubiao', PASSWORD))
    const change = (current: string) =>
      post('/api/session/password', { current, next: '另外四个不相干的词语' }, { headers: { cookie } })
    for (let i = 0; i < 5; i++) assert.equal((await change(`no${i}`)).json().code, 'sign-in.refused')
    assert.equal((await change(PASSWORD)).json().code, 'sign-in.throttled')
    assert.equal(await isIn(cookie), true)
  })

  it('does not let two administrators dismiss each other at once', async () => {
    const { id } = await office.done('fang', 'POST', './accounts', {
      login: 'dier',
      name: '第二',
      role: 'administrator',
    })
    office.accounts.dier = id
    const cookie = `ybz=${await office.tokenOf('dier')}`
    const [one, two] = await Promise.all([
      office.as('fang')('PUT', `./accounts/${id}`, { role: 'clerk' }),
      office.http.inject({
        method: 'PUT',
        url: `/api/c/${office.community.code}/accounts/${office.accounts.fang}`,
        headers: { cookie, 'x-ybz': '1' },
        payload: { role: 'clerk' },
      }),
    ])
    assert.deepEqual([one.status, two.statusCode].sort(), [200, 409])
    const left = await office.app.db.asOwner((tx) =>
      sql<{ count: number }>`select count(*)::int as count from account_role
      where role = 'administrator' and org_id = ${office.community.id}::uuid`.execute(tx),
    )
    assert.equal(left.rows[0]!.count, 1)
  })
})
