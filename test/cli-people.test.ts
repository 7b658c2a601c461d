import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Database } from '#kernel/node/postgres/database.ts'
import { openDatabase } from '#kernel/node/postgres/open-database.ts'
import { migrate } from '#kernel/node/migrate.ts'
import { makeApp } from '#server/make-app.ts'
import { communitiesOf } from '#slices/people/role-store.ts'
import { checkSignInLink } from '#slices/people/sign-in-link-store.ts'

const ROOT = resolve(import.meta.dirname, '..')

interface Ran {
  code: number
  json: any
}

describe('offices and accounts from the command line', () => {
  let folder: string
  let held: Database
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ybz-cli-people-'))
    // As on a working day, a server has the folder open and the commands join it.
    held = await openDatabase({ dataFolder: join(folder, 'data'), purpose: 'server' })
    await migrate(held.poolConfig)
  })
  after(async () => {
    await held.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const ybz = (line: string): Promise<Ran> =>
    new Promise((done) => {
      const env = { ...process.env, YBZ_DATA: 'data', INIT_CWD: folder, DATABASE_URL: '' }
      const args = ['--import', './scripts/compile-cache.mjs', 'src/server/ybz.ts', ...line.split(' '), '--json']
      execFile(process.execPath, args, { cwd: ROOT, env }, (error, out) =>
        done({ code: error ? Number(error.code ?? 99) : 0, json: JSON.parse(out) }),
      )
    })

  it('make the tree from the city down, each below the one named', async () => {
    assert.equal((await ybz('org create yunzhou --level city --name 云州市')).code, 0)
    assert.equal(
      (await ybz('org create heping --level district --name 和平区 --parent yunzhou')).json.level,
      'district',
    )
    assert.equal((await ybz('org create wanli --level street --name 万里街道 --parent heping')).code, 0)
    assert.equal((await ybz('community create huaiyin --name 槐荫路社区 --parent wanli')).code, 0)
    assert.equal((await ybz('community create nanmen --name 南门社区')).code, 0)
    const upside = await ybz('org create donghai --level city --name 东海市 --parent wanli')
    assert.deepEqual([upside.code, upside.json.code], [3, 'org.parent-unfit'])
    assert.equal(
      (await ybz('community create beiguan --name 北关社区 --parent nowhere')).json.code,
      'org.parent-unknown',
    )
    assert.equal((await ybz('org create x --level village --name 某村')).code, 2)
  })

  it('make an officer of the street, who works in its communities and gets a link to sign in', async () => {
    const made = await ybz('account create tang --name 唐静 --role street --org wanli --to 2099-12-31')
    assert.equal(made.code, 0)
    assert.match(made.json.path, /^\/welcome#[\w-]{43}$/)
    const app = makeApp(held.poolConfig, join(folder, 'data'))
    try {
      const owner = await app.db.asGate((tx) => checkSignInLink(tx, made.json.path.split('#')[1], new Date()))
      assert.equal(owner, made.json.id)
      const works = await app.db.asGate((tx) => communitiesOf(tx, owner, '2030-06-15'))
      assert.deepEqual(
        works.map(({ code, role }) => [code, role]),
        [['huaiyin', 'street']],
      )
      assert.deepEqual(await app.db.asGate((tx) => communitiesOf(tx, owner, '2100-01-01')), [])
    } finally {
      await app.db.close()
    }
    const unfit = await ybz('account create li --name 李立 --role street --org huaiyin')
    assert.equal(unfit.json.code, 'account.role-level')
    assert.equal((await ybz('account create li --name 李立 --role clerk --org wanli')).json.code, 'account.role-level')
    assert.equal((await ybz('account create li --name 李立 --role clerk --org nowhere')).json.code, 'org.unknown')
  })

  it('list, renew, disable and free an account', async () => {
    const listed = (await ybz('account list --org wanli')).json
    assert.deepEqual(
      listed.map((row: any) => [row.login, row.role, row.validTo]),
      [['tang', 'street', '2099-12-31']],
    )
    assert.match((await ybz('account link tang')).json.path, /^\/welcome#/)
    assert.deepEqual((await ybz('account reset-totp tang')).json, { login: 'tang', reset: false })
    assert.equal((await ybz('account disable tang')).code, 0)
    assert.equal((await ybz('account list --org wanli')).json[0].status, 'disabled')
    assert.equal((await ybz('account link nobody')).json.code, 'account.unknown-login')
  })
})
