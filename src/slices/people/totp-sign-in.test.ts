import assert from 'node:assert/strict'
import { rm, stat, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { type Office, testOffice } from '#test/office.ts'
import { findLogin } from './account-store.ts'
import { resetTotp } from './totp-reset-store.ts'
import { codeAt, stepAt } from './totp.ts'

const PASSWORD = '四个不相干的词连一起'
const STEP_MS = 30_000

describe('one-time codes at sign-in', () => {
  let office: Office
  let secret: Buffer
  let recovery: string[]
  before(async () => {
    office = await testOffice()
  })
  after(() => office.close())

  const send = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object, cookie?: string) =>
    office.http.inject({
      method,
      url,
      headers: { 'x-ybz': '1', ...(cookie ? { cookie } : {}) },
      ...(payload ? { payload } : {}),
    })
  const cookieOf = (answer: { headers: Record<string, unknown> }): string =>
    /ybz=[^;]*/.exec(String(answer.headers['set-cookie']))![0]
  const signIn = (code?: string) => send('POST', '/api/session', { login: 'zhang', password: PASSWORD, code })
  const later = (ms: number) => {
    office.clock.now = new Date(office.clock.now.getTime() + ms)
  }
  const codeNow = (off = 0): string => codeAt(secret, stepAt(office.clock.now) + off)
  const linkOf = async (id: string): Promise<string> =>
    (await office.as('fang')('POST', `./accounts/${id}/link`)).body.path.split('#')[1]
  let cookie = ''
  let id = ''

  it('are turned on with the password and a first code; a wrong one turns nothing on', async () => {
    id = (await office.as('fang')('POST', './accounts', { login: 'zhang', name: '张管', role: 'administrator' })).body
      .id
    const first = await send('POST', '/api/session/link', { token: await linkOf(id), password: PASSWORD })
    cookie = cookieOf(first)
    assert.equal(first.json().account.totp, false)
    assert.equal(first.json().communities[0].totpWish, 'asked')
    const other = cookieOf(await signIn())
    assert.equal((await send('POST', '/api/session/totp', { password: '不对' }, cookie)).statusCode, 401)
    const begun = await send('POST', '/api/session/totp', { password: PASSWORD }, cookie)
    assert.equal(begun.statusCode, 200)
    secret = Buffer.from(fromBase32(begun.json().secret))
    assert.match(begun.json().uri, /^otpauth:\/\/totp\//)
    const wrong = codeNow() === '000000' ? '000001' : '000000'
    assert.equal((await send('POST', '/api/session/totp/confirm', { code: wrong }, cookie)).statusCode, 401)
    assert.equal((await signIn()).statusCode, 200, 'not on yet')
    const done = await send('POST', '/api/session/totp/confirm', { code: codeNow() }, cookie)
    assert.equal(done.statusCode, 200, done.body)
    recovery = done.json().codes
    assert.equal(recovery.length, 10)
    assert.equal((await send('GET', '/api/session', undefined, other)).statusCode, 401, 'other devices are out')
    const me = await send('GET', '/api/session', undefined, cookie)
    assert.deepEqual([me.json().account.totp, me.json().communities[0].totpWish], [true, 'none'])
  })

  it('are asked after the right password only, and each serves once', async () => {
    const wrong = await send('POST', '/api/session', { login: 'zhang', password: '不是这个密码的' })
    assert.equal(wrong.json().code, 'sign-in.refused')
    assert.equal((await signIn()).json().code, 'sign-in.code-needed')
    later(STEP_MS)
    const code = codeNow()
    const [one, two] = await Promise.all([signIn(code), signIn(code)])
    assert.deepEqual([one.statusCode, two.statusCode].sort(), [200, 401])
    assert.equal((await signIn(codeNow(-1))).json().code, 'sign-in.code-wrong', 'older than the last one used')
    later(STEP_MS)
    assert.equal((await signIn(codeNow(1))).statusCode, 200, 'a phone half a minute ahead')
    later(5 * STEP_MS)
    assert.equal((await signIn(codeNow(-2))).statusCode, 401)
  })

  it('cannot be guessed with the password in hand', async () => {
    later(20 * 60_000)
    const answers: string[] = []
    for (let at = 0; at < 8; at++) {
      // A right password in between sets nothing back.
      assert.ok(['sign-in.code-needed', 'sign-in.throttled'].includes((await signIn()).json().code))
      answers.push((await signIn(codeNow() === '123456' ? '654321' : '123456')).json().code)
    }
    assert.deepEqual(
      answers.slice(0, 5),
      Array.from({ length: 5 }, () => 'sign-in.code-wrong'),
    )
    assert.equal(answers.at(-1), 'sign-in.throttled')
    assert.equal((await signIn(codeNow())).json().code, 'sign-in.throttled')
    later(16 * 60_000)
    assert.equal((await signIn(codeNow())).statusCode, 200)
  })

  it('give way to a recovery code, once each', async () => {
    later(16 * 60_000)
    const typed = recovery[0]!.toLowerCase().replaceAll('-', ' ')
    const answer = await signIn(typed)
    assert.equal(answer.statusCode, 200)
    assert.equal((await signIn(typed)).json().code, 'sign-in.code-wrong')
    const state = await send('GET', '/api/session/totp', undefined, cookieOf(answer))
    assert.deepEqual([state.json().on, state.json().recoveryLeft], [true, 9])
  })

  it('hold against a one-time link as well, and leave the link usable', async () => {
    later(16 * 60_000)
    const token = await freshLink()
    const bare = await send('POST', '/api/session/link', { token, password: PASSWORD })
    assert.deepEqual([bare.statusCode, bare.json().code], [401, 'sign-in.code-needed'])
    const full = await send('POST', '/api/session/link', { token, password: PASSWORD, code: codeNow() })
    assert.equal(full.statusCode, 200)
    cookie = cookieOf(full)
  })

  it('leave no secret in the database, and the key file to its owner alone', async () => {
    const kept = await office.app.db.asOwner(async (tx) => [
      ...(await sql`select encode(sealed, 'hex') as text from account_totp`.execute(tx)).rows,
      ...(await sql`select encode(code_hash, 'hex') as text from account_recovery`.execute(tx)).rows,
    ])
    const text = JSON.stringify(kept)
    assert.equal(kept.length, 11)
    assert.ok(!text.includes(secret.toString('hex')))
    for (const code of recovery) assert.ok(!text.includes(Buffer.from(code.replaceAll('-', '')).toString('hex')))
    const file = join(office.app.dataFolder, 'totp.key')
    assert.equal((await stat(file)).mode & 0o777, 0o600)
    assert.equal((await readFile(file, 'utf8')).trim().length, 64)
  })

  it('are turned off with password and code, and a community may insist on them', async () => {
    later(STEP_MS)
    const settings = (await office.as('fang')('GET', './settings')).body
    const off = (code: string, password = PASSWORD) => send('POST', '/api/session/totp/off', { password, code }, cookie)
    assert.equal((await off(codeNow(), '别的密码别的密码')).statusCode, 401)
    assert.equal((await off(codeNow())).statusCode, 200)
    assert.equal((await off(codeNow())).json().code, 'totp.off')
    await office.as('fang')('PUT', './settings', { ...settings, requireTotp: true })
    const here = `/api/c/${office.community.code}`
    const refused = await send('GET', `${here}/home`, undefined, cookie)
    assert.deepEqual([refused.statusCode, refused.json().code], [403, 'totp.required'])
    assert.equal((await send('GET', '/api/session', undefined, cookie)).json().communities[0].totpWish, 'required')
    assert.equal((await office.as('qin')('GET', './home')).status, 200, 'a clerk is not asked')
    const begun = await send('POST', '/api/session/totp', { password: PASSWORD }, cookie)
    secret = Buffer.from(fromBase32(begun.json().secret))
    await send('POST', '/api/session/totp/confirm', { code: codeNow() }, cookie)
    assert.equal((await send('GET', `${here}/home`, undefined, cookie)).statusCode, 200)
    const without = { name: settings.name, reviewByOther: false, baozhua: '包抓' }
    assert.equal((await send('PUT', `${here}/settings`, without, cookie)).statusCode, 200)
    assert.equal((await send('GET', `${here}/settings`, undefined, cookie)).json().requireTotp, true, 'stays')
  })

  it('say what is wrong when the key file is gone, and the operator can take them away', async () => {
    later(STEP_MS)
    await rm(join(office.app.dataFolder, 'totp.key'))
    assert.equal((await signIn(codeNow())).json().code, 'totp.key-lost')
    const account = await office.app.db.asGate((tx) => findLogin(tx, 'zhang'))
    assert.equal(await office.app.db.asOwner((tx) => resetTotp(tx, account!, office.clock.now)), true)
    assert.equal((await send('GET', '/api/session', undefined, cookie)).statusCode, 401)
    assert.equal((await signIn()).statusCode, 200)
    const told = await office.app.db.asOwner((tx) =>
      tx.selectFrom('history').select('event').where('object_id', '=', id).orderBy('position').execute(),
    )
    assert.deepEqual(
      told.map((row) => row.event).filter((event) => event.includes('totp')),
      ['account.totp-on', 'account.totp-off', 'account.totp-on', 'account.totp-reset'],
    )
  })

  it('lets one sign out everywhere else', async () => {
    const [one, two] = [cookieOf(await signIn()), cookieOf(await signIn())]
    assert.equal((await send('DELETE', '/api/session/list', undefined, two)).statusCode, 200)
    const seen = await Promise.all([one, two].map((each) => send('GET', '/api/session', undefined, each)))
    assert.deepEqual(
      seen.map((answer) => answer.statusCode),
      [401, 200],
    )
  })

  // The other people of the office have been idle too long by now.
  async function freshLink(): Promise<string> {
    const { makeSignInLink } = await import('./sign-in-link-store.ts')
    return office.app.db.asOwner((tx) => makeSignInLink(tx, id, office.clock.now))
  }
})

function fromBase32(text: string): Uint8Array {
  const bits = [...text].map((char) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(char).toString(2).padStart(5, '0'))
  return Uint8Array.from(bits.join('').match(/.{8}/g)!, (eight) => Number.parseInt(eight, 2))
}
