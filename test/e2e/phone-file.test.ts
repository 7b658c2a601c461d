import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { axeViolations } from './chromium.ts'
import { DESK, type OfficePages, officePages, PHONE } from './office-pages.ts'
import { pageFaults, settle } from './page-faults.ts'

const PASSWORD = '老槐树下的三口井'

/** A phone that cannot send: its file is taken to the office, opened there, settled, and makes nothing double. */
describe('a phone’s file', () => {
  let pages: OfficePages
  let phone: Page
  let clerk: Page
  let file: Buffer
  const base = (): string => `${pages.url}/c/demo`
  const pictures = process.env.FIELD_PICTURES
  const found: string[] = []

  before(async () => {
    pages = await officePages()
    phone = await pages.newPage(PHONE)
    await phone.goto(`${pages.url}/m`)
    await phone.getByLabel('登录名').fill('wangge')
    await phone.getByLabel('密码').fill(pages.passwords.wangge!)
    await phone.keyboard.press('Enter')
    await phone.waitForURL(`${pages.url}/m/`)
    await phone.getByRole('heading', { name: /^我负责的地点/ }).waitFor()
    await phone.evaluate(() => navigator.serviceWorker.ready.then(() => {}))
    await phone.reload()
    await phone.getByRole('link', { name: '记一笔' }).waitFor()
    clerk = await pages.as('ziliao')
  })
  after(() => pages?.close())

  const look = async (page: Page, name: string): Promise<void> => {
    found.push(...(await pageFaults(page, name)))
    if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
  }
  const count = async (path: string): Promise<any> => (await clerk.request.get(`${pages.url}/api/c/demo${path}`)).json()
  const dialog = () => clerk.getByRole('dialog')
  const open = async (bytes: Buffer, password: string): Promise<void> => {
    await clerk.goto(`${base()}/field`)
    await settle(clerk)
    await clerk.getByRole('button', { name: '打开手机导出的文件' }).click()
    await dialog().getByLabel('文件', { exact: true }).setInputFiles({
      name: 'phone.ybz',
      mimeType: 'application/octet-stream',
      buffer: bytes,
    })
    await dialog().getByLabel('文件的密码').fill(password)
    await dialog().locator('.ant-btn-primary').click()
  }

  it('is written on the phone without a network, with a password', async () => {
    await phone.context().setOffline(true)
    await phone.goto(`${pages.url}/m/#/new`)
    await phone.getByRole('button', { name: '环境整治', exact: true }).click()
    await phone.getByRole('group', { name: '选地点' }).getByRole('button').first().click()
    await phone.getByLabel('清理乱堆垃圾', { exact: true }).fill('17')
    const shot = await sharp({ create: { width: 900, height: 700, channels: 3, background: 'teal' } })
      .jpeg()
      .toBuffer()
    await phone.getByTestId('camera').setInputFiles({ name: 'shot.jpg', mimeType: 'image/jpeg', buffer: shot })
    await phone.locator('.shot').first().waitFor()
    await phone.getByRole('button', { name: '保存', exact: true }).click()
    await phone.getByRole('heading', { name: '已保存' }).waitFor()
    await phone.goto(`${pages.url}/m/#/outbox`)
    await phone.getByRole('button', { name: '全部导出成文件' }).click()
    await phone.getByLabel('给文件定一个密码').fill(PASSWORD)
    await look(phone, 'phone-export')
    const [download] = await Promise.all([
      phone.waitForEvent('download'),
      phone.getByRole('button', { name: '加密导出' }).click(),
    ])
    file = await readFile(await download.path())
    assert.ok(!file.includes(Buffer.from('cleanup')))
    await phone.getByText('密码另外告诉').first().waitFor()
  })

  it('says plainly why it does not open', async () => {
    const damaged = Buffer.from(file)
    damaged[damaged.length - 30]! ^= 1
    const newer = Buffer.from(file)
    newer[8] = 7
    const cases: [Buffer, string, RegExp][] = [
      [file, '记错的密码一二三', /密码不对/],
      [file.subarray(0, file.length - 100), PASSWORD, /文件不完整/],
      [damaged, PASSWORD, /被改动过或已损坏/],
      [newer, PASSWORD, /版本这里还不认识/],
      [Buffer.from('{"format":"yibenzhang-outbox"}'), PASSWORD, /不是手机导出的文件/],
    ]
    for (const [bytes, password, said] of cases) {
      await open(bytes, password)
      await dialog().getByText(said).waitFor()
    }
    found.push(...(await axeViolations(clerk)))
    assert.equal((await count('/field/waiting')).total, 0)
  })

  it('is looked at, handed in and settled: one record, with its photo; the second time nothing is new', async () => {
    await open(file, PASSWORD)
    await dialog().getByText('其中 1 条这里还没有').waitFor()
    await dialog()
      .getByText(/文件里写的是：.*照片 1 张/)
      .waitFor()
    for (const size of [PHONE, DESK]) {
      await clerk.setViewportSize(size)
      await look(clerk, `office-file-${size.width}`)
    }
    await dialog().locator('.ant-btn-primary').click()
    await dialog().getByText('交了 1 条、照片 1 张到待处理').waitFor()
    await dialog().locator('.ant-btn-primary').click()
    await clerk
      .getByText(/文件里写的是：/)
      .first()
      .waitFor()
    for (const size of [PHONE, DESK]) {
      await clerk.setViewportSize(size)
      await settle(clerk)
      await look(clerk, `office-waiting-${size.width}`)
    }
    // Only this one waits: ticked and recorded, as several would be.
    await clerk.getByRole('checkbox', { name: '选择这一行' }).first().check()
    await clerk.getByRole('button', { name: '代为入账所选 1 条' }).click()
    await look(clerk, 'office-several-1440')
    await dialog().locator('.ant-btn-primary').click()
    await dialog().getByText('已入账 1 条').waitFor()
    await dialog().locator('.ant-btn-primary').click()
    const entries = async (): Promise<any[]> =>
      (await count('/entries?kind=cleanup&size=100')).rows.filter((row: any) => Number(row.amounts[0]?.amount) === 17)
    const [entry, ...more] = await entries()
    assert.equal(more.length, 0)
    await open(file, PASSWORD)
    await dialog().getByText('其中 0 条这里还没有').waitFor()
    await dialog().locator('.ant-btn-primary').click()
    await dialog().getByText('交了 0 条、照片 0 张到待处理；原来就有的 1 条').waitFor()
    // The phone finds a network after all.
    await phone.context().setOffline(false)
    await phone.getByRole('button', { name: '现在上传' }).click()
    await phone.getByText('都已上传').waitFor()
    assert.deepEqual(
      (await entries()).map((row) => row.id),
      [entry.id],
    )
    assert.equal((await count('/field/waiting')).total, 0)
    const photo = (await count(`/entries/${entry.id}`)).photos
    assert.equal(photo.length, 1)
    assert.deepEqual(found, [])
  })
})
