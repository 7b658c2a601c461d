import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { madeWorkbook } from '#slices/imports/test-workbook.ts'
import { type OfficePages, officePages, PHONE } from './office-pages.ts'
import { settle } from './page-faults.ts'

/** What the manual's first week meets besides the straight path: slips, refusals, other people, a line that drops. */
describe('the first week', () => {
  let pages: OfficePages
  let folder: string
  let clerk: Page

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ybz-week-'))
    pages = await officePages()
    clerk = await pages.signIn('ziliao')
    await importSmallWorkbook()
  })
  after(async () => {
    await pages?.close()
    await rm(folder, { recursive: true, force: true })
  })

  const at = (community: string, path: string): string => `${pages.url}/c/${community}/${path}`

  async function importSmallWorkbook(): Promise<void> {
    const file = join(folder, '小台账.xlsx')
    const sheets = {
      网格与楼院: [
        ['序号', '网格', '楼院名称', '楼栋数', '户数'],
        [1, '第一网格', '丹桂小区', 4, 80],
        [2, '第一网格', '银杏小区', 3, 60],
      ],
      环境整治: [
        ['序号', '日期', '地点', '清理垃圾(处)'],
        [1, '2026.3.2', '丹桂小区', 3],
        [2, '2026.2.30', '银杏小区', 5],
      ],
    }
    await writeFile(file, madeWorkbook(sheets))
    await clerk.goto(at('practice', 'import'))
    await clerk.locator('input[type=file]').setInputFiles(file)
    await clerk.getByRole('button', { name: '下一步：对列' }).click()
    await clerk.getByRole('button', { name: '下一步：预览' }).click()
    await clerk.getByRole('button', { name: '确认导入' }).click()
    await clerk.getByText('去修补1行').waitFor()
  }

  async function openForm(page: Page, community: string, kind: string): Promise<Locator> {
    await page.goto(at(community, 'ledger'))
    await page.getByRole('button', { name: '新记一笔' }).click()
    const form = page.getByRole('dialog', { name: '新记一笔' })
    await pick(form.getByLabel('记哪一类'), kind)
    await form.getByRole('button', { name: '记入台账' }).waitFor()
    return form
  }

  it('a gap offers only the roles that fill it, from its first day', async () => {
    await clerk.goto(at('practice', 'duties/coverage'))
    await clerk.getByRole('button', { name: '登记责任：第一网格' }).click()
    const form = clerk.getByRole('dialog', { name: '登记责任' })
    await form.getByLabel('职责').click()
    await options(clerk).getByTitle('包抓单位').waitFor()
    assert.equal(await options(clerk).getByTitle('网格员').count(), 0)
    await clerk.keyboard.press('Escape')
    assert.equal(await form.getByLabel('起始日').inputValue(), `${thisYear()}-01-01`)
  })

  it('a slip of the Enter key is no record, and typed words are not lost by Esc', async () => {
    const form = await openForm(clerk, 'practice', '志愿服务活动')
    await form.getByRole('button', { name: '记入台账' }).click()
    await form.getByText('除了日期什么也没有填').waitFor()
    await form.getByLabel('主题').fill('为独居老人送药')
    await clerk.keyboard.press('Escape')
    await clerk.getByRole('button', { name: '继续填写' }).click()
    assert.equal(await form.getByLabel('主题').inputValue(), '为独居老人送药')
    await form.getByRole('button', { name: '取消' }).click()
    await clerk.getByRole('button', { name: '放弃内容' }).click()
    await form.waitFor({ state: 'hidden' })
  })

  it('a number is taken as people write it, and never rounded', async () => {
    const form = await openForm(clerk, 'practice', '志愿服务活动')
    const people = form.getByLabel('参与人次')
    for (const [typed, kept] of [
      ['３５人', '35'],
      ['1,200', '1200'],
    ] as const) {
      await people.fill(typed)
      await people.blur()
      assert.equal(await people.inputValue(), kept)
    }
    await people.fill('12.5')
    await form.getByRole('button', { name: '记入台账' }).click()
    await form.getByText('参与人次要填整数').waitFor()
    await form.getByRole('button', { name: '取消' }).click()
    await clerk.getByRole('button', { name: '放弃内容' }).click()
  })

  it('a line that drops keeps the form, and saving again records once', async () => {
    const form = await openForm(clerk, 'practice', '志愿服务活动')
    await pick(form.getByLabel('地点', { exact: true }), '丹桂小区')
    await form.getByLabel('主题').fill('楼道清洁')
    await form.getByLabel('参与人次').fill('12')
    await clerk.context().setOffline(true)
    await form.getByRole('button', { name: '记入台账' }).click()
    await form.getByText('连不上服务器').waitFor()
    assert.equal(await form.getByLabel('主题').inputValue(), '楼道清洁')
    await clerk.context().setOffline(false)
    await form.getByRole('button', { name: '记入台账' }).click()
    await form.waitFor({ state: 'hidden' })
    await clerk.getByRole('button', { name: '楼道清洁' }).waitFor()
    assert.equal(await clerk.getByRole('button', { name: '楼道清洁' }).count(), 1)
  })

  it('a correction needs a reason, and history tells it', async () => {
    await clerk.getByRole('button', { name: '楼道清洁' }).click()
    await clerk.getByRole('button', { name: '更正' }).click()
    const form = clerk.getByRole('dialog', { name: /更正：/ })
    await form.getByLabel('参与人次').fill('15')
    await form.getByRole('button', { name: '保存更正' }).click()
    await form.getByText('请填写更正原因').waitFor()
    await form.getByLabel('更正原因').fill('漏数三人')
    await form.getByRole('button', { name: '保存更正' }).click()
    await form.waitFor({ state: 'hidden' })
    await clerk.getByText('原因：漏数三人').waitFor()
    await clerk.getByText('12人次').waitFor()
    await clerk.goBack()
    await clerk.getByText('原因：漏数三人').waitFor({ state: 'hidden' })
    assert.match(clerk.url(), /\/ledger$/)
  })

  it('a broken row waits until it is mended, and then counts', async () => {
    await clerk.goto(at('practice', 'import/pending'))
    const row = clerk.getByRole('region', { name: '环境整治第3行' })
    await row.getByRole('button', { name: '保存并入账' }).click()
    await row.getByText('这一行还不能入账').waitFor()
    await row.getByLabel(/^日期/).fill('2026-03-03')
    await row.getByRole('button', { name: '保存并入账' }).click()
    await clerk.getByText('没有待修补的行').waitFor()
    await clerk.goto(at('practice', 'ledger?kind=cleanup'))
    await clerk.getByLabel('所列记录合计').getByText('8处').waitFor()
  })

  it('lines of a group chat become records after a look', async () => {
    await clerk.goto(at('practice', 'import/paste'))
    const lines = '3月5日在丹桂小区开展志愿服务活动，参加15人，2小时\n收到\n不认识的院子清理小广告8条'
    await clerk.getByLabel('群消息').fill(lines)
    await clerk.getByRole('button', { name: '整理', exact: true }).click()
    const first = clerk.getByRole('region', { name: '第1条' })
    assert.equal(await first.getByLabel(/参与人次/).inputValue(), '15人')
    assert.equal(await first.getByLabel(/活动时长/).inputValue(), '2小时')
    await clerk.getByRole('button', { name: '把勾选的1条记入台账' }).click()
    await clerk.waitForURL('**/ledger?via=chat')
    await clerk.getByText('参与人次 15人次').waitFor()
  })

  it('a one-time link lets a new person in once', async () => {
    const boss = await pages.signIn('shuji')
    await boss.goto(at('demo', 'settings/accounts'))
    await boss.getByRole('button', { name: '新增账号' }).click()
    const form = boss.getByRole('dialog', { name: '新增账号' })
    await form.getByLabel('登录名').fill('maxiaoyan')
    await form.getByLabel('姓名').fill('马小燕')
    await pick(form.getByRole('combobox', { name: '角色' }), '网格员')
    await form.getByRole('button', { name: '保存' }).click()
    await form.getByText('请选择对应人员').waitFor()
    await pick(form.getByRole('combobox', { name: '角色' }), '只读监督')
    await form.getByRole('button', { name: '保存' }).click()
    const address = await boss.getByLabel(/7 天内有效/).inputValue()
    const welcome = async (): Promise<Page> => {
      const page = await pages.newPage(PHONE)
      await page.goto(address)
      await page.getByLabel('新密码').fill('qiu tian de liu shu')
      await page.getByLabel('再输一次').fill('qiu tian de liu shu')
      await page.getByRole('button', { name: '保存并进入' }).click()
      return page
    }
    const fresh = await welcome()
    await fresh.waitForURL('**/home')
    const late = await welcome()
    await late.getByText('这个登录链接已用过或已过期').waitFor()
    for (const page of [boss, fresh, late]) await page.context().close()
  })

  it('the auditor finds nothing to press that writes', async () => {
    const page = await pages.signIn('jiandu')
    for (const path of [
      'ledger',
      'places',
      'parties',
      'duties',
      'duties/coverage',
      'profile',
      'assets',
      'reports',
      'import',
      'campaigns',
      'kinds',
    ]) {
      await page.goto(at('demo', path))
      await settle(page)
      const writing = page
        .locator('main')
        .getByRole('button', { name: /新记|登记|新建|新增|更正|起草|选择表格文件|修补|撤回|停用/ })
      assert.deepEqual(await writing.allInnerTexts(), [], path)
    }
    await page.context().close()
  })

  it('a grid member is offered the places they answer for, and no others', async () => {
    const page = await pages.signIn('wangge', PHONE)
    const form = await openForm(page, 'demo', '环境整治')
    await form.getByLabel('地点', { exact: true }).click()
    const offered = options(page)
    await offered.getByText('第一网格').waitFor()
    assert.equal(await offered.getByText('第二网格').count(), 0)
    await page.context().close()
  })
})

const thisYear = (): number =>
  Number(new Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai', year: 'numeric' }).format(new Date()))

const options = (page: Page): Locator => page.locator('.ant-select-dropdown:visible')

/** Types into a picker and takes what it finds. */
async function pick(box: Locator, words: string): Promise<void> {
  await box.click()
  await box.page().keyboard.type(words)
  await options(box.page()).getByText(words).last().waitFor()
  await box.page().keyboard.press('Enter')
  await options(box.page()).waitFor({ state: 'hidden' })
}
