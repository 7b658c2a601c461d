import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { DESK, type OfficePages, officePages, PHONE, type Size } from './office-pages.ts'
import { pageFaults, settle } from './page-faults.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const SIZES = { desk: DESK, phone: PHONE }

/** Every page of the office, from the lists the slices keep: a new page is looked at without being named here. */
const paths = globSync('src/slices/*/screens/pages.tsx', { cwd: ROOT }).flatMap((file) =>
  [...readFileSync(resolve(ROOT, file), 'utf8').matchAll(/path: '([^']+)'/g)].map((match) => match[1]!),
)
const plain = paths.filter((path) => !path.includes(':'))
const single = paths.filter((path) => path.includes(':'))

let pages: OfficePages

before(async () => {
  pages = await officePages()
})
after(() => pages?.close())

async function signIn(login: string, size?: Size): Promise<{ page: Page; home: string; complaints: string[] }> {
  const page = await pages.newPage(size)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`${page.url()} ${error.message}`))
  page.on('console', (message) => message.type() === 'error' && complaints.push(`${page.url()} ${message.text()}`))
  await pages.fillIn(page, login)
  await page.waitForURL('**/home')
  return { page, home: page.url().replace(/\/home$/, ''), complaints }
}

/** Where the first row of a list leads. */
async function firstOf(page: Page): Promise<string | null> {
  const start = new URL(page.url()).pathname
  const link = page
    .locator(`main a[href^="${start}/"]`)
    .filter({ hasNotText: /待修补|粘贴|各处问题|共性问题/ })
    .first()
  return (await link.count()) === 0 ? null : link.getAttribute('href')
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
  const found = await pageFaults(page, `${path}, dialog`)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  return found
}

for (const [name, size] of Object.entries(SIZES)) {
  test(`every screen is accessible and fits the window (${name})`, async () => {
    const { page, home, complaints } = await signIn('shuji', size)
    const found: string[] = []
    const look = async (href: string, name: string): Promise<void> => {
      await page.goto(href)
      await settle(page)
      found.push(...(await pageFaults(page, name)))
    }
    for (const path of plain) {
      await look(`${home}/${path}`, path)
      const ones = await Promise.all(
        single.filter((one) => one.startsWith(`${path}/:`)).map(async (one) => [one, await firstOf(page)] as const),
      )
      found.push(...(await dialogFaults(page, path)))
      for (const [one, href] of ones) if (href) await look(new URL(href, home).href, one)
    }
    assert.deepEqual(found, [])
    assert.deepEqual(complaints, [])
    await page.context().close()
  })
}

test('the pages before sign-in are accessible, and load nothing of the component library', async () => {
  const page = await pages.newPage(PHONE)
  await page.goto(`${pages.url}/sign-in`)
  await page.getByLabel('登录名').waitFor()
  const found = await pageFaults(page, 'sign-in')
  // What the document itself asks for; the rest is fetched while somebody types.
  assert.doesNotMatch(await (await fetch(`${pages.url}/sign-in`)).text(), /antd-/)
  await page.goto(`${pages.url}/welcome#token`)
  await page.getByLabel('新密码').waitFor()
  found.push(...(await pageFaults(page, 'welcome')))
  assert.deepEqual(found, [])
  await page.context().close()
})

test('a page one has no right to says so, and the menu does not offer it', async () => {
  const { page, home } = await signIn('wangge')
  await page.goto(`${home}/settings/accounts`)
  await page.getByRole('heading', { name: '没有权限' }).waitFor()
  assert.equal(await page.getByRole('navigation', { name: '主菜单' }).getByText('设置').count(), 0)
  await page.goto(`${home}/no-such-page`)
  await page.getByRole('heading', { name: '没有这个页面' }).waitFor()
  await page.context().close()
})

test('the office speaks English and traditional Chinese, and keeps the choice', async () => {
  const { page, home } = await signIn('jiandu')
  const speak = async (button: RegExp, language: string) => {
    await settle(page)
    const item = page.getByRole('menuitem', { name: language })
    // A menu opened while the page is still being put together closes, or moves under the finger: a person taps again.
    for (let tries = 0; tries < 5; tries += 1) {
      if (!(await item.isVisible())) await page.getByRole('button', { name: button }).click()
      const kept = page.waitForResponse('**/api/session/language', { timeout: 6_000 }).catch(() => null)
      await item.click({ timeout: 5_000 }).catch(() => {})
      const answer = await kept
      if (answer) return assert.equal(answer.status(), 200)
    }
    assert.fail(`${language} cannot be chosen`)
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
  const { page, home } = await signIn('ziliao')
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
