import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { APIRequestContext, Browser, BrowserContext, Locator, Page, Request } from 'playwright-core'
import sharp from 'sharp'
import { axeViolations, openChromium } from './chromium.ts'
import { serve, type Served } from './served.ts'

const PHONE = { width: 390, height: 844 }
const WRITE = { headers: { 'x-ybz': '1' } }

/** What was saved on the phone can be put right there, and what others do with it is said in plain words. */
describe('changing what the phone holds', () => {
  let served: Served
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let clerk: APIRequestContext
  let home: string

  before(async () => {
    served = await serve()
    home = `${served.url}/api/c/demo`
    browser = await openChromium()
    context = await browser.newContext({ viewport: PHONE, locale: 'zh-CN', hasTouch: true, reducedMotion: 'reduce' })
    page = await context.newPage()
    page.setDefaultTimeout(20_000)
    clerk = (await browser.newContext()).request
    const signedIn = await clerk.post(`${served.url}/api/session`, {
      ...WRITE,
      data: { login: 'ziliao', password: served.passwords.ziliao },
    })
    assert.equal(signedIn.status(), 200)
    await page.goto(`${served.url}/m`)
    await page.getByLabel('登录名').fill('wangge')
    await page.getByLabel('密码').fill(served.passwords.wangge!)
    await page.keyboard.press('Enter')
    await page.waitForURL(`${served.url}/m/`)
    await page.getByRole('heading', { name: /^我负责的地点/ }).waitFor()
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}))
    await page.reload()
    await page.getByRole('link', { name: '记一笔' }).waitFor()
  })
  after(async () => {
    await browser?.close()
    await served?.stop()
  })

  const go = async (hash: string): Promise<void> => {
    await page.goto(`${served.url}/m/#/${hash}`)
  }
  const shoot = async (file: Buffer): Promise<void> => {
    const had = await page.locator('.shot').count()
    await page.getByTestId('camera').setInputFiles({ name: 'shot.jpg', mimeType: 'image/jpeg', buffer: file })
    await page.locator('.shot').nth(had).waitFor()
  }
  const picture = (background: string): Promise<Buffer> =>
    sharp({ create: { width: 900, height: 700, channels: 3, background } })
      .jpeg()
      .toBuffer()
  const tap = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click()
  const piles = (where: Page): Locator => where.getByLabel('清理乱堆垃圾', { exact: true })
  async function allSent(): Promise<void> {
    await go('outbox')
    await tap('现在上传')
    await page.getByText('都已上传').waitFor()
  }
  async function record(amount: number): Promise<void> {
    await go('new')
    await page.getByRole('button', { name: '环境整治', exact: true }).click()
    if ((await page.locator('[aria-label="选地点"] [aria-pressed="true"]').count()) === 0)
      await page.getByRole('group', { name: '选地点' }).getByRole('button').first().click()
    await piles(page).fill(String(amount))
  }
  const saved = (): Promise<void> => page.getByRole('heading', { name: '已保存' }).waitFor()
  async function myEntries(): Promise<any[]> {
    const { rows } = await (await page.request.get(`${home}/entries?mine=yes&size=50`)).json()
    return rows
  }

  it('without a network: opened as it was saved, changed, and the newest version is what arrives', async () => {
    await context.setOffline(true)
    await record(1)
    await shoot(await picture('teal'))
    await shoot(await picture('olive'))
    await tap('保存')
    await saved()
    await page.getByRole('link', { name: '回到今天' }).click()
    await page.getByRole('link', { name: /环境整治 .* 清理乱堆垃圾 1处/ }).click()
    await page.locator('.shot').nth(1).waitFor()
    assert.equal(await piles(page).inputValue(), '1')
    await tap('保存改动')
    await page.getByText('没有改动').waitFor()
    await piles(page).fill('3')
    await page
      .getByRole('button', { name: /^去掉这张照片/ })
      .first()
      .click()
    await shoot(await picture('maroon'))
    await tap('保存改动')
    await saved()
    await tap('看手机里的记录')
    const row = page.getByRole('link', { name: /清理乱堆垃圾 3处/ })
    await row.getByText('改动等上传').waitFor()
    assert.equal(await page.getByText('清理乱堆垃圾 1处').count(), 0)
    assert.deepEqual(await axeViolations(page), [])
    await context.setOffline(false)
    await allSent()
    const [entry, ...others] = await myEntries()
    assert.equal(others.length, 0)
    assert.equal(entry.amounts[0].amount, '3')
    assert.equal(entry.photos.length, 2)
    await page
      .getByRole('link', { name: /清理乱堆垃圾 3处/ })
      .getByText('已上传')
      .waitFor()
  })

  it('while the version before is on its way', async () => {
    let release = (): void => {}
    const held = new Promise<void>((done) => (release = done))
    let batches = 0
    await page.route('**/field/batch', async (route) => {
      batches += 1
      if (batches === 1) await held
      await route.continue()
    })
    await record(11)
    await tap('保存')
    await saved()
    await page.getByRole('link', { name: '回到今天' }).click()
    await page.getByRole('link', { name: /清理乱堆垃圾 11处/ }).click()
    await piles(page).fill('12')
    await tap('保存改动')
    await saved()
    assert.equal(batches, 1, 'the first is still on its way')
    release()
    await allSent()
    await page.unroute('**/field/batch')
    const amounts = (await myEntries()).map((row) => row.amounts[0].amount).toSorted()
    assert.deepEqual(amounts, ['12', '3'])
  })

  it('says what the office changed, both versions and why, also without a network; a change after that waits for them', async () => {
    const entry = (await myEntries()).find((row) => row.amounts[0].amount === '3')
    const { kind, placeId, dayFrom, dayTo } = entry
    const corrected = await clerk.put(`${home}/entries/${entry.id}`, {
      ...WRITE,
      data: {
        kind,
        placeId,
        dayFrom,
        dayTo,
        amounts: { piles: '5' },
        fields: {},
        parties: {},
        via: 'form',
        reason: '现场核对是五处',
      },
    })
    assert.equal(corrected.status(), 200, await corrected.text())
    await go('')
    await page.reload()
    const words = page.getByText(/后来改过：.*清理乱堆垃圾 3处 → 5处.*（原因：现场核对是五处）/)
    await words.first().waitFor()
    await context.setOffline(true)
    await page.reload()
    await words.first().waitFor()
    await page.getByRole('link', { name: /清理乱堆垃圾 3处 / }).click()
    await page.getByText('社区会看到两份').waitFor()
    assert.deepEqual(await axeViolations(page), [])
    await piles(page).fill('4')
    await tap('保存改动')
    await saved()
    await context.setOffline(false)
    await allSent()
    await page.getByText(/等社区处理（.*两份都保留/).waitFor()
    assert.ok(
      (await myEntries()).some((row) => row.amounts[0].amount === '5'),
      'what the office wrote stands',
    )
  })

  it('what can never be sent is said with its reason, taken out as a file, and cleared only after that', async () => {
    await page.route('**/field/batch', async (route) => {
      const { operations } = route.request().postDataJSON() as { operations: { id: string; version: number }[] }
      const reply = await (
        await route.fetch({ postData: { ...route.request().postDataJSON(), operations: [] } })
      ).json()
      const items = operations.map(({ id, version }) => ({
        id,
        version,
        outcome: 'refused',
        position: 0,
        problem: '类别已停用，没有收下。',
      }))
      await route.fulfill({ json: { ...reply, items } })
    })
    await record(21)
    await tap('保存')
    await saved()
    await go('outbox')
    const row = page.locator('li.parked')
    await row.getByText('上传不了（类别已停用，没有收下）。可以打开改好再保存').waitFor()
    await page.unroute('**/field/batch')
    assert.equal(await row.getByRole('button', { name: '清除' }).count(), 0)
    await tap('退出登录')
    await page.getByText('不能退出').waitFor()
    await row.getByRole('button', { name: '导出成文件' }).click()
    await row.getByLabel('给文件定一个密码').fill('短了')
    await row.getByRole('button', { name: '加密导出' }).click()
    await row.getByText('密码至少 8 个字').waitFor()
    assert.deepEqual(await axeViolations(page), [])
    await row.getByLabel('给文件定一个密码').fill('老槐树下的三口井')
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      row.getByRole('button', { name: '加密导出' }).click(),
    ])
    assert.match(file.suggestedFilename(), /\.ybz$/)
    await row.getByRole('button', { name: '清除', exact: true }).click()
    await page.getByText('文件已经存好了吗').waitFor()
    assert.deepEqual(await axeViolations(page), [])
    await tap('先不清除')
    assert.equal(await row.count(), 1)
    await row.getByRole('button', { name: '清除', exact: true }).click()
    await tap('已存好，清除')
    await row.waitFor({ state: 'detached' })
    assert.equal(await page.getByTestId('unsent').innerText(), '0')
  })

  it('puts near places first by where a photo or the phone says it is, and sends that nowhere', async () => {
    const { rows } = await (await clerk.get(`${home}/places/tree`)).json()
    const own = (await (await page.request.get(`${home}/places/tree`)).json()).rows.filter(
      (place: any) => place.mine && place.type === 'yard',
    )
    const [a, b] = [own.at(-1), own.at(-2)]
    for (const [place, at] of [
      [a, [117.021, 36.661]],
      [b, [117.021, 36.669]],
    ]) {
      const { place: whole } = await (await clerk.get(`${home}/places/${place.id}`)).json()
      const { id, type, name, parentId, validFrom, version } = whole
      const put = await clerk.post(`${home}/places`, {
        ...WRITE,
        data: { id, type, name, parentId, attrs: {}, validFrom, version, reason: '补登位置', at },
      })
      assert.equal(put.status(), 200, await put.text())
    }
    assert.ok(rows.length > own.length)
    const sent: Request[] = []
    page.on('request', (request) => request.method() !== 'GET' && sent.push(request))
    await context.grantPermissions(['geolocation'])
    await context.setGeolocation({ longitude: 117.0211, latitude: 36.6691, accuracy: 800 })
    await go('')
    await page.reload()
    await page.waitForResponse('**/places/tree')
    await go('new')
    await page.getByRole('button', { name: '环境整治', exact: true }).click()
    const places = page.getByRole('group', { name: '选地点' })
    const first = places.getByRole('button').first()
    await places.getByRole('button', { name: new RegExp(`${b.name}.*约 10 米`), pressed: true }).waitFor()
    const unfold = places.getByRole('button', { name: '换地点、写位置' })
    if (await unfold.isVisible()) await unfold.click()
    assert.match(await first.innerText(), new RegExp(b.name))
    await page.getByText('不上传，不留轨迹').waitFor()
    // What the camera wrote goes before what the phone knows now: a picture of this morning from the album.
    const here = await sharp({ create: { width: 800, height: 600, channels: 3, background: 'purple' } })
      .jpeg()
      .withExif({
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '36/1 39/1 396/10',
          GPSLongitudeRef: 'E',
          GPSLongitude: '117/1 1/1 156/10',
        },
      })
      .toBuffer()
    await shoot(here)
    await places.getByRole('button', { name: new RegExp(`${a.name}.*约`), pressed: true }).waitFor()
    assert.match(await first.innerText(), new RegExp(a.name))
    // Whom it was chosen for may always choose another.
    await places.getByRole('button', { name: new RegExp(b.name) }).click()
    await piles(page).fill('31')
    await tap('保存')
    await saved()
    await allSent()
    await context.clearPermissions()
    const entry = (await myEntries()).find((row) => row.amounts[0].amount === '31')
    assert.equal(entry.placeId, b.id)
    assert.ok(sent.length > 0)
    for (const request of sent) {
      const body = request.postDataBuffer()?.toString('latin1') ?? ''
      assert.doesNotMatch(`${request.url()} ${body}`, /117\.02|36\.66|longitude|GPS/, request.url())
    }
  })

  it('speaks the language that was chosen, also without a network, and tells the account', async () => {
    await go('outbox')
    const told = page.waitForResponse('**/api/session/language')
    await tap('English')
    await page.getByRole('button', { name: 'Send now' }).waitFor()
    assert.equal((await told).status(), 200)
    await context.setOffline(true)
    await page.reload()
    await page.getByRole('button', { name: 'Send now' }).waitFor()
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en')
    await context.setOffline(false)
    await tap('繁體中文')
    await page.getByRole('button', { name: '現在上傳' }).waitFor()
    await page.reload()
    await page.getByRole('button', { name: '現在上傳' }).waitFor()
    const { account } = await (await page.request.get(`${served.url}/api/session`)).json()
    assert.equal(account.language, 'zh-Hant')
    await tap('简体中文')
    await page.getByRole('button', { name: '现在上传' }).waitFor()
  })
})
