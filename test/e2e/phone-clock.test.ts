import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { dayAt } from '#kernel/days.ts'
import { axeViolations, openChromium } from './chromium.ts'
import { serve, type Served } from './served.ts'

const PHONE = { width: 390, height: 844 }
const DAY_MS = 86_400_000

/** A phone whose clock is days off writes the right day all the same, once it has heard the server's. */
describe('a phone with a wrong clock', () => {
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

  async function phoneOff(ms: number): Promise<Page> {
    const context = await browser.newContext({ viewport: PHONE, locale: 'zh-CN', hasTouch: true })
    // Only what the page reads of the clock is off; the server's answers, and what waits for them, go on as they do.
    await context.addInitScript((off) => {
      const { now } = Date
      const RealDate = Date
      const Shifted = function (...args: unknown[]) {
        return Reflect.construct(RealDate, args.length === 0 ? [now() + off] : args, new.target ?? RealDate)
      } as unknown as DateConstructor
      Object.setPrototypeOf(Shifted, RealDate)
      Object.defineProperty(Shifted, 'prototype', { value: RealDate.prototype })
      Shifted.now = () => now() + off
      globalThis.Date = Shifted
    }, ms)
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    await page.goto(`${served.url}/m`)
    await page.getByLabel('登录名').fill('wangge')
    await page.getByLabel('密码').fill(served.passwords.wangge!)
    await page.keyboard.press('Enter')
    await page.waitForURL(`${served.url}/m/`)
    await page.getByText('地点和类别读于').waitFor()
    return page
  }
  async function record(page: Page, amount: number): Promise<void> {
    await page.goto(`${served.url}/m/#/new`)
    await page.getByRole('button', { name: '环境整治', exact: true }).click()
    if ((await page.locator('[aria-label="选地点"] [aria-pressed="true"]').count()) === 0)
      await page.getByRole('group', { name: '选地点' }).getByRole('button').first().click()
    await page.getByLabel('清理乱堆垃圾', { exact: true }).fill(String(amount))
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByRole('heading', { name: '已保存' }).waitFor()
  }
  async function allSent(page: Page): Promise<void> {
    await page.goto(`${served.url}/m/#/outbox`)
    await page.getByRole('button', { name: '现在上传' }).click()
    await page.getByText('都已上传').waitFor()
  }
  const daysOf = async (page: Page, amount: number): Promise<string[]> => {
    const { rows } = await (await page.request.get(`${served.url}/api/c/demo/entries?mine=yes&size=50`)).json()
    return rows
      .filter((row: { amounts: { amount: string }[] }) => row.amounts[0]!.amount === String(amount))
      .map((row: { dayFrom: string }) => row.dayFrom)
  }

  for (const [off, words, first] of [
    [2 * DAY_MS, '手机时钟快 2 天，请校准。', 5],
    [-3 * DAY_MS, '手机时钟慢 3 天，请校准。', 7],
  ] as const)
    it(`says so and writes the day it is: ${words}`, async () => {
      const page = await phoneOff(off)
      // Never heard the server yet: it goes by its clock, and hears with the answer.
      await record(page, first)
      await page.goto(`${served.url}/m/#/`)
      await page.getByText(words).waitFor()
      assert.deepEqual(await axeViolations(page), [])
      const before = dayAt(Date.now())
      await record(page, first + 1)
      await allSent(page)
      const [day, ...others] = await daysOf(page, first + 1)
      assert.deepEqual(others, [])
      assert.ok([before, dayAt(Date.now())].includes(day!), `${day} is not today`)
      await page.goto(`${served.url}/m/#/`)
      await page.getByRole('heading', { name: /^今天保存的/ }).waitFor()
      await page.getByRole('link', { name: new RegExp(`清理乱堆垃圾 ${first + 1}处`) }).waitFor()
      await page.context().close()
    })
})
