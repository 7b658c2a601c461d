import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import sharp from 'sharp'
import { openChromium } from '#test/e2e/chromium.ts'
import { serve } from '#test/e2e/served.ts'
import { yearWorkbook } from '#test/workbook/year-workbook.ts'

/**
 * Takes the pictures of the manual and the README anew, from a fresh demo and an invented workbook:
 * `node_modules/.bin/node scripts/pictures.ts`. Each is 1440 px wide and written to docs/pictures/.
 */
const FOLDER = resolve(import.meta.dirname, '../docs/pictures')
const YEAR = 'from=2020-01-01&to=2020-12-31'

const work = await mkdtemp(join(tmpdir(), 'ybz-pictures-'))
await mkdir(FOLDER, { recursive: true })
const workbook = join(work, '荷香社区2020年台账.xlsx')
await writeFile(workbook, yearWorkbook())
const photo = join(work, '现场.jpg')
await sharp({ create: { width: 1200, height: 900, channels: 3, background: '#8fa58c' } })
  .jpeg()
  .toFile(photo)

const served = await serve()
const browser = await openChromium()
try {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await signIn(page)
  await go(page, 'demo', 'ledger')
  await picture(page, 'ledger')
  await firstDay(page)
  await secondDay(page)
  await thirdDay(page)
  await fourthDay(page)
  await fifthDay(page)
} finally {
  await browser.close()
  await served.stop()
  await rm(work, { recursive: true, force: true })
}

async function signIn(page: Page): Promise<void> {
  await page.goto(served.url)
  await page.getByLabel('登录名').fill('ziliao')
  await page.getByLabel('密码').fill(served.passwords['ziliao']!)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/home')
}

async function firstDay(page: Page): Promise<void> {
  await go(page, 'practice', 'import')
  await page.locator('input[type=file]').setInputFiles(workbook)
  await page.getByRole('button', { name: '下一步：对列' }).waitFor()
  await picture(page, 'day1-sheets')
  await page.getByRole('button', { name: '下一步：对列' }).click()
  await page.getByRole('button', { name: '下一步：预览' }).click()
  await page.getByRole('heading', { name: '导入后会怎样' }).waitFor()
  await picture(page, 'day1-preview')
  await page.getByRole('button', { name: '确认导入' }).click()
  await page.getByRole('heading', { name: '导入结果' }).waitFor()
}

async function secondDay(page: Page): Promise<void> {
  await go(page, 'practice', 'duties/coverage')
  await page.getByRole('button', { name: '登记责任：第一网格' }).click()
  await pick(page.getByRole('dialog').getByLabel('职责'), '包抓单位')
  await pick(page.getByRole('dialog').getByLabel('单位或人员'), '市水务局')
  await picture(page, 'day2-gap')
}

async function thirdDay(page: Page): Promise<void> {
  await go(page, 'practice', 'ledger')
  await page.getByRole('button', { name: '新记一笔' }).click()
  const form = page.getByRole('dialog', { name: '新记一笔' })
  await pick(form.getByLabel('记哪一类'), '志愿服务活动')
  await form.getByLabel('日期', { exact: true }).fill('2020-10-09')
  await pick(form.getByLabel('地点', { exact: true }), '荷香小区')
  await form.getByLabel('参与人次').fill('35')
  await form.getByLabel('活动时长').fill('2')
  await form.getByLabel('主题').fill('重阳节为老人理发')
  await page.locator('input[type=file]').setInputFiles(photo)
  await form.getByLabel('主题').click()
  await picture(page, 'day3-record')
  await form.getByRole('button', { name: '记入台账' }).click()
  await form.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: '重阳节为老人理发' }).click()
  await page.getByRole('button', { name: '更正' }).click()
  const correction = page.getByRole('dialog', { name: /更正：/ })
  await correction.getByLabel('参与人次').fill('38')
  await correction.getByLabel('更正原因').fill('签到表漏数3人')
  await correction.getByRole('button', { name: '保存更正' }).click()
  await correction.waitFor({ state: 'hidden' })
  await picture(page, 'day3-history')
}

async function fourthDay(page: Page): Promise<void> {
  await go(page, 'practice', 'import/pending')
  await picture(page, 'day4-mend')
  await go(page, 'practice', 'import/paste')
  await page
    .getByLabel('群消息')
    .fill('10月13日在竹园小区开展志愿服务活动，参加15人，2小时\n10月14日翠屏后街整治乱停乱放5辆')
  await page.getByRole('button', { name: '整理' }).click()
  await page.getByRole('region', { name: '第2条' }).waitFor()
  await picture(page, 'day4-paste')
}

async function fifthDay(page: Page): Promise<void> {
  await go(page, 'practice', `reports?${YEAR}`)
  await page.getByRole('button', { name: '起草汇报' }).first().click()
  const drawer = page.getByRole('dialog')
  await choose(drawer.getByRole('combobox', { name: '时段' }), '全年')
  await choose(drawer.getByRole('combobox', { name: '年份' }), '2020年')
  await drawer.getByRole('button', { name: '起草', exact: true }).click()
  const chip = page.locator('.ProseMirror').getByText('89处').first()
  await chip.click()
  await page.getByText('背后的记录（52条）').waitFor()
  await picture(page, 'day5-report')
}

async function go(page: Page, community: string, path: string): Promise<void> {
  await page.goto(`${served.url}/c/${community}/${path}`)
  await page.locator('h1').first().waitFor()
}

/** Types into a picker and takes what it finds. */
async function pick(box: Locator, words: string): Promise<void> {
  await box.click()
  await box.page().keyboard.type(words)
  await box.page().waitForTimeout(800)
  await box.page().keyboard.press('Enter')
}

async function choose(box: Locator, option: string): Promise<void> {
  await box.click()
  await box.page().locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click()
  await box.page().locator('.ant-select-dropdown:visible').waitFor({ state: 'hidden' })
}

// A date field speaks the language of the browser, which here may have no Chinese: it is shown as a Chinese one shows it.
function writeDays(chinese: boolean): void {
  for (const field of document.querySelectorAll<HTMLInputElement>('input.day-field, .day-field input')) {
    const day = field.dataset['day'] ?? field.value
    field.dataset['day'] = day
    field.type = chinese ? 'text' : 'date'
    field.value = chinese ? day.replaceAll('-', '/') || '年/月/日' : day
  }
}

async function picture(page: Page, name: string): Promise<void> {
  await page.waitForFunction(() => document.querySelector('.loading, [aria-busy="true"]') === null)
  // Messages go by themselves; a picture must not hold one by chance.
  await page.locator('.ant-message-notice').last().waitFor({ state: 'hidden' })
  await page.waitForTimeout(900)
  await page.evaluate(writeDays, true)
  const shot = await page.screenshot()
  await page.evaluate(writeDays, false)
  await sharp(shot)
    .png({ palette: true, colours: 128, compressionLevel: 9 })
    .toFile(join(FOLDER, `${name}.png`))
  process.stdout.write(`docs/pictures/${name}.png\n`)
}
