import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import { routes } from '#server/slices.ts'
import { addRole } from '#slices/people/account-store.ts'
import { madeWorkbook } from '#slices/imports/test-workbook.ts'
import { type BusyOffice, busyOffice, cleanup, documentText, FAR, KEEPER_PHONE } from './busy-office.ts'

// Numbers are those of docs/security-cases.md.
describe('bad inputs: access', () => {
  let office: BusyOffice
  before(async () => {
    office = await busyOffice()
  })
  after(() => office.close())

  const photoOf = (entry: string): string => `./entries/${entry}/photos/${office.photo}`

  it('case 1: a photo address copied from elsewhere opens nothing', async () => {
    const path = photoOf(office.entries.far)
    assert.equal((await office.as('qin')('GET', path)).status, 200)
    for (const [who, status] of [
      ['stranger', 401],
      ['left', 401],
      ['neighbour', 404],
      ['guo', 404],
    ] as const) {
      const refused = await office.as(who)('GET', path)
      assert.equal(refused.status, status, who)
      assert.match(String(refused.headers['content-type']), /json/)
      assert.equal((await office.as(who)('GET', `${path}/thumb`)).status, status)
    }
    // Nor does it open through a record one may see.
    assert.equal((await office.as('guo')('GET', photoOf(office.entries.near))).status, 404)
  })

  it('case 1: knowing the hash of a photo is no right to it', async () => {
    const mine = cleanup(office.places.elm, { photos: [{ sha256: office.photo, role: 'scene', ord: 0 }] })
    const stolen = await office.as('guo')('POST', './entries', mine)
    assert.deepEqual([stolen.status, stolen.body.code], [422, 'entry.photo-unknown'])
    const grafted = { ...mine, reason: '补照片' }
    assert.equal(
      (await office.as('guo')('PUT', `./entries/${office.entries.mine}`, grafted)).body.code,
      'entry.photo-unknown',
    )
    assert.equal((await office.as('qin')('POST', './entries', mine)).status, 200)
  })

  it('case 2: no filter of the list shows what is beyond the grid', async () => {
    const { far } = office.entries
    const asked = [
      '',
      '?photos=yes',
      '?kind=cleanup',
      `?place=${office.places.south}`,
      `?place=${office.places.plum}`,
      `?author=${await actorOf('qin')}`,
      `?text=${encodeURIComponent(FAR)}`,
      '?state=withdrawn',
      '?from=2026-01-01&to=2026-12-31',
    ]
    for (const query of asked) {
      const list = await office.as('guo')('GET', `./entries${query}`)
      assert.equal(list.status, 200)
      assert.ok(!list.raw.includes(far) && !list.raw.includes(FAR), query)
      assert.equal(list.body.total, list.body.rows.length, query)
      const totals = await office.as('guo')('GET', `./entries/totals${query}`)
      assert.equal(totals.body.entries, list.body.total, query)
    }
    const authors = (await office.as('guo')('GET', './entries/authors')).body.rows
    assert.deepEqual(authors.map((one: { name: string }) => one.name).sort(), ['网格员郭强', '资料员秦兰'].sort())
  })

  it('case 3: the right to read a list is not the right to carry it off', async () => {
    const files = [
      'entries.xlsx',
      'entries.csv',
      'entries.docx',
      `reports/${office.report}/report.docx`,
      `duties/notice-board?place=${office.places.elm}`,
    ]
    for (const file of files) {
      assert.equal((await office.as('guo')('GET', `./${file}`)).status, 403, file)
      assert.equal((await office.as('neighbour')('GET', `./${file}`)).status, 404, file)
      assert.equal((await office.as('stranger')('GET', `./${file}`)).status, 401, file)
    }
    assert.equal((await office.as('shen')('GET', './imports/x/file')).status, 403)
  })

  it('case 4: every way of changing a record asks the same question', async () => {
    const { far } = office.entries
    const change = { ...cleanup(office.places.elm), reason: '改' }
    assert.equal((await office.as('guo')('PUT', `./entries/${far}`, change)).status, 404)
    assert.equal((await office.as('guo')('POST', `./entries/${far}/withdraw`, { reason: '撤' })).status, 404)
    assert.equal((await office.send('guo', `./entries/${far}/photos`, 'x', 'a.jpg')).status, 404)
    assert.equal((await office.as('guo')('POST', './entries', cleanup(office.places.elm, { id: far }))).status, 409)
    assert.equal(
      (await office.as('guo')('POST', './entries', cleanup(office.places.plum))).body.code,
      'entry.place-beyond',
    )
    for (const [method, path, body] of [
      ['PUT', `./entries/${far}`, change],
      ['POST', `./entries/${far}/withdraw`, { reason: '撤' }],
      ['POST', './entries', cleanup(office.places.elm)],
      ['POST', `./reports/${office.report}/submit`, { version: 1 }],
    ] as const) {
      assert.equal((await office.as('shen')(method, path, body)).status, 403, path)
      assert.equal((await office.as('neighbour')(method, path, body)).status, 404, path)
    }
    const still = await office.done('qin', 'GET', `./entries/${far}`)
    assert.deepEqual([still.state, still.note], ['live', FAR])
  })

  it('case 5: the history of a thing is as closed as the thing', async () => {
    assert.equal((await office.as('guo')('GET', `./entries/${office.entries.far}/history`)).status, 404)
    assert.equal((await office.as('guo')('GET', `./entries/${office.entries.far}`)).status, 404)
    for (const who of ['guo', 'shen', 'qin'] as const) {
      const person = await office.as(who)('GET', `./parties/${office.parties.keeper}`)
      const told = JSON.stringify(person.body.history)
      assert.ok(!told.includes(KEEPER_PHONE) && !told.includes('老周'), `history names nobody, asked by ${who}`)
    }
  })

  it('case 6: nothing but signing in answers a stranger', async () => {
    for (const { method, path, access } of routes) {
      if (access === 'public') continue
      const url = path.replace(':community', office.community.code).replaceAll(/:\w+/g, newId())
      const answer = await office.as('stranger')(method, url, method === 'GET' ? undefined : {})
      assert.deepEqual(
        [answer.status, Object.keys(answer.body).sort()],
        [401, ['code', 'message', 'params', 'status']],
        url,
      )
    }
  })

  it('case 7: the home page tells a grid member nothing of other grids or other offices', async () => {
    const home = await office.as('guo')('GET', './home')
    assert.equal(home.status, 200)
    assert.ok(!home.raw.includes(office.entries.far) && !home.raw.includes(office.report))
    const events = home.body.cameIn.map((item: { event: string }) => item.event.split('.')[0])
    for (const hidden of ['account', 'report', 'outline']) assert.ok(!events.includes(hidden), hidden)
    assert.deepEqual(
      home.body.waiting.filter(({ code }: { code: string }) => /report|pending/.test(code)),
      [],
    )
    const clerk = await office.as('qin')('GET', './home')
    assert.ok(clerk.raw.includes('reports-in-draft') && !JSON.stringify(clerk.body.cameIn).includes('account.'))
  })

  it('case 8: whoever keeps the contacts does not keep the accounts', async () => {
    const id = office.accounts.qin
    assert.equal((await office.as('qin')('PUT', `./accounts/${id}`, { role: 'administrator' })).status, 403)
    assert.equal((await office.as('qin')('POST', `./accounts/${office.accounts.fang}/link`)).status, 403)
    assert.equal((await office.as('neighbour')('PUT', `./accounts/${id}`, { role: 'administrator' })).status, 404)
    const party = {
      id: office.parties.guo,
      kind: 'person',
      name: '郭强',
      attrs: {},
      validFrom: '2026-01-01',
      role: 'administrator',
    }
    assert.equal((await office.as('qin')('POST', './parties', party)).status, 400)
    assert.equal((await office.as('qin')('GET', '/api/session')).body.communities[0].role, 'clerk')
  })

  it('case 8: an administrator reaches no account of another community', async () => {
    const neighbour = await office.app.db.asGate((tx) =>
      tx.selectFrom('account').select('id').where('login', '=', 'neighbour').executeTakeFirstOrThrow(),
    )
    for (const [method, path, body] of [
      ['PUT', `./accounts/${neighbour.id}`, { status: 'disabled' }],
      ['POST', `./accounts/${neighbour.id}/link`, {}],
    ] as const)
      assert.equal((await office.as('fang')(method, path, body)).status, 404)
    assert.equal((await office.as('neighbour')('GET', '/api/session')).status, 200)
  })

  it('case 8: a role in one community is none in another', async () => {
    const { id } = await office.app.db.asGate((tx) =>
      tx.selectFrom('account').select('id').where('login', '=', 'neighbour').executeTakeFirstOrThrow(),
    )
    await office.app.db.asOwner((tx) => addRole(tx, id, office.community.id, 'auditor', office.clock.now))
    const here = (path: string) => `/api/c/${office.community.code}/${path}`
    const there = (path: string) => `/api/c/${office.other.code}/${path}`
    const as = office.as('neighbour')
    assert.equal((await as('GET', here(`entries/${office.entries.far}`))).status, 200)
    assert.equal((await as('POST', here('entries'), cleanup(office.places.elm))).status, 403)
    assert.equal((await as('GET', there(`entries/${office.entries.far}`))).status, 404)
    assert.equal((await as('POST', there('entries'), cleanup(office.places.elm))).body.code, 'entry.place-unknown')
    await office.app.db.asOwner((tx) =>
      tx.deleteFrom('account_role').where('account_id', '=', id).where('org_id', '=', office.community.id).execute(),
    )
    assert.equal((await as('GET', here('entries'))).status, 404)
  })

  it('case 10: an import acts as whoever confirmed it', async () => {
    const file = madeWorkbook({
      环境整治: [
        ['日期', '地点', '清理垃圾（处）'],
        ['2026-05-21', '榆树院', 4],
      ],
    })
    const { body } = await office.send('fang', './imports', file, '五月.xlsx', { year: '2026' })
    const { workId } = await office.done('fang', 'POST', `./imports/${body.id}/confirm`)
    await office.finished(workId)
    const made = await office.done('fang', 'GET', './entries?via=import')
    assert.deepEqual(
      made.rows.map((row: { authorName: string }) => row.authorName),
      ['书记方敏，管理员'],
    )
  })

  it('case 11: attributes nobody may choose are refused, not taken', async () => {
    const draft = cleanup(office.places.elm)
    for (const more of [
      { author: newId() },
      { state: 'withdrawn' },
      { community_id: office.other.id },
      { version: 9 },
      { position: 1 },
    ]) {
      const answer = await office.as('qin')('POST', './entries', { ...draft, ...more })
      assert.deepEqual([answer.status, answer.body.code], [400, 'request.invalid'], JSON.stringify(more))
      assert.ok(answer.body.message.includes(Object.keys(more)[0]!))
    }
    for (const via of ['import', 'demo'])
      assert.equal((await office.as('qin')('POST', './entries', { ...draft, via })).status, 400)
    for (const more of [
      { communityId: office.other.id },
      { orgId: office.other.id },
      { password: 'x' },
      { actor: newId() },
    ]) {
      assert.equal((await office.as('fang')('PUT', `./accounts/${office.accounts.shen}`, more)).status, 400)
    }
    assert.equal(
      (
        await office.as('fang')('PUT', './settings', {
          name: '槐荫路社区',
          reviewByOther: false,
          baozhua: '包抓',
          demo: true,
        })
      ).status,
      400,
    )
    const report = { outline: 'monthly', from: '2026-04-01', to: '2026-04-30', state: 'issued' }
    assert.equal((await office.as('qin')('POST', './reports', report)).status, 400)
  })

  it('case 13: who was put out opens no file, not even one their browser still holds', async () => {
    const made = await office.done('fang', 'POST', './accounts', { login: 'zanshi', name: '临时', role: 'clerk' })
    office.accounts.zanshi = made.id
    const token = await office.tokenOf('zanshi')
    const path = `/api/c/${office.community.code}/entries/${office.entries.far}/photos/${office.photo}`
    const ask = (headers: Record<string, string> = {}) =>
      office.http.inject({ method: 'GET', url: path, headers: { cookie: `ybz=${token}`, ...headers } })
    const first = await ask()
    assert.equal(first.statusCode, 200)
    assert.match(String(first.headers['cache-control']), /private.*no-cache/)
    const again = await ask({ 'if-none-match': String(first.headers.etag) })
    assert.deepEqual([again.statusCode, again.body], [304, ''])
    await office.done('fang', 'PUT', `./accounts/${made.id}`, { status: 'disabled' })
    assert.equal((await ask({ 'if-none-match': String(first.headers.etag) })).statusCode, 401)
  })

  it('case 15: a report is not to be had by its id alone', async () => {
    const doors = [
      '',
      '/evidence?key=cleanup.garbage.piles',
      '/typed-numbers',
      '/checks',
      '/changes',
      '/report.docx?edition=draft',
    ]
    for (const door of doors) {
      assert.equal((await office.as('guo')('GET', `./reports/${office.report}${door}`)).status, 403, door)
      assert.equal((await office.as('neighbour')('GET', `./reports/${office.report}${door}`)).status, 404, door)
      const through = await office.as('neighbour')('GET', `/api/c/${office.other.code}/reports/${office.report}${door}`)
      assert.equal(through.status, 404, door)
    }
  })

  it('case 16: a withdrawn record is in no list, total, figure or file', async () => {
    const { id } = await office.done(
      'qin',
      'POST',
      './entries',
      cleanup(office.places.plum, { note: '撤掉的话', amounts: { piles: '77' } }),
    )
    await office.done('qin', 'POST', `./entries/${id}/withdraw`, { reason: '记错' })
    for (const path of [
      './entries',
      './entries/totals',
      './entries.csv',
      './figures?from=2026-05-01&to=2026-05-31',
      './home',
    ]) {
      const answer = await office.as('qin')('GET', path)
      assert.equal(answer.status, 200, path)
      assert.ok(!answer.raw.includes('撤掉的话') && !answer.raw.includes('77处'), path)
    }
    assert.equal((await office.as('guo')('GET', `./entries/${id}`)).status, 404)
  })

  it('case 17: a wrong password says nothing of the account', async () => {
    const answer = await office.as('stranger')('POST', '/api/session', { login: 'guo', password: '不对' })
    assert.deepEqual(Object.keys(answer.body).sort(), ['code', 'message', 'params', 'status'])
    assert.ok(!/138|郭|网格/.test(JSON.stringify(answer.body)))
    assert.equal(answer.headers['set-cookie'], undefined)
  })

  it('case 18: telephone numbers reach only those who may read them', async () => {
    const seen = new RegExp(`${KEEPER_PHONE}|13800001234`)
    const file = madeWorkbook({
      楼院: [
        ['楼院名称', '户数', '包院干部', '联系电话'],
        ['梅园', 30, '老周', KEEPER_PHONE],
        ['没有户数的院', '多', '老周', KEEPER_PHONE],
      ],
      便条: [['随手记的'], [`请打 ${KEEPER_PHONE} 找老周`]],
    })
    const { body } = await office.send('qin', './imports', file, '楼院.xlsx', { year: '2026' })
    const places = `place=${office.places.plum}`
    const paths = [
      './parties?q=老周',
      `./parties/${office.parties.keeper}`,
      './duties',
      `./duties/answering?${places}`,
      `./imports/${body.id}`,
      `./imports/${body.id}/preview`,
      './pending-rows',
      './home',
      './entries',
      './registers/findings',
    ]
    for (const path of paths) {
      for (const who of ['shen', 'guo'] as const) {
        const answer = await office.as(who)('GET', encodeURI(path))
        assert.ok(answer.status === 200 || answer.status === 403, `${path} → ${answer.status}`)
        assert.doesNotMatch(answer.raw.toString(), seen, `${who} ${path}`)
      }
    }
    assert.match((await office.as('qin')('GET', `./imports/${body.id}`)).raw.toString(), seen)
    assert.match((await office.as('qin')('GET', `./duties/answering?${places}`)).raw.toString(), seen)
    const board = `./duties/notice-board?${places}&phones=1`
    assert.doesNotMatch(documentText((await office.as('shen')('GET', board)).raw), seen)
    assert.match(documentText((await office.as('qin')('GET', board)).raw), new RegExp(KEEPER_PHONE))
    assert.doesNotMatch(documentText((await office.as('qin')('GET', `./duties/notice-board?${places}`)).raw), seen)
    assert.equal((await office.as('shen')('GET', './parties?fields=phone')).status, 400)
    assert.equal((await office.as('shen')('GET', `./parties?q=${KEEPER_PHONE}`)).body.total, 0)
  })

  it('case 21: a change of role ends every session that had the old one', async () => {
    const made = await office.done('fang', 'POST', './accounts', {
      login: 'jiangji',
      name: '降级',
      role: 'administrator',
    })
    office.accounts.jiangji = made.id
    const token = await office.tokenOf('jiangji')
    await office.done('fang', 'PUT', `./accounts/${made.id}`, { role: 'auditor' })
    for (let i = 0; i < 5; i++) {
      const pushed = await office.http.inject({
        method: 'POST',
        url: `/api/c/${office.community.code}/entries`,
        headers: { 'x-ybz': '1', cookie: `ybz=${token}` },
        payload: cleanup(office.places.elm),
      })
      assert.equal(pushed.statusCode, 401)
    }
  })

  it('case 23: ids with a twist find nothing', async () => {
    const { far } = office.entries
    const twisted = [
      far.toUpperCase(),
      `${far}%20`,
      `${far}%00`,
      `%20${far}`,
      `${far}%0d%0a`,
      far.slice(0, -1),
      `${far}0`,
      `{${far}}`,
      far.replaceAll('-', ''),
      '1',
      '-1',
      '0',
      '..%2f..',
      '%ff',
      `${far}/..`,
      '%F0%A0%AE%B7',
      'null',
      '*',
    ]
    for (const id of twisted) {
      for (const path of [`./entries/${id}`, `./places/${id}`, `./parties/${id}`, `./reports/${id}`, `./work/${id}`]) {
        const answer = await office.as('qin')('GET', path)
        assert.ok(answer.status === 404 || answer.status === 400, `${path} → ${answer.status}`)
      }
    }
    for (const query of [
      'place=x&place=y',
      `place[]=${far}`,
      `place=${far.toUpperCase()}`,
      'place=%00',
      'kind=a&kind=b',
      'page=1&page=2',
    ]) {
      assert.equal((await office.as('qin')('GET', `./entries?${query}`)).status, 400, query)
    }
    const twice = {
      year: 2026,
      items: [
        {
          id: newId().toUpperCase(),
          target: 'kind:cleanup',
          values: { place: '榆树院', day: '5月9日', 'm.piles': '2处' },
          placeId: null,
        },
      ],
    }
    assert.equal((await office.as('qin')('POST', './imports/pasted/confirm', twice)).status, 400)
  })

  it('the request role can neither set a password nor read past the wall', async () => {
    const reader = { ...office.reader, places: [office.places.elm], actor: newId() }
    const tried = (statement: string) =>
      office.app.db
        .asReader(reader, (tx) => sql.raw(statement).execute(tx))
        .then(
          (found) => found.rows,
          (error: Error) => error.message,
        )
    for (const statement of [
      `update account set password_hash = 'x'`,
      `update account set login = 'x'`,
      `delete from history`,
      `update history set body = '{}'`,
      `insert into session values ('x', gen_random_uuid(), gen_random_uuid(), now(), now(), now(), '')`,
      'drop table entry',
      `select ybz_owner_passes('entry')`,
    ]) {
      assert.match(String(await tried(statement)), /permission denied|must be owner|must be able to/, statement)
    }
    assert.deepEqual(await tried(`select id from entry where note = '${FAR}'`), [])
    assert.deepEqual(await tried(`select e from ybz_entries_with('${office.other.id}', '{}', 9) e`), [{ e: null }])
  })

  async function actorOf(login: string): Promise<string> {
    const row = await office.app.db.asGate((tx) =>
      tx.selectFrom('account').select('actor').where('login', '=', login).executeTakeFirstOrThrow(),
    )
    return row.actor
  }
})
