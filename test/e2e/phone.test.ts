import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { axeViolations, openChromium } from './chromium.ts'
import { phoneKept } from './phone-kept.ts'
import { serve, type Served } from './served.ts'

const PHONE = { width: 390, height: 844 }

/** A grid member's day with the phone: quick, without a network, and nothing lost or doubled. */
describe('the phone’s app', () => {
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
  })
  after(async () => {
    await browser?.close()
    await served?.stop()
  })

  const app = (): string => `${served.url}/m/`

  async function assertClean(what: string): Promise<void> {
    assert.deepEqual(await axeViolations(page), [], what)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    assert.ok(wide <= 0, `${what} is ${wide} px too wide`)
  }
  /** A picture that is like no other. */
  const picture = (seed: number): Promise<Buffer> =>
    sharp({
      create: { width: 2000, height: 1500, channels: 3, background: { r: (seed * 53) % 256, g: seed % 256, b: 90 } },
    })
      .jpeg()
      .toBuffer()
  const shoot = async (seed: number): Promise<void> => {
    const had = await page.locator('.shot').count()
    await page
      .getByTestId('camera')
      .setInputFiles({ name: `${seed}.jpg`, mimeType: 'image/jpeg', buffer: await picture(seed) })
    await page.locator('.shot').nth(had).waitFor()
  }
  async function reloaded(): Promise<void> {
    await page.reload()
    await page.getByRole('link', { name: '记一笔' }).waitFor()
  }

  it('asks who is there, and comes back to where it was', async () => {
    await page.goto(`${served.url}/m`)
    await page.getByLabel('登录名').fill('wangge')
    await page.getByLabel('密码').fill(served.passwords.wangge!)
    await page.keyboard.press('Enter')
    await page.waitForURL(app())
    await page.getByRole('heading', { name: /^我负责的地点/ }).waitFor()
    await assertClean('today')
  })

  it('the first record: kind, place, number, saved', async () => {
    await page.getByRole('link', { name: '记一笔' }).click()
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByText('请选一个类别').waitFor()
    await page.getByRole('button', { name: '环境整治', exact: true }).click()
    await page.getByRole('group', { name: '选地点' }).getByRole('button').first().click()
    await page.getByRole('button', { name: '清理乱堆垃圾加一' }).click()
    await shoot(1)
    await assertClean('the record’s form')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByRole('heading', { name: '已保存' }).waitFor()
    await assertClean('saved')
    await page.waitForFunction(() => !document.querySelector('header .some'))
  })

  it('the usual record takes four taps with its photo and its number', async () => {
    await page.goto(app())
    await page.getByRole('link', { name: '记一笔' }).waitFor()
    let taps = 0
    const tap = async (name: string, role: 'link' | 'button' = 'button'): Promise<void> => {
      taps += 1
      await page.getByRole(role, { name, exact: true }).tap()
    }
    await tap('记一笔', 'link')
    // The number is under the thumb without scrolling, also on a small phone.
    for (const size of [{ width: 360, height: 640 }, PHONE]) {
      await page.setViewportSize(size)
      const number = (await page.locator('.stepper').first().boundingBox())!
      const bar = (await page.locator('.bar').boundingBox())!
      assert.equal(await page.evaluate(() => window.scrollY), 0)
      assert.ok(
        number.y + number.height <= bar.y,
        `the number ends at ${number.y + number.height}, what covers it begins at ${bar.y} of ${size.height}`,
      )
    }
    // Opening the camera is a tap; what follows in it is the telephone's own.
    taps += 1
    await shoot(2)
    await tap('清理乱堆垃圾加一')
    await tap('保存')
    await page.getByRole('heading', { name: '已保存' }).waitFor()
    assert.ok(taps <= 4, `${taps} taps`)
    await page.waitForFunction(() => !document.querySelector('header .some'))
  })

  it('what waits is found by the first letters of its pinyin', async () => {
    await page.getByRole('button', { name: '再记一笔' }).click()
    const places = page.getByRole('group', { name: '选地点' })
    await places.getByRole('button', { name: '换地点、写位置' }).click()
    const name = (await places.getByRole('button').first().innerText()).split('·').at(-1)!.trim()
    const letters = await page.evaluate((words) => {
      const order = new Intl.Collator('zh-CN-u-co-pinyin')
      const firsts = [...'阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀']
      const letter = (one: string): string =>
        'ABCDEFGHJKLMNOPQRSTWXYZ'[firsts.findLastIndex((first) => order.compare(first, one) <= 0)] ?? one
      return [...words].map((one) => (/\p{Script=Han}/u.test(one) ? letter(one) : one)).join('')
    }, name)
    await page.getByLabel('找地点').fill(letters.toLowerCase())
    await places.getByRole('button', { name: new RegExp(name) }).waitFor()
  })

  it('a day without a network: saved, closed, opened again, and all still there', async () => {
    await page.goto(app())
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}))
    await reloaded()
    await context.setOffline(true)
    await reloaded()
    for (let round = 0; round < 5; round += 1) {
      await page.getByRole('link', { name: '记一笔' }).click()
      await shoot(10 + 2 * round)
      await shoot(11 + 2 * round)
      await page.getByRole('button', { name: '清理乱堆垃圾加一' }).click()
      await page.getByRole('button', { name: '保存', exact: true }).click()
      await page.getByRole('heading', { name: '已保存' }).waitFor()
      await page.getByRole('link', { name: '回到今天' }).click()
    }
    await page.getByRole('link', { name: '报问题' }).click()
    await page.getByLabel('问题类型').selectOption({ label: '楼道灯不亮' })
    await page.getByLabel('是什么问题').fill('二单元三楼的灯两天不亮')
    await shoot(30)
    await assertClean('the report’s form')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByRole('heading', { name: '已保存' }).waitFor()
    assert.equal(await page.getByTestId('unsent').innerText(), '6')
    await page.close()
    page = await context.newPage()
    page.setDefaultTimeout(20_000)
    await page.goto(app())
    await page.getByText('二单元三楼的灯两天不亮').waitFor()
    assert.equal(await page.getByTestId('unsent').innerText(), '6')
    await page.getByRole('link', { name: /未上传/ }).click()
    await page.getByText('等上传', { exact: true }).first().waitFor()
    await assertClean('the outbox')
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.getByText('不能退出').waitFor()
  })

  it('back in the network: exactly one of each arrives, every picture as it was', async () => {
    const before = await phoneKept(page)
    assert.equal(new Set(before.ids).size, 8)
    assert.equal(before.photos.length, 13)
    await context.setOffline(false)
    await page.getByRole('button', { name: '现在上传' }).click()
    await page.getByText('都已上传').waitFor()
    const { photos, ids } = await phoneKept(page)
    assert.deepEqual(ids, before.ids)
    assert.ok(photos.every((photo) => photo.of === photo.sha256))
    const home = `${served.url}/api/c/demo`
    const { rows } = await (await page.request.get(`${home}/entries?via=phone&size=200`)).json()
    const found = (await (await page.request.get(`${home}/cases?mine=reported&text=二单元三楼`)).json()).rows
    assert.deepEqual([...rows, ...found].map((row: { id: string }) => row.id).sort(), [...before.ids].sort())
    let seen = 0
    for (const row of rows as { id: string; photos: { sha256: string }[] }[]) {
      for (const { sha256 } of row.photos) {
        const there = await (await page.request.get(`${home}/entries/${row.id}/photos/${sha256}`)).body()
        assert.equal(createHash('sha256').update(there).digest('hex'), sha256)
        assert.ok(photos.some((photo) => photo.sha256 === sha256))
        seen += 1
      }
    }
    assert.equal(seen, 12)
    const one = await (await page.request.get(`${home}/cases/${found[0].id}`)).json()
    assert.equal(one.photoList.length, 1)
    await assertClean('the empty outbox')
  })
})
