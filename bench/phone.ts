import type { BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { openChromium } from '#test/e2e/chromium.ts'
import { serve } from '#test/e2e/served.ts'
import type { BenchOptions, BenchRow } from './row.ts'
import { percentile } from './samples.ts'

const SAVES = 30
const OPENINGS = 10

/** On the phone: from the tap on 保存 to 已保存, one photo with it; from opening with no network to the first tap. */
export async function bench({ log }: BenchOptions): Promise<BenchRow[]> {
  const served = await serve()
  const browser = await openChromium()
  try {
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      locale: 'zh-CN',
      hasTouch: true,
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    await page.goto(`${served.url}/m`)
    await page.getByLabel('登录名').fill('wangge')
    await page.getByLabel('密码').fill(served.passwords.wangge!)
    await page.keyboard.press('Enter')
    await ready(page)
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}))
    await page.reload()
    await ready(page)
    // Its kinds and places are read by then.
    await page.getByRole('heading', { name: /^我负责的地点/ }).waitFor()
    await context.setOffline(true)
    log('phone: saves with no network')
    const { saves, bytes } = await saveOften(page)
    const bare = await putOften(page, bytes)
    log('phone: openings with no network')
    return [
      {
        name: `save with a photo, from the tap to 已保存, p95 of ${SAVES}`,
        value: percentile(saves, 95),
        unit: 'ms',
        baseline: 'as many bytes put into IndexedDB, strict, p95',
        baselineValue: percentile(bare, 95),
        note: `median ${percentile(saves, 50).toFixed(0)} ms; ${Math.round(bytes / 1024)} KB each`,
      },
      await openOften(context, `${served.url}/m/`),
    ]
  } finally {
    await browser.close()
    await served.stop()
  }
}

const ready = (page: Page): Promise<void> => page.getByRole('link', { name: '记一笔' }).waitFor()

async function saveOften(page: Page): Promise<{ saves: number[]; bytes: number }> {
  const saves: number[] = []
  for (let at = 0; at < SAVES; at += 1) {
    await page.getByRole('link', { name: '记一笔' }).click()
    const kind = page.getByRole('button', { name: '环境整治', exact: true })
    if ((await kind.getAttribute('aria-pressed')) !== 'true') await kind.click()
    const place = page.getByRole('group', { name: '选地点' }).getByRole('button').first()
    if ((await place.getAttribute('aria-pressed')) !== 'true') await place.click()
    await page
      .getByTestId('camera')
      .setInputFiles({ name: `${at}.jpg`, mimeType: 'image/jpeg', buffer: await picture(at) })
    await page.locator('.shot').first().waitFor()
    await page.getByRole('button', { name: '清理乱堆垃圾加一' }).click()
    saves.push(
      await page.evaluate(
        () =>
          new Promise<number>((done) => {
            const button = [...document.querySelectorAll('button')].find((one) => one.textContent === '保存')!
            const begun = performance.now()
            new MutationObserver((_, observer) => {
              if (document.querySelector('.saved') === null) return
              observer.disconnect()
              done(performance.now() - begun)
            }).observe(document.body, { childList: true, subtree: true })
            button.click()
          }),
      ),
    )
    await page.getByRole('link', { name: '回到今天' }).click()
    await ready(page)
  }
  const bytes = await page.evaluate(async () => {
    const open = indexedDB.open('ybz-field')
    await new Promise((done) => open.addEventListener('success', done))
    const asked = open.result.transaction('bytes').objectStore('bytes').getAll()
    await new Promise((done) => asked.addEventListener('success', done))
    open.result.close()
    const sizes = (asked.result as Uint8Array[]).map((one) => one.byteLength)
    return Math.round(sizes.reduce((sum, size) => sum + size, 0) / sizes.length)
  })
  return { saves, bytes }
}

/** What the disk alone takes: one durable transaction with as many bytes, in a database that holds nothing else. */
function putOften(page: Page, bytes: number): Promise<number[]> {
  return page.evaluate(
    async ({ size, times }) => {
      const open = indexedDB.open('bare')
      open.addEventListener('upgradeneeded', () => open.result.createObjectStore('bytes', { autoIncrement: true }))
      await new Promise((done) => open.addEventListener('success', done))
      const samples: number[] = []
      for (let at = 0; at < times; at += 1) {
        const content = crypto.getRandomValues(new Uint8Array(Math.min(size, 65_536)))
        const whole = new Uint8Array(size)
        for (let from = 0; from < size; from += content.length)
          whole.set(content.subarray(0, Math.min(content.length, size - from)), from)
        const begun = performance.now()
        const transaction = open.result.transaction('bytes', 'readwrite', { durability: 'strict' })
        transaction.objectStore('bytes').put(whole)
        await new Promise((done) => transaction.addEventListener('complete', done))
        samples.push(performance.now() - begun)
      }
      open.result.close()
      return samples
    },
    { size: bytes, times: SAVES },
  )
}

async function openOften(context: BrowserContext, url: string): Promise<BenchRow> {
  const openings: number[] = []
  const files: number[] = []
  for (let at = 0; at < OPENINGS; at += 1) {
    const page = await context.newPage()
    await page.addInitScript(() => {
      const look = (): void => {
        if (document.querySelector('nav.bar a') === null) requestAnimationFrame(look)
        else (window as any).openedAfter = performance.now()
      }
      look()
    })
    await page.goto(url)
    await ready(page)
    openings.push(await page.evaluate(() => (window as any).openedAfter as number))
    files.push(
      await page.evaluate(async () => {
        const paths = performance
          .getEntriesByType('resource')
          .flatMap(({ name }) => (/\/assets\//.test(name) ? name : []))
        const begun = performance.now()
        await Promise.all(paths.map(async (path) => (await fetch(path)).arrayBuffer()))
        return performance.now() - begun
      }),
    )
    await page.close()
  }
  return {
    name: `opened with no network, to the first tap, p95 of ${OPENINGS}`,
    value: percentile(openings, 95),
    unit: 'ms',
    baseline: 'its files alone out of the service worker’s store, p95',
    baselineValue: percentile(files, 95),
    note: `median ${percentile(openings, 50).toFixed(0)} ms, ${SAVES} records on the phone`,
  }
}

/** As large as a telephone makes them, and noisy enough to weigh something when made small. */
async function picture(seed: number): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 90 + seed, sigma: 25 } as const
  return sharp({ create: { width: 3000, height: 2250, channels: 3, background: '#888', noise } })
    .jpeg()
    .toBuffer()
}
