import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { APIRequestContext, Browser, BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { axeViolations, openChromium } from './chromium.ts'
import { serve, type Served } from './served.ts'

const PHONE = { width: 390, height: 844 }
const WRITE = { headers: { 'x-ybz': '1' } }
/** CSS pixels a finger hits without looking closely. */
const FINGER = 44

/** Used with one hand, in the sun, by eyes that need large letters. */
describe('the pages of the phone’s app', () => {
  let served: Served
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let clerk: APIRequestContext
  let home: string
  /** Handed to the grid member: one overdue-to-be first, one with more time. */
  const cases: string[] = []

  before(async () => {
    served = await serve()
    home = `${served.url}/api/c/demo`
    browser = await openChromium()
    context = await browser.newContext({ viewport: PHONE, locale: 'zh-CN', hasTouch: true, reducedMotion: 'reduce' })
    page = await context.newPage()
    page.setDefaultTimeout(20_000)
    clerk = (await browser.newContext()).request
    const data = { login: 'ziliao', password: served.passwords.ziliao }
    assert.equal((await clerk.post(`${served.url}/api/session`, { ...WRITE, data })).status(), 200)
    await page.goto(`${served.url}/m`)
    await page.getByLabel('登录名').fill('wangge')
    await page.getByLabel('密码').fill(served.passwords.wangge!)
    await page.keyboard.press('Enter')
    await page.waitForURL(`${served.url}/m/`)
    await page.getByRole('heading', { name: /^我负责的地点/ }).waitFor()
    const { rows } = await (await page.request.get(`${home}/places/tree`)).json()
    const yard = rows.find((place: { mine: boolean; type: string }) => place.mine && place.type === 'yard').id
    await handOut(yard, 'yard-road', '院门口路面积水', { n: 9, unit: 'working-days' })
    await handOut(yard, 'yard-hall', '三单元楼道堆着旧家具', { n: 2, unit: 'working-days' })
  })
  after(async () => {
    await browser?.close()
    await served?.stop()
  })

  /** A problem the office hands to whoever answers for the yard. */
  async function handOut(placeId: string, typeCode: string, issue: string, limit: object): Promise<void> {
    const found = { typeCode, placeId, issue, severity: 'ordinary', foundOn: new Date().toISOString().slice(0, 10) }
    const reported = await clerk.post(`${home}/cases`, { ...WRITE, data: found })
    assert.equal(reported.status(), 200, await reported.text())
    const { id } = await reported.json()
    const look = async () => (await clerk.get(`${home}/cases/${id}`)).json()
    const { answering } = await look()
    const partyId = answering.find((one: { role: string }) => one.role === 'grid-member')?.partyId
    assert.ok(partyId, JSON.stringify(answering))
    for (const step of [{ step: 'accept' }, { step: 'dispatch', partyId, limit }]) {
      const { version, state } = await look()
      if (step.step === 'accept' && state !== 'reported') continue
      const done = await clerk.post(`${home}/cases/${id}/steps`, { ...WRITE, data: { version, ...step } })
      assert.equal(done.status(), 200, await done.text())
    }
    cases.push(id)
  }
  const go = async (hash: string): Promise<void> => {
    await page.goto(`${served.url}/m/#/${hash}`)
    await page.locator('.bar .main').waitFor()
  }
  const shoot = async (): Promise<void> => {
    const had = await page.locator('.shot').count()
    const buffer = await sharp({
      create: { width: 900, height: 700, channels: 3, background: { r: had, g: 90, b: 9 } },
    })
      .jpeg()
      .toBuffer()
    await page.getByTestId('camera').setInputFiles({ name: 'shot.jpg', mimeType: 'image/jpeg', buffer })
    await page.locator('.shot').nth(had).waitFor()
  }

  /** What a thumb has to hit: by name, with its box as drawn. */
  const targets = () =>
    page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('a, button, input, select, textarea')].flatMap((element) => {
        // A picture or a tick is hit by its whole label.
        const hit = element.closest('label.shoot, label.check') ?? element
        const { left, right, top, bottom, width, height } = hit.getBoundingClientRect()
        const name = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? element.tagName
        return width === 0 ? [] : [{ name, left, right, top, bottom, width, height, main: element.matches('.bar *') }]
      }),
    )
  async function assertUsable(what: string): Promise<void> {
    const all = await targets()
    assert.ok(all.length > 1, what)
    const small = all.filter(({ width, height }) => width < FINGER || height < FINGER)
    assert.deepEqual(small, [], `${what}: too small for a finger`)
    const outside = all.filter(({ left, right }) => left < 0 || right > PHONE.width)
    assert.deepEqual(outside, [], `${what}: outside the screen`)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    assert.ok(wide <= 0, `${what}: ${wide} px too wide`)
    const main = all.filter((target) => target.main)
    assert.ok(main.length > 0, `${what}: nothing to do`)
    for (const { name, top, bottom } of main)
      assert.ok(top >= (PHONE.height * 2) / 3 && bottom <= PHONE.height, `${what}: “${name}” is out of a thumb’s reach`)
  }

  async function everyPage(look: (what: string) => Promise<void>): Promise<void> {
    await go('')
    await page.getByRole('heading', { name: /^等我办的（/ }).waitFor()
    await look('today')
    await go('new')
    await page.getByRole('button', { name: '环境整治', exact: true }).click()
    await shoot()
    await look('a new record')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page
      .getByText(/请选地点|已保存/)
      .first()
      .waitFor()
    await go('report')
    await page.getByLabel('当场已整改').check()
    await look('a report')
    await go(`case/${cases[0]}`)
    await page.getByRole('button', { name: '整改反馈', exact: true }).click()
    await look('a case')
    await go('records')
    await look('records')
    await page.locator('a[href^="#/record/"]').first().click()
    await page.getByRole('button', { name: '保存改动' }).waitFor()
    await look('a record that is changed')
    await go('outbox')
    await page.getByRole('heading', { name: '语言' }).waitFor()
    await look('the outbox')
  }

  it('what runs out first stands first, with its days', async () => {
    await page.reload()
    const list = page.locator('#waiting ~ ul li')
    await list.nth(1).waitFor()
    const texts = await list.allInnerTexts()
    assert.match(texts[0]!, /旧家具[^]*前办完，还有 \d 天|旧家具[^]*今天要办完/)
    assert.match(texts[1]!, /积水[^]*前办完，还有 \d+ 天/)
  })

  it('every page: no violation of WCAG 2.2 AA, targets for a finger, the main thing under the thumb', async () => {
    await go('new')
    await page.getByRole('button', { name: '环境整治', exact: true }).click()
    await page.getByRole('group', { name: '选地点' }).getByRole('button').first().click()
    await page.getByRole('button', { name: '清理乱堆垃圾加一' }).click()
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByRole('heading', { name: '已保存' }).waitFor()
    assert.deepEqual(await axeViolations(page), [])
    await assertUsable('saved')
    await everyPage(async (what) => {
      assert.deepEqual(await axeViolations(page), [], what)
      await assertUsable(what)
    })
  })

  it('every page with letters twice as large', async () => {
    await page.addInitScript(() => {
      document.addEventListener('DOMContentLoaded', () => (document.documentElement.style.fontSize = '200%'))
    })
    await page.reload()
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), '32px')
    await everyPage(async (what) => {
      await assertUsable(`${what}, twice as large`)
      // What stands still above and below leaves room to read between.
      const room = await page.evaluate(
        () =>
          document.querySelector('.bar')!.getBoundingClientRect().top -
          document.querySelector('header')!.getBoundingClientRect().bottom,
      )
      assert.ok(room >= PHONE.height * 0.4, `${what}: ${room} px left to read`)
      // The end of a page is not hidden under what stands still.
      const hidden = await page.evaluate(() => {
        window.scrollTo(0, document.documentElement.scrollHeight)
        const last = [...document.querySelectorAll('main > *:not(.bar)')].at(-1)!
        return last.getBoundingClientRect().bottom - document.querySelector('.bar')!.getBoundingClientRect().top
      })
      assert.ok(hidden <= 0, `${what}: ${hidden} px of its end are hidden`)
    })
  })

  it('a problem that needs a photo is struck off with it from the phone: the step first, the photo after', async () => {
    const id = cases[1]!
    await go(`case/${id}`)
    await page.getByRole('button', { name: '自行销号', exact: true }).click()
    await page.getByLabel('整改情况').fill('旧家具已清走')
    await page.getByRole('button', { name: '保存：自行销号' }).click()
    await page.getByText('要有整改后的照片才能销号').waitFor()
    await context.setOffline(true)
    await shoot()
    await page.getByRole('button', { name: '保存：自行销号' }).click()
    await page.getByRole('heading', { name: '已保存' }).waitFor()
    await context.setOffline(false)
    await page.goto(`${served.url}/m/#/outbox`)
    await page.getByRole('button', { name: '现在上传' }).click()
    await page.getByText('都已上传').waitFor()
    const { state, photoList } = await (await clerk.get(`${home}/cases/${id}`)).json()
    assert.equal(state, 'closed')
    assert.equal(photoList.filter((photo: { role: string }) => photo.role === 'after').length, 1)
  })
})
