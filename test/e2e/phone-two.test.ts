import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { readPhoneFile } from '#slices/field/phone/phone-file.ts'
import { openChromium } from './chromium.ts'
import { pageFaults } from './page-faults.ts'
import { serve, type Served } from './served.ts'

const PHONE = { width: 390, height: 844 }

/** Two of something where one is expected: tabs, versions of the app, people with one phone. */
describe('a phone that is two', () => {
  let served: Served
  let browser: Browser
  let context: BrowserContext
  let page: Page
  /** Of every batch the server took: whose, and the operations in it. */
  const sent: { accountId: string; ids: string[] }[] = []

  before(async () => {
    served = await serve()
    browser = await openChromium()
    context = await browser.newContext({ viewport: PHONE, locale: 'zh-CN', hasTouch: true, reducedMotion: 'reduce' })
    context.on('response', (response) => {
      const request = response.request()
      if (!request.url().endsWith('/field/batch') || !response.ok()) return
      const { accountId, operations } = request.postDataJSON()
      sent.push({ accountId, ids: operations.map(({ id }: { id: string }) => id) })
    })
    page = await open()
    await signIn('wangge')
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}))
    await page.reload()
    await page.getByRole('link', { name: '记一笔' }).waitFor()
  })
  after(async () => {
    await browser?.close()
    await served?.stop()
  })

  async function open(): Promise<Page> {
    const opened = await context.newPage()
    opened.setDefaultTimeout(20_000)
    await opened.goto(`${served.url}/m/`)
    return opened
  }
  async function signIn(login: string): Promise<void> {
    await page.getByLabel('登录名').fill(login)
    await page.getByLabel('密码').fill(served.passwords[login]!)
    await page.keyboard.press('Enter')
    await page.waitForURL(`${served.url}/m/`)
    await page.getByText('地点和类别读于').waitFor()
  }
  const go = async (where: Page, hash: string): Promise<void> => {
    await where.goto(`${served.url}/m/#/${hash}`)
  }
  async function record(where: Page, amount: number): Promise<void> {
    // From a page that was left on the card of what was saved, too.
    await go(where, 'today')
    await go(where, 'new')
    await where.getByRole('button', { name: '环境整治', exact: true }).click()
    if ((await where.locator('[aria-label="选地点"] [aria-pressed="true"]').count()) === 0)
      await where.getByRole('group', { name: '选地点' }).getByRole('button').first().click()
    await where.getByLabel('清理乱堆垃圾', { exact: true }).fill(String(amount))
    await where.getByRole('button', { name: '保存', exact: true }).click()
    await where.getByRole('heading', { name: '已保存' }).waitFor()
  }
  const send = async (where: Page): Promise<void> => {
    await go(where, 'outbox')
    await where.getByRole('button', { name: '现在上传' }).click()
  }
  const amounts = async (): Promise<string[]> => {
    const { rows } = await (await page.request.get(`${served.url}/api/c/demo/entries?mine=yes&size=50`)).json()
    return rows.map((row: { amounts: { amount: string }[] }) => row.amounts[0]!.amount).toSorted()
  }
  const timesSent = (): number[] => {
    const all = sent.flatMap(({ ids }) => ids)
    return [...new Set(all)].map((id) => all.filter((one) => one === id).length)
  }

  it('two tabs at once send each record exactly once', async () => {
    const second = await open()
    await context.setOffline(true)
    for (const [at, where] of [page, second, page, second].entries()) await record(where, 21 + at)
    sent.length = 0
    await context.setOffline(false)
    await Promise.all([send(page), send(second)])
    await page.getByText('都已上传').waitFor()
    assert.deepEqual(await amounts(), ['21', '22', '23', '24'])
    assert.deepEqual(timesSent(), [1, 1, 1, 1])
    await second.close()
  })

  it('an update of the app in the middle of a send loses nothing and sends nothing twice', async () => {
    sent.length = 0
    let release = (): void => {}
    const held = new Promise<void>((done) => (release = done))
    let reached = (): void => {}
    const underWay = new Promise<void>((done) => (reached = done))
    await page.route('**/field/batch', async (route) => {
      reached()
      await held
      await route.continue()
    })
    await record(page, 31)
    await underWay
    await page.evaluate(async () => {
      const other = new Promise<void>((done) =>
        navigator.serviceWorker.addEventListener('controllerchange', () => done(), { once: true }),
      )
      await navigator.serviceWorker.register('/m/sw.js?next', { scope: '/m/' })
      await other
    })
    assert.match(await page.evaluate(() => navigator.serviceWorker.controller?.scriptURL ?? ''), /\?next$/)
    // Whoever goes on working meanwhile is not held up.
    await record(page, 32)
    release()
    await page.unrouteAll({ behavior: 'wait' })
    await send(page)
    await page.getByText('都已上传').waitFor()
    assert.deepEqual(await amounts(), ['21', '22', '23', '24', '31', '32'])
    assert.deepEqual(timesSent(), [1, 1])
  })

  it('on a shared phone each one’s records wait for them, and go under their own name', async () => {
    await context.setOffline(true)
    await record(page, 41)
    await record(page, 42)
    await page.goto('about:blank')
    await context.clearCookies()
    await context.setOffline(false)
    sent.length = 0
    await page.goto(`${served.url}/sign-in?next=${encodeURIComponent('/m/')}`)
    await signIn('ziliao')
    await record(page, 51)
    await send(page)
    await page.getByText('这部手机上还有别的账号没上传的：记录 2 条').waitFor()
    await page.getByText('都已上传').waitFor()
    const [second, ...others] = new Set(sent.filter(({ ids }) => ids.length > 0).map(({ accountId }) => accountId))
    assert.ok(second)
    assert.deepEqual(others, [])
    assert.deepEqual(await amounts(), ['51'])

    await context.clearCookies()
    await page.goto(`${served.url}/sign-in?next=${encodeURIComponent('/m/')}`)
    await signIn('wangge')
    await send(page)
    await page.getByText('都已上传').waitFor()
    assert.deepEqual(await amounts(), ['21', '22', '23', '24', '31', '32', '41', '42'])
    assert.deepEqual(timesSent(), [1, 1, 1])
  })

  it('what is taken back before it left is never sent; what was sent is taken back there', async () => {
    await context.setOffline(true)
    await record(page, 61)
    sent.length = 0
    const withdraw = async (amount: number, state: string): Promise<void> => {
      await go(page, 'records')
      await page.getByRole('link', { name: new RegExp(`清理乱堆垃圾 ${amount}处`) }).click()
      await page.getByRole('button', { name: '撤回这条' }).click()
      await page.getByRole('button', { name: '确定撤回' }).click()
      await page.getByRole('alert').getByText('为什么撤回').waitFor()
      await page.getByLabel('为什么撤回').fill('记重了')
      await page.getByRole('button', { name: '确定撤回' }).click()
      await page.getByText(state).first().waitFor()
      assert.equal(await page.getByRole('button', { name: '保存改动' }).count(), 0)
    }
    await withdraw(61, '已撤回，没有上传过')
    assert.equal(await page.getByTestId('unsent').innerText(), '0')
    await withdraw(42, '撤回等上传')
    await context.setOffline(false)
    await send(page)
    await page.getByText('都已上传').waitFor()
    assert.deepEqual(timesSent(), [1])
    assert.deepEqual(await amounts(), ['21', '22', '23', '24', '31', '32', '41'])
    await page
      .getByRole('link', { name: /清理乱堆垃圾 42处/ })
      .getByText('已撤回')
      .waitFor()
  })

  it('a record that has not left may still become one of another kind', async () => {
    await context.setOffline(true)
    await record(page, 71)
    await go(page, 'records')
    await page.getByRole('link', { name: /清理乱堆垃圾 71处/ }).click()
    const kinds = page.getByRole('group', { name: '选类别' }).getByRole('button')
    await kinds.first().waitFor()
    assert.ok((await kinds.count()) > 1)
    await context.setOffline(false)
    await send(page)
    await page.getByText('都已上传').waitFor()
    await page.getByRole('link', { name: /清理乱堆垃圾 71处/ }).click()
    await page.getByRole('button', { name: '保存改动' }).waitFor()
    assert.equal(await kinds.count(), 0)
  })

  it('signed out, it says how much of others lies here and no more, and lets it be taken out sealed', async () => {
    await context.setOffline(true)
    await go(page, 'new')
    const shot = await sharp({ create: { width: 900, height: 700, channels: 3, background: 'olive' } })
      .jpeg()
      .toBuffer()
    await page.getByTestId('camera').setInputFiles({ name: 'shot.jpg', mimeType: 'image/jpeg', buffer: shot })
    await page.locator('.shot').first().waitFor()
    await page.getByRole('button', { name: '环境整治', exact: true }).click()
    await page.getByRole('group', { name: '选地点' }).getByRole('button').first().click()
    await page.getByLabel('清理乱堆垃圾', { exact: true }).fill('81')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByRole('heading', { name: '已保存' }).waitFor()
    await record(page, 82)
    await page.goto('about:blank')
    await context.clearCookies()
    await context.setOffline(false)
    await page.goto(`${served.url}/sign-in?next=${encodeURIComponent('/m/')}`)
    await signIn('ziliao')
    await go(page, 'outbox')
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.waitForURL('**/sign-in?*')
    sent.length = 0

    await page.goto(`${served.url}/m/`)
    const main = page.locator('main')
    const signInFirst = main.getByRole('button').first()
    await main.getByText('记录 2 条，照片 1 张').waitFor()
    assert.equal(await signInFirst.innerText(), '去登录')
    assert.equal(await main.locator('img, a, li').count(), 0)
    assert.doesNotMatch(await page.locator('body').innerText(), /清理|整治|处|8[12]|网格员|olive/)
    const faults: string[] = []
    const buttons = main.getByRole('button')
    for (const width of [PHONE.width, 360])
      for (const size of ['100%', '200%']) {
        await page.setViewportSize({ width, height: 800 })
        await page.evaluate((text) => (document.documentElement.style.fontSize = text), size)
        const name = `left-${width}-${size.slice(0, 3)}`
        faults.push(...(await pageFaults(page, name)))
        for (const button of await buttons.all()) {
          const box = (await button.boundingBox())!
          if (box.height < 44 || box.width < 44) faults.push(`${name}: a button of ${box.width} × ${box.height}`)
        }
        if (process.env.FIELD_PICTURES)
          await page.screenshot({ path: `${process.env.FIELD_PICTURES}/${name}.png`, fullPage: true })
      }
    assert.deepEqual(faults, [])
    await page.evaluate(() => (document.documentElement.style.fontSize = ''))
    await page.setViewportSize(PHONE)

    const password = '河东三排白杨树下'
    await main.getByRole('button', { name: '导出成文件' }).click()
    await main.getByLabel('给文件定一个密码').fill(password)
    if (process.env.FIELD_PICTURES)
      await page.screenshot({ path: `${process.env.FIELD_PICTURES}/left-export.png`, fullPage: true })
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      main.getByRole('button', { name: '加密导出' }).click(),
    ])
    const bytes = await readFile(await download.path())
    assert.ok(!bytes.includes(Buffer.from('cleanup')))
    const { file, photos } = (await readPhoneFile(password, bytes))!
    const written = file.rows.map(({ operation: { act } }) => act.do === 'entry' && Object.values(act.amounts)[0])
    assert.deepEqual(written, ['81', '82'])
    assert.equal(photos.length, 1)
    // Nobody is signed in, so no name is known.
    assert.deepEqual(file.names, {})
    await main.getByText('密码另外告诉').waitFor()

    // Taken out is not gone: it still goes to the server, under the name of whoever saved it.
    assert.deepEqual(sent, [])
    await page.reload()
    await main.getByText('记录 2 条，照片 1 张').waitFor()
    await signInFirst.click()
    await signIn('wangge')
    await send(page)
    await page.getByText('都已上传').waitFor()
    assert.deepEqual(timesSent(), [1, 1])
    assert.deepEqual((await amounts()).slice(-2), ['81', '82'])
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.waitForURL('**/sign-in?*')
    await page.goto(`${served.url}/m/`)
    await page.waitForURL('**/sign-in?*')
  })
})
