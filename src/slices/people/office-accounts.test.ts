import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Role } from '#kernel/reader.ts'
import { type Office, testOffice } from '#test/office.ts'
import { addAccount } from './account-store.ts'
import { operatorIn } from '#kernel/operator.ts'
import { openSession } from './session-store.ts'

/** Street, district and city keep their own accounts, each through its system administrator or one of an office above. */
describe('accounts of an office above', () => {
  let office: Office
  const tokens: Record<string, string> = {}
  const ids: Record<string, string> = {}

  before(async () => {
    office = await testOffice()
    for (const [login, at, role] of [
      ['jie-guan', 'street', 'system'],
      ['jie-ban', 'street', 'street'],
      ['shi-guan', 'city', 'system'],
      ['she-guan', 'community', 'system'],
    ] as const)
      await account(login, office[at].id, role)
  })
  after(() => office.close())

  async function account(login: string, orgId: string, role: Role): Promise<void> {
    const { app } = office
    const now = app.now()
    ids[login] = await app.db.asOwner((tx) => addAccount(tx, operatorIn(orgId), { login, name: login, role }, now))
    tokens[login] = (await app.db.asGate((tx) => openSession(tx, ids[login]!, 'test', now))).token
  }
  async function ask(who: string | null, method: 'GET' | 'POST' | 'PUT', url: string, body?: object) {
    const headers = { 'x-ybz': '1', ...(who ? { cookie: `ybz=${tokens[who]}` } : {}) }
    const answer = await office.http.inject({ method, url, headers, ...(body ? { payload: body } : {}) })
    return { status: answer.statusCode, body: answer.json(), raw: answer.body }
  }
  const at = (code: string, rest = ''): string => `/api/o/${code}/accounts${rest}`

  it('its system administrator sees them, invites somebody, and that person works in its communities', async () => {
    const { street, community } = office
    const { body: me } = await ask('jie-guan', 'GET', '/api/session')
    assert.deepEqual(
      [me.communities, me.offices.map(({ code, level }: { code: string; level: string }) => [code, level])],
      [[], [[street.code, 'street']]],
    )
    const draft = { login: 'xin-ren', name: '新来的', role: 'street' }
    const made = await ask('jie-guan', 'POST', at(street.code), draft)
    assert.equal(made.status, 200, made.raw)
    const { body: list } = await ask('jie-guan', 'GET', at(street.code))
    assert.deepEqual(list.map((row: { login: string }) => row.login).toSorted(), ['jie-ban', 'jie-guan', 'xin-ren'])
    const { body: link } = await ask('jie-guan', 'POST', at(street.code, `/${made.body.id}/link`))
    const token = link.path.split('#')[1]
    const signedIn = await ask(null, 'POST', '/api/session/link', { token, password: '槐花开了满街都是香味儿' })
    assert.equal(signedIn.status, 200, signedIn.raw)
    assert.deepEqual(
      signedIn.body.communities.map(({ code, role }: { code: string; role: string }) => [code, role]),
      [[community.code, 'street']],
    )
  })

  it('no role of a community or of another level is given there', async () => {
    const { street } = office
    for (const role of ['administrator', 'clerk', 'city']) {
      const refused = await ask('jie-guan', 'POST', at(street.code), { login: `x-${role}`, name: '某', role })
      assert.equal(refused.body.code, 'account.role-level', role)
    }
    const withParty = { login: 'x-party', name: '某', role: 'street', partyId: ids['jie-ban'] }
    assert.equal((await ask('jie-guan', 'POST', at(street.code), withParty)).status, 400)
  })

  it('an office further up keeps those below it; nobody keeps one above or beside, or learns that it is there', async () => {
    const { street, city, community, other } = office
    assert.equal((await ask('shi-guan', 'GET', at(street.code))).status, 200)
    const nowhere = await ask('jie-guan', 'GET', at('no-such-office'))
    assert.equal(nowhere.status, 404)
    for (const [who, code] of [
      ['jie-guan', city.code],
      ['jie-guan', community.code],
      ['jie-guan', other.code],
      ['jie-ban', street.code],
      ['she-guan', street.code],
      ['she-guan', community.code],
    ] as const) {
      const answer = await ask(who, 'GET', at(code))
      assert.deepEqual([answer.status, answer.raw], [404, nowhere.raw], `${who} ${code}`)
      const write = await ask(who, 'POST', at(code), { login: 'tou-lai', name: '某', role: 'street' })
      assert.equal(write.status, 404, `${who} ${code}`)
    }
    assert.equal((await ask(null, 'GET', at(street.code))).status, 401)
    // Of another office's accounts, an id opens nothing.
    const put = await ask('jie-guan', 'PUT', at(street.code, `/${ids['shi-guan']}`), { status: 'disabled' })
    assert.equal(put.status, 404)
  })

  it('keeping accounts opens no community', async () => {
    const answer = await ask('jie-guan', 'GET', `/api/c/${office.community.code}/cases`)
    assert.equal(answer.status, 404)
    assert.equal((await ask('jie-guan', 'GET', '/api/above/cases/day')).status, 403)
  })

  it('whoever keeps accounts above a community that asks for one-time codes has to have them as well', async () => {
    const { street, city, community, app } = office
    const requireTotp = (wanted: boolean) =>
      app.db.asOwner((tx) =>
        tx
          .updateTable('org')
          .set({ settings: JSON.stringify({ requireTotp: wanted }) })
          .where('id', '=', community.id)
          .execute(),
      )
    await requireTotp(true)
    for (const [who, code] of [
      ['jie-guan', street.code],
      ['shi-guan', street.code],
      ['shi-guan', city.code],
    ] as const) {
      const refused = await ask(who, 'GET', at(code))
      assert.deepEqual([refused.status, refused.body.code], [403, 'totp.required'], `${who} ${code}`)
      const write = await ask(who, 'POST', at(code), { login: 'mei-ma', name: '某', role: 'street' })
      assert.equal(write.body.code, 'totp.required')
    }
    const { body: me } = await ask('jie-guan', 'GET', '/api/session')
    assert.deepEqual(
      me.offices.map((one: { totpWish: string }) => one.totpWish),
      ['required'],
    )
    // Nobody who keeps no accounts there is told more than before.
    assert.equal((await ask('jie-ban', 'GET', at(street.code))).status, 404)
    await requireTotp(false)
    assert.equal((await ask('jie-guan', 'GET', at(street.code))).status, 200)
  })

  it('somebody stopped is out at once, and the last who keeps the accounts stays', async () => {
    const { street } = office
    const path = at(street.code, `/${ids['jie-ban']}`)
    assert.equal((await ask('jie-guan', 'PUT', path, { status: 'disabled' })).status, 200)
    assert.equal((await ask('jie-ban', 'GET', '/api/session')).status, 401)
    const self = await ask('jie-guan', 'PUT', at(street.code, `/${ids['jie-guan']}`), { status: 'disabled' })
    assert.equal(self.body.code, 'account.last-administrator')
  })
})
