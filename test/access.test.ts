import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { testOffice, type Office } from './office.ts'

describe('signing in', () => {
  let office: Office
  before(async () => {
    office = await testOffice()
  })
  after(() => office.close())

  it('lets a person in through a one-time link, once', async () => {
    const made = await office.as('fang')('POST', './accounts', { login: 'xinren', name: '新人', role: 'clerk' })
    assert.equal(made.status, 200)
    const link = await office.as('fang')('POST', `./accounts/${made.body.id}/link`)
    const token = String(link.body.path).split('#')[1]
    const first = await office.as('stranger')('POST', '/api/session/link', { token, password: '四个不相干的词连一起' })
    assert.equal(first.status, 200)
    assert.equal(first.body.communities[0].role, 'clerk')
    const again = await office.as('stranger')('POST', '/api/session/link', { token, password: '四个不相干的词连一起' })
    assert.equal(again.status, 404)
    assert.equal(again.body.code, 'sign-in.link-dead')
    const signedIn = await office.as('stranger')('POST', '/api/session', {
      login: 'XINREN',
      password: '四个不相干的词连一起',
    })
    assert.equal(signedIn.status, 200)
    assert.match(String(signedIn.headers['set-cookie']), /HttpOnly/i)
  })

  it('answers an unknown name and a wrong password alike, and slows a guesser down', async () => {
    const unknown = await office.as('stranger')('POST', '/api/session', { login: 'nobody', password: 'x' })
    const wrong = await office.as('stranger')('POST', '/api/session', { login: 'qin', password: 'x' })
    assert.deepEqual([unknown.status, unknown.body], [wrong.status, wrong.body])
    for (let i = 0; i < 4; i++) await office.as('stranger')('POST', '/api/session', { login: 'qin', password: `x${i}` })
    const sixth = await office.as('stranger')('POST', '/api/session', { login: 'qin', password: 'x' })
    assert.equal(sixth.body.code, 'sign-in.throttled')
    office.clock.now = new Date(office.clock.now.getTime() + 16 * 60_000)
    const later = await office.as('stranger')('POST', '/api/session', { login: 'qin', password: 'x' })
    assert.equal(later.body.code, 'sign-in.refused')
  })

  it('puts a disabled account out at once', async () => {
    assert.equal((await office.as('left')('GET', '/api/session')).status, 401)
    const accounts = await office.as('fang')('GET', './accounts')
    const shen = accounts.body.find((account: { login: string }) => account.login === 'shen')
    assert.equal((await office.as('shen')('GET', '/api/session')).status, 200)
    await office.as('fang')('PUT', `./accounts/${shen.id}`, { status: 'disabled' })
    assert.equal((await office.as('shen')('GET', '/api/session')).status, 401)
  })

  it('keeps the last administrator', async () => {
    const accounts = await office.as('fang')('GET', './accounts')
    const fang = accounts.body.find((account: { login: string }) => account.login === 'fang')
    const refused = await office.as('fang')('PUT', `./accounts/${fang.id}`, { role: 'clerk' })
    assert.equal(refused.body.code, 'account.last-administrator')
  })

  it('refuses a write that another site sent', async () => {
    const answer = await office.http.inject({ method: 'DELETE', url: '/api/session' })
    assert.equal(answer.json().code, 'request.foreign')
    const cross = await office.http.inject({
      method: 'DELETE',
      url: '/api/session',
      headers: { 'x-ybz': '1', origin: 'https://elsewhere.example', host: 'ybz.example' },
    })
    assert.equal(cross.json().code, 'request.foreign')
  })

  it('shows a neighbour the same nothing for a community that exists and one that does not', async () => {
    const real = await office.as('neighbour')('GET', './settings')
    const made = await office.as('neighbour')('GET', '/api/c/no-such-place/settings')
    assert.equal(real.status, 404)
    assert.deepEqual(real.body, made.body)
  })

  it('names the field and refuses unknown keys', async () => {
    const answer = await office.as('fang')('POST', './accounts', { login: 'a b c', name: '', role: 'clerk' })
    assert.equal(answer.status, 400)
    assert.match(answer.body.message, /登录名|姓名/)
    const extra = await office.as('fang')('PUT', './settings', {
      name: '槐荫路社区',
      reviewByOther: false,
      baozhua: '包抓',
      community_id: 'x',
    })
    assert.match(extra.body.message, /community_id/)
  })
})
