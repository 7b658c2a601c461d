import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Browser, Download, Locator, Page } from 'playwright-core'
import { yearWorkbook } from '../workbook/year-workbook.ts'
import { openChromium } from './chromium.ts'
import { serve, type Served } from './served.ts'

/** The clerk's whole path, as the manual tells it, in a real browser against the real server. */
describe('秦兰 takes her workbook to the report', () => {
  let served: Served
  let browser: Browser
  let page: Page
  let folder: string
  const base = (): string => `${served.url}/c/practice`

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ybz-path-'))
    await writeFile(join(folder, '荷香社区2020年台账.xlsx'), yearWorkbook())
    served = await serve()
    browser = await openChromium()
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'zh-CN',
      acceptDownloads: true,
    })
    page = await context.newPage()
    page.setDefaultTimeout(40_000)
  })
  after(async () => {
    await browser?.close()
    await served?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  it('signs in and goes to the empty community', async () => {
    await page.goto(served.url)
    await page.getByLabel('登录名').fill('ziliao')
    await page.getByLabel('密码').fill(served.passwords.ziliao!)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/home')
    await page.goto(`${base()}/import`)
    await page.getByRole('heading', { level: 1, name: '导入表格' }).waitFor()
  })

  it('imports the workbook: sheets known, columns mapped, findings read, confirmed', async () => {
    await page.locator('input[type=file]').setInputFiles(join(folder, '荷香社区2020年台账.xlsx'))
    await page.getByRole('button', { name: '下一步：对列' }).click()
    await page.getByRole('button', { name: '下一步：预览' }).click()
    await page.getByRole('heading', { name: '导入后会怎样' }).waitFor()
    for (const said of ['B111', 'C112', 'E113', 'E114']) await page.getByText(said).first().waitFor()
    await page.getByRole('button', { name: '确认导入' }).click()
    await page.getByRole('heading', { name: '导入结果' }).waitFor()
    await page.getByText('去修补4行').waitFor()
  })

  it('opens 清理乱堆垃圾 and finds its 52 records', async () => {
    await page.goto(`${base()}/figures?from=2020-01-01&to=2020-12-31`)
    await page.getByRole('button', { name: '清理乱堆垃圾', exact: true }).click()
    const panel = page.getByRole('dialog')
    await panel.getByText('89处').first().waitFor()
    await panel.getByText('52').first().waitFor()
    const found = await page.evaluate(async () => {
      const answer = await fetch('/api/c/practice/figures/cleanup.garbage.piles?from=2020-01-01&to=2020-12-31&size=200')
      const { total, rows } = (await answer.json()) as { total: number; rows: { amount: string }[] }
      return { total, sum: rows.reduce((sum, row) => sum + Number(row.amount), 0) }
    })
    assert.deepEqual(found, { total: 52, sum: 89 })
    await page.keyboard.press('Escape')
  })

  it('drafts the annual report, and no number in it can be typed over', async () => {
    await page.goto(`${base()}/reports`)
    await page.getByRole('button', { name: '起草汇报' }).first().click()
    const drawer = page.getByRole('dialog')
    await chooseYear2020(drawer.page())
    await drawer.getByRole('button', { name: '起草', exact: true }).click()
    await page.waitForURL(/\/reports\/[0-9a-f-]{36}/)
    const editor = page.locator('.ProseMirror')
    await editor.waitFor()
    const chip = editor.getByText('89处').first()
    await chip.waitFor()
    await chip.click()
    await page.keyboard.type('9')
    await page.getByText('背后的记录（52条）').waitFor()
    const text = await editor.innerText()
    assert.match(text, /40余吨/)
    assert.match(text, /3000多条/)
  })

  it('定稿, and downloads both editions', async () => {
    await page.getByRole('button', { name: '提交审核' }).click()
    await page.getByRole('button', { name: '确认提交' }).click()
    await page.getByRole('button', { name: '定稿', exact: true }).click()
    await page.getByRole('button', { name: '确认定稿' }).click()
    await page.getByText('已定稿').first().waitFor()
    for (const name of ['下载报送版', '下载底稿']) {
      const [download] = (await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name }).click(),
      ])) as [Download, void]
      const file = join(folder, download.suggestedFilename())
      await download.saveAs(file)
      assert.match(file, /\.docx$/)
      assert.equal((await readFile(file)).subarray(0, 2).toString(), 'PK')
    }
  })
})

async function chooseYear2020(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog')
  await choose(page, dialog.getByRole('combobox', { name: '时段' }), '全年')
  await choose(page, dialog.getByRole('combobox', { name: '年份' }), '2020年')
}

async function choose(page: Page, box: Locator, option: string): Promise<void> {
  const open = page.locator('.ant-select-dropdown:visible')
  await box.click()
  // A list still sliding open takes the first click for nothing on a busy machine.
  await open.locator(':scope:not(.ant-slide-up-appear)').getByTitle(option, { exact: true }).click()
  await open.waitFor({ state: 'hidden' })
}
