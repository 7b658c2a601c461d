import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { codeAt, stepAt } from '#slices/people/totp.ts'
import { type OfficePages, officePages } from './office-pages.ts'
import { pageFaults, settle } from './page-faults.ts'

let pages: OfficePages

before(async () => {
  pages = await officePages()
})
after(() => pages?.close())

async function isClean(page: Page, name: string): Promise<void> {
  await settle(page)
  assert.deepEqual(await pageFaults(page, name), [])
}

test('an account gets a role with its days, and the list shows from when to when', async () => {
  const page = await pages.signIn('shuji')
  await page.goto(page.url().replace(/home$/, 'settings/accounts'))
  await page.getByRole('button', { name: '新增账号' }).click()
  const form = page.getByRole('dialog', { name: '新增账号' })
  await form.getByLabel('登录名').fill('shixi')
  await form.getByLabel('姓名').fill('实习生小唐')
  await form.getByLabel('角色最后一天').fill('2099-08-31')
  await page.keyboard.press('Tab')
  await isClean(page, 'account form')
  await form.getByRole('button', { name: '保存' }).click()
  await page.getByText('只显示这一次').waitFor()
  await page.getByRole('button', { name: '关闭', exact: true }).last().click()
  await page.getByRole('row', { name: /实习生小唐.*2099-08-31/ }).waitFor()
  await isClean(page, 'accounts')
  await page.context().close()
})

test('an administrator turns on one-time codes, signs in with them, and gets by with a recovery code', async () => {
  const page = await pages.signIn('shuji')
  await page.goto(page.url().replace(/home$/, 'account'))
  await page.getByRole('button', { name: '开启动态码登录' }).click()
  const dialog = page.getByRole('dialog', { name: '开启动态码登录' })
  await dialog.getByLabel('当前密码').fill(pages.passwords.shuji!)
  await dialog.getByRole('button', { name: '下一步' }).click()
  const shown = (await dialog.locator('.totp-secret').textContent())!.replaceAll(/\s/g, '')
  await dialog.locator('svg[role="img"]').first().waitFor()
  await isClean(page, 'enrolment')
  const secret = fromBase32(shown)
  const codeNow = (): string => codeAt(secret, stepAt(new Date()))
  const first = codeNow()
  await dialog.getByLabel('验证器上的 6 位动态码').fill(first)
  await dialog.getByRole('button', { name: '开启' }).click()
  const codes = page.getByRole('dialog', { name: '恢复码' })
  await codes.locator('code').nth(9).waitFor()
  await isClean(page, 'recovery codes')
  const recovery = (await codes.locator('code').first().textContent())!
  await codes.getByRole('button', { name: '已抄好或打印' }).click()
  await page.getByText('已开启', { exact: true }).waitFor()
  await page.context().close()

  const again = await pages.newPage()
  await pages.fillIn(again, 'shuji')
  await again.getByLabel('动态码').fill(first)
  await isClean(again, 'second step')
  await again.keyboard.press('Enter')
  // Each code serves once.
  await again.getByText('动态码不对、已用过或已过期').waitFor()
  await again.getByLabel('动态码').fill(recovery)
  await again.keyboard.press('Enter')
  await again.waitForURL('**/home')
  await again.context().close()
})

test('what somebody hands over is on one page, to print', async () => {
  const page = await pages.signIn('ziliao')
  await page.goto(page.url().replace(/home$/, 'parties?kind=person'))
  await page.getByRole('link', { name: '郭强' }).first().click()
  await page.getByRole('link', { name: '工作交接清单' }).click()
  await page.getByRole('heading', { name: '郭强的工作交接清单' }).waitFor()
  await page.getByRole('heading', { name: /责任点位/ }).waitFor()
  await isClean(page, 'hand-over')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载交接清单（Word）' }).click()
  assert.match((await download).suggestedFilename(), /郭强.*\.docx$/)
  await page.context().close()
})

function fromBase32(text: string): Buffer {
  const bits = [...text].map((char) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(char).toString(2).padStart(5, '0'))
  return Buffer.from(
    bits
      .join('')
      .match(/.{8}/g)!
      .map((eight) => Number.parseInt(eight, 2)),
  )
}
