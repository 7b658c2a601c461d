import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { axeViolations, openChromium } from './chromium.ts'
import { serve, type Served } from './served.ts'

const ANDROID = 'Mozilla/5.0 (Linux; Android 14; V2318A) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile'

/** What stands around the records: where the app is open, how it is installed, one’s places. */
describe('around the records on the phone', () => {
  let served: Served
  let browser: Browser

  before(async () => {
    served = await serve()
    browser = await openChromium()
  })
  after(async () => {
    await browser?.close()
    await served?.stop()
  })

  async function phone(more: BrowserContextOptions = {}): Promise<{ page: Page; context: BrowserContext }> {
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      locale: 'zh-CN',
      hasTouch: true,
      reducedMotion: 'reduce',
      ...more,
    })
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    return { page, context }
  }
  async function signIn(page: Page, login = 'wangge'): Promise<void> {
    await page.getByLabel('登录名').fill(login)
    await page.getByLabel('密码').fill(served.passwords[login]!)
    await page.keyboard.press('Enter')
    await page.waitForURL(`${served.url}/m/`)
    await page.getByRole('heading', { name: /^等我办的/ }).waitFor()
  }
  const go = (page: Page, hash: string) => page.goto(`${served.url}/m/#/${hash}`)

  for (const [agent, words] of [
    [`${ANDROID} MicroMessenger/8.0.50`, '微信里打开的页面不能添加到主屏幕'],
    [`${ANDROID} wxwork/4.1.30 MicroMessenger/7.0.1`, '企业微信里打开的页面不能添加到主屏幕'],
  ] as const) {
    it(`inside another app (${agent.slice(ANDROID.length + 1)}) the way out is told before signing in and on every page`, async () => {
      const { page, context } = await phone({ userAgent: agent })
      await page.goto(`${served.url}/m`)
      await page.getByText(words, { exact: false }).waitFor()
      assert.deepEqual(await axeViolations(page), [])
      await page.getByRole('button', { name: '仍在这里登录' }).click()
      await signIn(page)
      for (const hash of ['', 'new', 'report', 'records', 'outbox']) {
        await go(page, hash)
        await page.locator('.bar').waitFor()
        const note = page.getByRole('note').filter({ hasText: words })
        assert.equal(await note.count(), 1, hash)
        const top = (await note.boundingBox())!.y
        assert.ok(top < 200, `${hash}: the notice stands at ${top}`)
      }
      await context.close()
    })
  }

  it('is asked to install right after something was saved, and not again once that was put off', async () => {
    const { page, context } = await phone()
    await page.goto(`${served.url}/m`)
    await signIn(page)
    const hint = page.getByRole('region', { name: '添加到主屏幕' })
    assert.equal(await hint.count(), 0)
    const record = async (): Promise<void> => {
      await go(page, 'new')
      await page.getByRole('button', { name: '环境整治', exact: true }).click()
      if ((await page.locator('[aria-label="选地点"] [aria-pressed="true"]').count()) === 0)
        await page.getByRole('group', { name: '选地点' }).getByRole('button').first().click()
      await page.getByRole('button', { name: '清理乱堆垃圾加一' }).click()
      await page.getByRole('button', { name: '保存', exact: true }).click()
      await page.getByRole('heading', { name: '已保存' }).waitFor()
    }
    await record()
    await hint.waitFor()
    assert.deepEqual(await axeViolations(page), [])
    await hint.getByRole('button', { name: '以后再说' }).click()
    await hint.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '再记一笔' }).click()
    await record()
    assert.equal(await hint.count(), 0)
    await context.close()
  })

  it('each of my places opens: what can be recorded there, and what was', async () => {
    const { page, context } = await phone()
    await page.goto(`${served.url}/m`)
    await signIn(page)
    const heading = page.getByRole('heading', { name: /^我负责的地点/ })
    await heading.waitFor()
    const count = Number(/\d+/.exec(await heading.innerText())![0])
    const links = page.locator('a[href^="#/place/"]')
    const all = page.getByRole('button', { name: `全部（${count}）` })
    if (await all.isVisible()) await all.click()
    assert.equal(await links.count(), count)
    const last = links.last()
    const name = await last.innerText()
    await last.click()
    await page.getByRole('heading', { name: new RegExp(name) }).waitFor()
    assert.deepEqual(await axeViolations(page), [])
    await page.getByRole('link', { name: '环境整治', exact: true }).click()
    const places = page.getByRole('group', { name: '选地点' })
    await places.getByRole('button', { name: new RegExp(name), pressed: true }).waitFor()
    await page.getByRole('button', { name: '清理乱堆垃圾加一' }).click()
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByRole('heading', { name: '已保存' }).waitFor()
    await page.goBack()
    await page.getByRole('link', { name: /环境整治 .* 清理乱堆垃圾 1处/ }).waitFor()
    await context.close()
  })

  it('a position that is refused, or helps nothing, says so', async () => {
    const { page, context } = await phone()
    await page.goto(`${served.url}/m`)
    await signIn(page)
    await page.route('**/places/tree', async (route) => {
      const { rows } = await (await route.fetch()).json()
      await route.fulfill({ json: { rows: rows.map((place: object) => ({ ...place, at: null })) } })
    })
    await context.grantPermissions(['geolocation'])
    await context.setGeolocation({ longitude: 117.02, latitude: 36.66 })
    await Promise.all([page.waitForResponse('**/places/tree'), page.reload()])
    await go(page, 'new')
    const unfold = page.getByRole('button', { name: '换地点、写位置' })
    await page.locator('[aria-label="选地点"]').waitFor()
    if (await unfold.isVisible()) await unfold.click()
    await page.getByText('地点还没有登记位置，可按拼音找').waitFor()
    await context.close()
  })

  it('who may only look is told so', async () => {
    const { page, context } = await phone()
    await page.goto(`${served.url}/m`)
    await signIn(page)
    await page.route('**/api/session', async (route) => {
      if (route.request().method() !== 'GET') return route.continue()
      const me = await (await route.fetch()).json()
      for (const one of me.communities ?? [])
        one.grants = one.grants.filter((grant: string) => !grant.startsWith('write:'))
      await route.fulfill({ json: me })
    })
    await page.reload()
    await page.locator('.bar').getByText('您的角色在手机上只能看').waitFor()
    assert.equal(await page.locator('.bar a').count(), 0)
    assert.deepEqual(await axeViolations(page), [])
    await context.close()
  })
})
