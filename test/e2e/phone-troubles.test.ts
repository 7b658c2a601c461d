import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { APIRequestContext, Browser, BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { readPhoneFile } from '#slices/field/phone/phone-file.ts'
import { axeViolations, openChromium } from './chromium.ts'
import { serve, type Served } from './served.ts'

const PHONE = { width: 390, height: 844 }
const WRITE = { headers: { 'x-ybz': '1' } }

/** What goes wrong, or is out of the ordinary, on a phone: said in plain words, and nothing is lost by it. */
describe('troubles of the phone’s app', () => {
  let served: Served
  let browser: Browser
  let context: BrowserContext
  let page: Page

  before(async () => {
    served = await serve()
    browser = await openChromium()
    context = await browser.newContext({ viewport: PHONE, locale: 'zh-CN', hasTouch: true, reducedMotion: 'reduce' })
    page = await context.newPage()
    page.setDefaultTimeout(20_000)
    await page.goto(`${served.url}/m`)
    await signIn()
  })
  after(async () => {
    await browser?.close()
    await served?.stop()
  })

  async function signIn(): Promise<void> {
    await page.getByLabel('登录名').fill('wangge')
    await page.getByLabel('密码').fill(served.passwords.wangge!)
    await page.keyboard.press('Enter')
    await page.waitForURL(`${served.url}/m/`)
    await page.getByRole('heading', { name: /^我负责的地点/ }).waitFor()
  }
  const go = async (hash: string): Promise<void> => {
    await page.goto(`${served.url}/m/#/${hash}`)
  }
  const tap = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click()
  async function record(amount: number): Promise<void> {
    await go('new')
    await page.getByRole('button', { name: '环境整治', exact: true }).click()
    if ((await page.locator('[aria-label="选地点"] [aria-pressed="true"]').count()) === 0)
      await page.getByRole('group', { name: '选地点' }).getByRole('button').first().click()
    await page.getByLabel('清理乱堆垃圾', { exact: true }).fill(String(amount))
    await tap('保存')
    await page.getByRole('heading', { name: '已保存' }).waitFor()
  }
  const unsent = (): Promise<string> => page.getByTestId('unsent').innerText()
  async function allSent(): Promise<void> {
    await go('outbox')
    await tap('现在上传')
    await page.getByText('都已上传').waitFor()
  }
  const myEntries = async (request: APIRequestContext = page.request): Promise<any[]> =>
    (await (await request.get(`${served.url}/api/c/demo/entries?mine=yes&size=50`)).json()).rows

  it('an ended session stops nobody: saved as before, one calm line, and sent after signing in', async () => {
    const { cookies } = await context.storageState()
    assert.ok(
      cookies.some(({ expires }) => expires > Date.now() / 1000 + 80 * 86_400),
      'a phone is signed in for weeks',
    )
    await context.clearCookies()
    await record(3)
    const line = page.getByText('请重新登录后继续上传')
    await line.waitFor()
    assert.equal(await line.count(), 1)
    assert.deepEqual(await axeViolations(page), [])
    await tap('再记一笔')
    await record(4)
    assert.equal(await unsent(), '2')
    await tap('去登录')
    await signIn()
    await allSent()
    assert.equal(await page.getByText('请重新登录').count(), 0)
    assert.deepEqual((await myEntries()).map((row) => row.amounts[0].amount).toSorted(), ['3', '4'])
  })

  it('a record counts once, however often it was changed before it was sent', async () => {
    await context.setOffline(true)
    await record(5)
    await page.getByRole('link', { name: '回到今天' }).click()
    await page.getByRole('link', { name: /清理乱堆垃圾 5处/ }).click()
    await page.getByLabel('清理乱堆垃圾', { exact: true }).fill('6')
    await tap('保存改动')
    await page.getByRole('heading', { name: '已保存' }).waitFor()
    assert.equal(await unsent(), '1')
    await go('outbox')
    await page.getByText('没上传：记录 1 条。').waitFor()
    await context.setOffline(false)
    await allSent()
  })

  it('a part the server cannot read is called by its name, once with what to do; the path goes into the file', async () => {
    await page.route('**/field/batch', async (route) => {
      const batch = route.request().postDataJSON()
      for (const { act } of batch.operations) if (act.amounts) act.amounts = { piles: '很多' }
      await route.continue({ postData: JSON.stringify(batch) })
    })
    await record(7)
    await go('outbox')
    const row = page.locator('li.parked')
    const words = await row.locator('small', { hasText: '上传不了' }).innerText()
    assert.equal(
      words,
      '上传不了（这条记录的“数量”不完整或写法不对，没有收下）。可以打开改好再保存，或导出成文件交给社区。',
    )
    assert.doesNotMatch(await page.locator('main').innerText(), /amounts|piles/)
    await row.getByRole('button', { name: '导出成文件' }).click()
    await row.getByLabel('给文件定一个密码').fill('老槐树下的三口井')
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      row.getByRole('button', { name: '加密导出' }).click(),
    ])
    const chunks: Buffer[] = []
    for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer)
    const exported = (await readPhoneFile('老槐树下的三口井', new Uint8Array(Buffer.concat(chunks))))!.file.rows[0] as {
      detail?: string
    }
    assert.match(exported.detail ?? '', /^act\.amounts\.piles: /)
    await page.unroute('**/field/batch')
  })

  it('what could not be cleared stays, and says so', async () => {
    const row = page.locator('li.parked')
    await page.evaluate(() => {
      const prototype = IDBObjectStore.prototype as any
      prototype.whole = prototype.delete
      prototype.delete = () => {
        throw new DOMException('no', 'UnknownError')
      }
    })
    await row.getByRole('button', { name: '清除', exact: true }).click()
    await tap('已存好，清除')
    await page.getByText('没有清除成功，这条还在手机里').waitFor()
    assert.equal(await row.count(), 1)
    assert.deepEqual(await axeViolations(page), [])
    await page.evaluate(() => {
      const prototype = IDBObjectStore.prototype as any
      prototype.delete = prototype.whole
    })
    await tap('已存好，清除')
    await row.waitFor({ state: 'detached' })
  })

  it('a storage that does not open is said in full, and tried again when asked', async () => {
    const broken = await context.newPage()
    broken.setDefaultTimeout(20_000)
    await broken.addInitScript(() => {
      const whole = IDBFactory.prototype.open
      IDBFactory.prototype.open = function (...asked: Parameters<typeof whole>) {
        if ((globalThis as any).mended) return whole.apply(this, asked)
        throw new DOMException('not in this mode', 'InvalidStateError')
      }
    })
    await broken.goto(`${served.url}/m/`)
    await broken.getByText('手机存储打不开').waitFor()
    assert.equal(await broken.getByText('正在打开').count(), 0)
    assert.deepEqual(await axeViolations(broken), [])
    await broken.goto(`${served.url}/m/#/outbox`)
    await broken.getByRole('button', { name: '再试一次' }).click()
    await broken.getByText('手机存储打不开').waitFor()
    await broken.evaluate(() => ((globalThis as any).mended = true))
    await broken.getByRole('button', { name: '再试一次' }).click()
    await broken.getByText('手机存储打不开').waitFor({ state: 'detached' })
    await broken.getByRole('button', { name: '现在上传' }).waitFor()
    await broken.close()
  })

  it('another community is one tap away; what was saved in the first still goes to the first', async () => {
    const arrived: { community: string; ids: string[] }[] = []
    await page.route('**/api/session', async (route) => {
      if (route.request().method() !== 'GET') return route.continue()
      const me = await (await route.fetch()).json()
      me.communities.push({ ...me.communities[0], code: 'next', name: '东邻社区' })
      await route.fulfill({ json: me })
    })
    // Next door everything is as at home, but for what is sent there.
    await page.route('**/api/c/next/**', (route) =>
      route.continue({ url: route.request().url().replace('/api/c/next/', '/api/c/demo/') }),
    )
    await page.route('**/field/batch', async (route) => {
      const community = /\/c\/(\w+)\//.exec(route.request().url())![1]!
      const batch = route.request().postDataJSON()
      const operations = batch.operations as { id: string; version: number }[]
      arrived.push({ community, ids: operations.map(({ id }) => id) })
      if (community === 'demo') return route.continue()
      const url = route.request().url().replace('/c/next/', '/c/demo/')
      const empty = JSON.stringify({ ...batch, operations: [] })
      const reply = await (await route.fetch({ url, postData: empty })).json()
      const items = operations.map(({ id, version }) => ({
        id,
        version,
        outcome: 'applied',
        position: 1,
        problem: null,
      }))
      await route.fulfill({ json: { ...reply, items } })
    })
    await go('')
    await page.reload()
    const home = await page.locator('header h1').innerText()
    await page.getByRole('link', { name: '切换' }).waitFor()
    assert.deepEqual(await axeViolations(page), [])
    // What was never read of it is read while there is a network.
    await page.waitForFunction(async () => {
      const asked = indexedDB.open('ybz-field')
      const database = await new Promise<IDBDatabase>((done) => (asked.onsuccess = () => done(asked.result)))
      const keys = database.transaction('kept').objectStore('kept').getAllKeys()
      const all = await new Promise<IDBValidKey[]>((done) => (keys.onsuccess = () => done(keys.result)))
      database.close()
      return all.some((key) => /^read:.*:next$/.test(String(key)))
    })
    await context.setOffline(true)
    await record(8)
    await go('communities')
    await page.getByRole('button', { name: /现在打开的.*没上传 1 条/ }).waitFor()
    assert.deepEqual(await axeViolations(page), [])
    await page.getByRole('button', { name: /东邻社区/ }).click()
    await page.getByRole('heading', { name: '东邻社区' }).waitFor()
    // Also without a network the app knows what can be recorded there.
    await record(9)
    assert.equal(await unsent(), '2')
    await go('outbox')
    await page.getByText('您在别的社区还有没上传的：记录 1 条').waitFor()
    await page.getByText('没上传：记录 1 条。').waitFor()
    await context.setOffline(false)
    await page.reload()
    await page.getByRole('heading', { name: '社区', exact: true }).waitFor()
    await tap('现在上传')
    await page.getByText('都已上传').waitFor()
    await page.getByText('您在别的社区还有').waitFor({ state: 'detached' })
    // A reply may have been lost with the page: the same is sent again, but to no other community.
    const sent = new Set(arrived.flatMap(({ community, ids }) => ids.map((id) => `${community} ${id}`)))
    assert.deepEqual([...sent].map((one) => one.split(' ')[0]).toSorted(), ['demo', 'next'])
    assert.deepEqual((await myEntries()).filter((row) => row.amounts[0].amount === '8').length, 1)
    await go('communities')
    await page.getByRole('button', { name: home }).click()
    await page.getByRole('heading', { name: home }).waitFor()
    await page.unroute('**/api/session')
    await page.unroute('**/api/c/next/**')
    await page.unroute('**/field/batch')
  })

  it('on a shared phone each counts their own, photos too, and hears of the other’s', async () => {
    await go('')
    await page.getByRole('heading', { name: /^我负责的地点/ }).waitFor()
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}))
    await context.setOffline(true)
    await go('new')
    await page.getByRole('button', { name: '环境整治', exact: true }).click()
    const buffer = await sharp({ create: { width: 900, height: 700, channels: 3, background: 'navy' } })
      .jpeg()
      .toBuffer()
    await page.getByTestId('camera').setInputFiles({ name: 'shot.jpg', mimeType: 'image/jpeg', buffer })
    await page.locator('.shot').first().waitFor()
    await page.getByLabel('清理乱堆垃圾', { exact: true }).fill('10')
    await tap('保存')
    await page.getByRole('heading', { name: '已保存' }).waitFor()
    // Handed over as it is, before anything was sent.
    await page.route('**/field/batch', (route) => route.abort())
    await context.setOffline(false)
    const data = { login: 'ziliao', password: served.passwords.ziliao }
    assert.equal((await page.request.post(`${served.url}/api/session`, { ...WRITE, data })).status(), 200)
    await go('outbox')
    await page.reload()
    await page.getByText('别的账号没上传的：记录 1 条，照片 1 张').waitFor()
    await page.getByText('没上传：记录 0 条。').waitFor()
    assert.equal(await unsent(), '0')
    assert.equal(await page.locator('header small').count(), 0)
    await page.unroute('**/field/batch')
  })

  it('who has no place of their own is told why, and finds every place by name', async () => {
    await page.route('**/places/tree', async (route) => {
      const { rows } = await (await route.fetch()).json()
      await route.fulfill({ json: { rows: rows.map((place: object) => ({ ...place, mine: false })) } })
    })
    await go('')
    await Promise.all([page.waitForResponse('**/places/tree'), page.reload()])
    await page.getByText('还没有给您分地点').waitFor()
    await go('new')
    await page.getByRole('button', { name: '环境整治', exact: true }).click()
    await page.getByText('按名称找全部地点').waitFor()
    await page.getByLabel('找地点').fill('小区')
    await page.getByRole('group', { name: '选地点' }).getByRole('button').first().click()
    assert.equal(await page.locator('[aria-label="选地点"] [aria-pressed="true"]').count(), 1)
    assert.deepEqual(await axeViolations(page), [])
    await page.unroute('**/places/tree')
  })
})
