import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { axeViolations, openChromium } from './chromium.ts'
import { serve, type Served } from './served.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const SIZES = [
  { name: 'desk', width: 1440, height: 900 },
  { name: 'phone', width: 390, height: 844 },
]

/** Every page of the office, from the lists the slices keep: a new page is looked at without being named here. */
const paths = globSync('src/slices/*/screens/pages.tsx', { cwd: ROOT }).flatMap((file) =>
  [...readFileSync(resolve(ROOT, file), 'utf8').matchAll(/path: '([^']+)'/g)].map((match) => match[1]!),
)
const plain = paths.filter((path) => !path.includes(':'))
const single = paths.filter((path) => path.includes(':'))

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

async function signIn(
  login: string,
  size: (typeof SIZES)[number],
): Promise<{ page: Page; home: string; complaints: string[] }> {
  const context = await browser.newContext({ viewport: size, locale: 'zh-CN', reducedMotion: 'reduce' })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`${page.url()} ${error.message}`))
  page.on('console', (message) => message.type() === 'error' && complaints.push(`${page.url()} ${message.text()}`))
  await page.goto(`${served.url}/sign-in`)
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('密码').fill(served.passwords[login]!)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/home')
  return { page, home: page.url().replace(/\/home$/, ''), complaints }
}

/** Waits until the page has its heading and nothing is loading any more. */
async function settle(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  await page.waitForFunction(() => document.querySelector('.loading, [aria-busy="true"]') === null)
}

async function faults(page: Page, name: string): Promise<string[]> {
  const found = (await axeViolations(page)).map((violation) => `${name}: ${violation}`)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  if (wide > 0) found.push(`${name}: ${wide} px wider than the window`)
  return found
}

/** The page's main action, where it opens a form: looked at like a page, and Esc closes it. */
async function dialogFaults(page: Page, path: string): Promise<string[]> {
  const action = page.locator('.page-actions button.ant-btn-primary')
  if ((await action.count()) !== 1 || !(await action.isEnabled())) return []
  await action.click()
  const dialog = page.getByRole('dialog')
  if (
    !(await dialog.waitFor({ timeout: 1_500 }).then(
      () => true,
      () => false,
    ))
  )
    return []
  // Half-faded text has half its contrast.
  await page.waitForFunction(() => document.getAnimations().every((each) => each.playState !== 'running'))
  const found = await faults(page, `${path}, dialog`)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  return found
}

for (const size of SIZES) {
  test(`every screen is accessible and fits the window (${size.name})`, async () => {
    const { page, home, complaints } = await signIn('shuji', size)
    const found: string[] = []
    for (const path of plain) {
      await page.goto(`${home}/${path}`)
      await settle(page)
      found.push(...(await faults(page, path)), ...(await dialogFaults(page, path)))
    }
    for (const path of single) {
      const list = path.split('/:')[0]!
      await page.goto(`${home}/${list}`)
      await settle(page)
      const link = page
        .locator(`main a[href^="${new URL(home).pathname}/${list}/"]`)
        .filter({ hasNotText: /待修补|粘贴|各处问题|共性问题/ })
        .first()
      if ((await link.count()) === 0) continue
      await page.goto(new URL((await link.getAttribute('href'))!, home).href)
      await settle(page)
      found.push(...(await faults(page, path)))
    }
    assert.deepEqual(found, [])
    assert.deepEqual(complaints, [])
    await page.context().close()
  })
}

test('the pages before sign-in are accessible, and load nothing of the component library', async () => {
  const page = await browser.newPage({ viewport: SIZES[1]! })
  await page.goto(`${served.url}/sign-in`)
  await page.getByLabel('登录名').waitFor()
  const found = await faults(page, 'sign-in')
  // What the document itself asks for; the rest is fetched while somebody types.
  assert.doesNotMatch(await (await fetch(`${served.url}/sign-in`)).text(), /antd-/)
  await page.goto(`${served.url}/welcome#token`)
  await page.getByLabel('新密码').waitFor()
  found.push(...(await faults(page, 'welcome')))
  assert.deepEqual(found, [])
  await page.close()
})

test('a page one has no right to says so, and the menu does not offer it', async () => {
  const { page, home } = await signIn('wangge', SIZES[0]!)
  await page.goto(`${home}/settings/accounts`)
  await page.getByRole('heading', { name: '没有权限' }).waitFor()
  assert.equal(await page.getByRole('navigation', { name: '主菜单' }).getByText('设置').count(), 0)
  await page.goto(`${home}/no-such-page`)
  await page.getByRole('heading', { name: '没有这个页面' }).waitFor()
  await page.context().close()
})

test('the office speaks English and traditional Chinese, and keeps the choice', async () => {
  const { page, home } = await signIn('jiandu', SIZES[0]!)
  const speak = async (button: RegExp, language: string) => {
    // A menu opened while the page is still being put together closes again.
    await settle(page)
    await page.getByRole('button', { name: button }).click()
    const kept = page.waitForResponse('**/api/session/language')
    await page.getByRole('menuitem', { name: language }).click()
    assert.equal((await kept).status(), 200)
  }
  await speak(/账号菜单/, 'English')
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor()
  await page.goto(`${home}/places`)
  await page.getByRole('heading', { name: 'Place', level: 1 }).waitFor()
  assert.equal(await page.locator('html').getAttribute('lang'), 'en')
  await speak(/account menu/, '繁體中文')
  await page.getByRole('heading', { name: '地點', level: 1 }).waitFor()
  await page.context().close()
})

test('a place is registered, corrected with a reason and found in its history, by keyboard alone', async () => {
  const { page, home } = await signIn('ziliao', SIZES[0]!)
  await page.goto(`${home}/places`)
  await settle(page)
  await page.getByRole('button', { name: '登记地点' }).focus()
  await page.keyboard.press('Enter')
  const form = page.getByRole('dialog', { name: '登记地点' })
  await form.getByLabel('类型').focus()
  await page.keyboard.type('背街小巷')
  await page.keyboard.press('Enter')
  await form.getByLabel('名称', { exact: true }).fill('杏花巷')
  await page.keyboard.press('Enter')
  await page.getByText('已登记').waitFor()
  await page.goto(`${home}/places?q=${encodeURIComponent('杏花巷')}`)
  await page.getByRole('link', { name: '杏花巷' }).click()
  await page.getByRole('heading', { name: '杏花巷' }).waitFor()
  await page.getByRole('button', { name: '更正' }).press('Enter')
  const correction = page.getByRole('dialog', { name: '更正地点' })
  await correction.getByLabel('名称', { exact: true }).fill('杏花东巷')
  await page.keyboard.press('Enter')
  await correction.getByText('请填写更正原因').waitFor()
  await correction.getByLabel('更正原因').fill('巷名牌已更换')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '杏花东巷' }).waitFor()
  await page.getByText('原因：巷名牌已更换').waitFor()
  await page.context().close()
})
