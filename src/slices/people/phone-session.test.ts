import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type Office, testOffice } from '#test/office.ts'
import { addAccount, setPassword } from './account-store.ts'
import { hashPassword } from './password.ts'

const DAY_MS = 86_400_000
const PASSWORD = '槐花开在四月的院子里头'

describe('a sign-in made on a telephone', () => {
  let office: Office
  let begun: Date
  const ids: Record<string, string> = {}
  before(async () => {
    office = await testOffice()
    begun = office.clock.now
    const passwordHash = await hashPassword(PASSWORD)
    for (const [login, role] of [
      ['tian', 'volunteer'],
      ['bai', 'administrator'],
    ] as const) {
      ids[login] = await office.app.db.asReader(office.reader, (tx) =>
        addAccount(tx, office.reader, { login, name: login, role }, begun),
      )
      await office.app.db.asGate((tx) => setPassword(tx, ids[login]!, passwordHash))
    }
  })
  beforeEach(() => {
    office.clock.now = begun
  })
  after(() => office.close())

  /** @returns the cookie, and for how many days the browser keeps it */
  async function signIn(login: string, onPhone: boolean): Promise<{ cookie: string; days: number }> {
    const headers = { 'x-ybz': '1' }
    const payload = { login, password: PASSWORD, onPhone }
    const answer = await office.http.inject({ method: 'POST', url: '/api/session', headers, payload })
    assert.equal(answer.statusCode, 200, answer.body)
    const { name, value, maxAge } = answer.cookies[0]!
    return { cookie: `${name}=${value}`, days: maxAge! / 86_400 }
  }
  const statusAfter = async (cookie: string, days: number): Promise<number> => {
    office.clock.now = new Date(office.clock.now.getTime() + days * DAY_MS)
    return (await office.http.inject({ method: 'GET', url: '/api/session', headers: { cookie } })).statusCode
  }

  it('lasts a month without use, and longer with it, but not for ever', async () => {
    const { cookie, days } = await signIn('tian', true)
    assert.equal(days, 90)
    for (let month = 0; month < 3; month += 1) assert.equal(await statusAfter(cookie, 29), 200)
    assert.equal(await statusAfter(cookie, 4), 401)
    office.clock.now = begun
    const unused = await signIn('tian', true)
    assert.equal(await statusAfter(unused.cookie, 31), 401)
  })

  it('made for the office lasts the day, whoever made it', async () => {
    const { cookie, days } = await signIn('tian', false)
    assert.equal(days, 0.5)
    assert.equal(await statusAfter(cookie, 0.125), 401)
  })

  it('gives nobody who keeps accounts a longer one', async () => {
    const { cookie, days } = await signIn('bai', true)
    assert.equal(days, 0.5)
    assert.equal(await statusAfter(cookie, 1), 401)
  })

  it('ends with a sign-out, a new password, and another role', async () => {
    const out = await signIn('tian', true)
    const leave = { 'x-ybz': '1', cookie: out.cookie }
    await office.http.inject({ method: 'DELETE', url: '/api/session', headers: leave })
    assert.equal(await statusAfter(out.cookie, 0), 401)

    const [lost, kept] = [await signIn('tian', true), await signIn('tian', true)]
    const changed = await office.http.inject({
      method: 'POST',
      url: '/api/session/password',
      headers: { 'x-ybz': '1', cookie: kept.cookie },
      payload: { current: PASSWORD, next: PASSWORD },
    })
    assert.equal(changed.statusCode, 200, changed.body)
    assert.deepEqual([await statusAfter(lost.cookie, 0), await statusAfter(kept.cookie, 0)], [401, 200])

    // Already when it is planned: what begins with it is not for a telephone in the field.
    const planned = { role: 'clerk', validFrom: '2026-06-20' }
    const asked = await office.as('fang')('PUT', `./accounts/${ids.tian}`, planned)
    assert.equal(asked.status, 200, JSON.stringify(asked.body))
    assert.equal(await statusAfter(kept.cookie, 0), 401)
  })
})
