import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { type OfficePages, officePages, PHONE } from './office-pages.ts'
import { pageFaults } from './page-faults.ts'

/** 随手拍 as a resident and an office live it: from the sign at the gate to “it is not fixed”. */
describe('a resident reports by QR code', () => {
  let pages: OfficePages
  let boss: Page
  let clerk: Page
  let resident: Page
  let code = ''
  let caseId = ''

  before(async () => {
    pages = await officePages()
    boss = await pages.signIn('shuji')
    clerk = await pages.signIn('ziliao')
    resident = await pages.newPage(PHONE)
  })
  after(() => pages?.close())

  const office = (path: string): string => `${pages.url}/c/demo/${path}`
  const street = (path = ''): string => `${pages.url}/s/demo${path}`

  async function assertClean(page: Page, what: string): Promise<void> {
    assert.deepEqual(await pageFaults(page, what), [])
  }
  /** One step as the office's own page would send it. */
  async function step(page: Page, body: object): Promise<void> {
    const path = `${pages.url}/api/c/demo/cases/${caseId}`
    const { version } = await (await page.request.get(path)).json()
    const done = await page.request.post(`${path}/steps`, { headers: { 'x-ybz': '1' }, data: { version, ...body } })
    assert.equal(done.status(), 200, await done.text())
  }

  it('there is nothing behind the code until the office opens it', async () => {
    await resident.goto(street())
    await resident.getByText('这个社区没有开放随手拍').waitFor()
    await assertClean(resident, 'the closed page')
    await boss.goto(office('settings/snap'))
    await boss.getByRole('button', { name: '开放随手拍' }).click()
    await boss.getByText('随手拍已开放').waitFor()
    await boss.getByRole('img', { name: '随手拍二维码' }).waitFor()
    await assertClean(boss, 'the office’s page of it')
    const [file] = await Promise.all([
      boss.waitForEvent('download'),
      boss.getByRole('button', { name: '下载张贴页（A4）' }).click(),
    ])
    assert.match(file.suggestedFilename(), /^随手拍张贴页.*\.docx$/)
  })

  it('the resident reports with a picture and gets a code', async () => {
    await resident.goto(street())
    await resident.getByRole('heading', { name: '随手拍，报给社区' }).waitFor()
    await assertClean(resident, 'the form')
    await resident.getByRole('button', { name: '提交' }).click()
    await resident.getByText('请选择地点').waitFor()
    const places = resident.getByLabel('在哪里')
    await places.selectOption({ index: 1 })
    await resident.getByLabel('是什么问题').fill('单元门口的路灯连着三晚不亮')
    const picture = await sharp({ create: { width: 2400, height: 1800, channels: 3, background: '#456' } })
      .jpeg()
      .toBuffer()
    await resident.getByLabel('照片').setInputFiles({ name: '路灯.jpg', mimeType: 'image/jpeg', buffer: picture })
    await resident.getByAltText('准备提交的照片').waitFor()
    await resident.getByLabel('联系方式').fill('13700002222')
    await assertClean(resident, 'the filled form')
    await resident.getByRole('button', { name: '提交' }).click()
    await resident.getByRole('heading', { name: '已报给社区，谢谢您' }).waitFor()
    await assertClean(resident, 'the code')
    code = (await resident.locator('.code').innerText()).trim()
    assert.match(code, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/)
    await resident.getByRole('link', { name: '看进展' }).click()
    await resident.getByRole('heading', { name: '已收到' }).waitFor()
    await assertClean(resident, 'the progress')
  })

  it('the clerk accepts it and sees what the resident left', async () => {
    await clerk.goto(office('cases'))
    await clerk.getByRole('link', { name: '单元门口的路灯连着三晚不亮' }).first().click()
    await clerk.getByText('13700002222').waitFor()
    caseId = clerk.url().split('/').at(-1)!
    await clerk.getByRole('button', { name: '受理', exact: true }).click()
    await clerk.getByRole('dialog').getByRole('button', { name: '受理', exact: true }).click()
    await clerk.getByRole('button', { name: '交办', exact: true }).waitFor()
    await look('已受理')
  })

  it('it goes on to its end, checked by somebody else, in words without names', async () => {
    await step(clerk, { step: 'dispatch', partyId: null })
    await look('整改中')
    await step(clerk, { step: 'feed-back', note: '已更换灯泡' })
    await look('待核查')
    await step(boss, { step: 'pass', note: '晚上看过，亮了' })
    await look('已办结')
    const words = await resident.locator('main').innerText()
    for (const inside of ['灯泡', '亮了', '13700002222']) assert.ok(!words.includes(inside), inside)
  })

  it('“not fixed” reaches the office, which opens it again', async () => {
    await resident.getByRole('button', { name: '没整改好' }).click()
    await resident.getByText('已告诉社区').waitFor()
    await assertClean(resident, 'the answer')
    await clerk.reload()
    await clerk.getByText('1 位居民说没有整改好').waitFor()
    await assertClean(clerk, 'the case with its resident')
    await clerk.getByRole('button', { name: '重新立一件' }).click()
    await clerk.getByText('这是反弹的问题').waitFor()
    await look('已受理')
  })

  it('a neighbour meets the same and joins with one tap', async () => {
    const neighbour = await pages.newPage(PHONE)
    await neighbour.goto(street())
    await neighbour.getByLabel('在哪里').selectOption({ index: 1 })
    await neighbour.getByRole('button', { name: /我也遇到：单元门口的路灯/ }).click()
    await neighbour.getByRole('heading', { name: '已记上，谢谢您' }).waitFor()
  })

  it('somebody who reads no simplified Chinese is asked in their own words, and what they typed stays', async () => {
    const visitor = await pages.newPage(PHONE, 'en-US')
    await visitor.goto(street())
    await visitor.getByRole('heading', { name: 'Seen something? Tell the community' }).waitFor()
    assert.equal(await visitor.locator('html').getAttribute('lang'), 'en')
    await assertClean(visitor, 'the form in English')
    await visitor.getByRole('button', { name: 'Send' }).click()
    await visitor.getByText('Choose a place').waitFor()
    await visitor.getByLabel('What is wrong').fill('No light at the gate')
    await visitor.getByRole('button', { name: '繁體中文' }).click()
    await visitor.getByRole('heading', { name: '隨手拍，報給社區' }).waitFor()
    assert.equal(await visitor.getByLabel('是什麼問題').inputValue(), 'No light at the gate')
    await assertClean(visitor, 'the form in traditional characters')
    // The choice is kept, and the server speaks it too.
    await visitor.goto(street('/look'))
    await visitor.getByLabel('查詢碼').fill('ABCD')
    await visitor.getByRole('button', { name: '查看' }).click()
    await visitor.getByText('沒有查到').waitFor()
    await visitor.context().close()
  })

  async function look(title: string): Promise<void> {
    await resident.goto(street('/look'))
    await resident.getByLabel('查询码').fill(code.toLowerCase())
    await resident.getByRole('button', { name: '查看', exact: true }).click()
    await resident.getByRole('heading', { name: title }).waitFor()
  }
})
