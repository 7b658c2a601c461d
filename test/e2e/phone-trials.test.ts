import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { killBrowser, openOn } from './killable-browser.ts'
import { phoneKept } from './phone-kept.ts'
import { serve, type Served } from './served.ts'

const RECORDS = 25
const PHOTOS_EACH = 4
/** After so many records the page is loaded anew, and after so many the browser is killed. */
const RELOAD_AFTER = 8
const KILL_AFTER = 16

/** A day in the cellar: a hundred pictures, and everything goes wrong that can between a phone and its server. */
describe('a phone whose browser is killed and whose server dies', { skip: process.platform !== 'linux' }, () => {
  let served: Served
  let folder: string
  let port: string
  let context: BrowserContext
  let page: Page
  let saved = 0

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ybz-phone-'))
    port = String(await freePort())
    served = await serve({ PORT: port }, join(folder, 'server'))
    await open()
  })
  after(async () => {
    await context?.close().catch(() => {})
    await served?.stop()
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  })

  const browserFolder = (): string => join(folder, 'browser')

  async function open(): Promise<void> {
    context = await openOn(browserFolder())
    page = context.pages()[0] ?? (await context.newPage())
    page.setDefaultTimeout(30_000)
  }

  async function toApp(): Promise<void> {
    await page.goto(`${served.url}/m/`)
    await page.getByRole('link', { name: '记一笔' }).waitFor()
  }

  async function record(): Promise<void> {
    await page.getByRole('link', { name: '记一笔' }).click()
    const kind = page.getByRole('button', { name: '环境整治', exact: true })
    if ((await kind.getAttribute('aria-pressed')) !== 'true') await kind.click()
    const place = page.getByRole('group', { name: '选地点' }).getByRole('button').first()
    if ((await place.getAttribute('aria-pressed')) !== 'true') await place.click()
    const files = await Promise.all(
      Array.from({ length: PHOTOS_EACH }, async (_, at) => {
        const n = saved * PHOTOS_EACH + at
        return { name: `${n}.jpg`, mimeType: 'image/jpeg', buffer: await picture(n) }
      }),
    )
    await page.getByLabel('从相册选').setInputFiles(files)
    await page
      .locator('.shot')
      .nth(PHOTOS_EACH - 1)
      .waitFor()
    await page.getByRole('button', { name: '清理乱堆垃圾加一' }).click()
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByRole('heading', { name: '已保存' }).waitFor()
    saved += 1
  }
  const toToday = (): Promise<void> => page.getByRole('link', { name: '回到今天' }).click()
  const unsent = (): Promise<string> => page.getByTestId('unsent').innerText()

  async function signIn(): Promise<void> {
    await page.getByLabel('登录名').fill('wangge')
    await page.getByLabel('密码').fill(served.passwords.wangge!)
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: '记一笔' }).waitFor()
  }

  it('keeps a day of a hundred pictures through a reload and a killed browser', async () => {
    await page.goto(`${served.url}/m`)
    await signIn()
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}))
    await page.reload()
    await page.getByRole('heading', { name: /^我负责的地点/ }).waitFor()
    await context.setOffline(true)
    for (; saved < RECORDS;) {
      await record()
      if (saved === KILL_AFTER) {
        // Right after the word was given.
        await killBrowser(context, browserFolder())
        await open()
        await context.setOffline(true)
        await toApp()
      } else if (saved === RELOAD_AFTER) await toApp()
      else await toToday()
      assert.equal(await unsent(), String(saved))
    }
    const { ids, photos } = await phoneKept(page)
    assert.equal(new Set(ids).size, RECORDS)
    assert.equal(new Set(photos.map((photo) => photo.sha256)).size, RECORDS * PHOTOS_EACH)
    assert.deepEqual(
      photos.filter((photo) => photo.of !== photo.sha256),
      [],
    )
  })

  it('brings exactly one of each to a server that is killed in the middle and whose answers get lost', async () => {
    const held = await phoneKept(page)
    await context.route('**/field/**', (route) => route.abort())
    await context.setOffline(false)
    // A killed browser may have lost the session of its last half minute; what was saved waits for who saved it.
    if ((await page.request.get(`${served.url}/api/session`)).status() === 401) {
      await page.goto(`${served.url}/sign-in?next=/m/`)
      await signIn()
    }
    await context.unroute('**/field/**')
    let batches = 0
    let pictures = 0
    await context.route('**/field/batch', async (route) => {
      batches += 1
      if (batches === 1) {
        // Taken there, and nobody here hears of it.
        await route.fetch()
        await route.abort()
      } else if (batches === 2) {
        const asked = route.fetch().catch(() => null)
        await sleep(20)
        served.process.kill('SIGKILL')
        await asked
        await route.abort()
      } else await route.continue()
    })
    await context.route('**/field/photos/**', async (route) => {
      pictures += 1
      if (pictures === 5) {
        await route.fetch()
        await route.abort()
      } else if (pictures === 30) {
        served.process.kill('SIGKILL')
        await route.abort()
      } else await route.continue()
    })
    for (let killed = 0, tries = 0; killed < 2; tries += 1) {
      assert.ok(tries < 60, `${batches} batches, ${pictures} pictures`)
      await page
        .getByRole('link', { name: /未上传/ })
        .click()
        .catch(() => {})
      await page
        .getByRole('button', { name: '现在上传' })
        .click()
        .catch(() => {})
      await sleep(500)
      if (served.process.signalCode !== 'SIGKILL') continue
      killed += 1
      served = await serve({ PORT: port }, join(folder, 'server'))
    }
    await page.getByRole('link', { name: /未上传/ }).click()
    for (let tries = 0; (await unsent()) !== '0' || (await page.locator('header small').count()) > 0; tries += 1) {
      assert.ok(tries < 60, `still unsent: ${await page.locator('header').innerText()}`)
      await page.getByRole('button', { name: '现在上传' }).click()
      await sleep(1000)
    }
    await context.unrouteAll()
    const home = `${served.url}/api/c/demo`
    const { rows } = await (await page.request.get(`${home}/entries?via=phone&size=200`)).json()
    assert.deepEqual(rows.map((row: { id: string }) => row.id).sort(), [...held.ids].sort())
    const there: string[] = []
    for (const row of rows as { id: string; photos: { sha256: string }[] }[]) {
      for (const { sha256 } of row.photos) {
        const bytes = await (await page.request.get(`${home}/entries/${row.id}/photos/${sha256}`)).body()
        assert.equal(createHash('sha256').update(bytes).digest('hex'), sha256)
        there.push(sha256)
      }
    }
    assert.deepEqual(there.sort(), held.photos.map((photo) => photo.sha256).sort())
    assert.ok(batches >= 3 && pictures > RECORDS * PHOTOS_EACH, `${batches} batches, ${pictures} pictures`)
  })
})

/** A picture that is like no other. */
function picture(seed: number): Promise<Buffer> {
  const background = { r: (seed * 53) % 256, g: (seed * 17) % 256, b: seed % 256 }
  return sharp({ create: { width: 1200, height: 900, channels: 3, background } })
    .jpeg()
    .toBuffer()
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer()
    probe.once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })
}
