import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { DESK, type OfficePages, officePages, PHONE } from './office-pages.ts'
import { pageFaults, settle } from './page-faults.ts'

const PEOPLE: Record<string, string> = { 方敏: 'shuji', 秦兰: 'ziliao', 郭强: 'wangge' }

/** A problem from the finding to its coming back, by the people who each have a part in it, in a real browser. */
describe('a problem is seen through to its end', () => {
  let pages: OfficePages
  const base = (): string => `${pages.url}/c/demo`

  before(async () => {
    pages = await officePages()
  })
  after(() => pages?.close())

  const photo = (shade: number): Promise<Buffer> =>
    sharp({ create: { width: 400, height: 300, channels: 3, background: { r: shade, g: 120, b: 90 } } })
      .jpeg()
      .toBuffer()

  /** Opens a step of the case on show, fills what it asks, and takes it. */
  const step = async (page: Page, name: string, fill: Record<string, string>, picture?: Buffer): Promise<void> => {
    await settle(page)
    await page.locator('.page-actions').getByRole('button', { name, exact: true }).click()
    const drawer = page.getByRole('dialog')
    for (const [label, text] of Object.entries(fill)) await drawer.getByLabel(label).fill(text)
    if (picture) {
      const file = { name: '整改后.jpg', mimeType: 'image/jpeg', buffer: picture }
      await drawer.locator('input[type=file]').setInputFiles(file)
    }
    await drawer.getByRole('button', { name, exact: true }).click()
    await drawer.waitFor({ state: 'hidden' })
  }

  let caseUrl = ''

  it('the clerk reports what she found; what was reported there before is shown first', async () => {
    const page = await pages.as('ziliao')
    await page.goto(`${base()}/cases`)
    await settle(page)
    await page.getByRole('button', { name: '上报问题' }).click()
    const drawer = page.getByRole('dialog')
    await choosePlace(page, '槐荫小区')
    await drawer.getByText('这里已经有人报过，是同一个吗？').waitFor()
    await drawer.getByLabel('问题类型').click()
    await page.keyboard.type('涂画')
    await page.keyboard.press('Enter')
    assert.equal(await drawer.getByLabel('检查项').inputValue(), '小广告')
    await drawer.getByLabel('什么问题').fill('西墙喷了开锁电话')
    await drawer.getByLabel('具体位置').fill('西墙')
    const file = { name: '现场.jpg', mimeType: 'image/jpeg', buffer: await photo(200) }
    await drawer.locator('input[type=file]').setInputFiles(file)
    await drawer.getByRole('button', { name: '上报', exact: true }).click()
    await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/)
    caseUrl = page.url()
    await page.getByRole('heading', { level: 1, name: '西墙喷了开锁电话' }).waitFor()
  })

  it('she hands out several at once, each to whoever answers for its place, and reads what became of each', async () => {
    const page = await pages.as('ziliao')
    await page.goto(`${base()}/cases?plain=to-dispatch`)
    await settle(page)
    for (const name of ['西墙喷了开锁电话', '楼道墙面有开锁小广告']) {
      await page.locator('tr', { hasText: name }).first().getByRole('checkbox').check()
    }
    await page.getByText('已选 2 个').waitFor()
    await page.getByRole('button', { name: '批量交办' }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('button', { name: '交办', exact: true }).click()
    await drawer.getByText('交办了 2 个').waitFor()
    await drawer.getByRole('button', { name: '好' }).click()
    await page.goto(caseUrl)
    await page.getByText('交给：区住建局').waitFor()
    await page.getByText('还有 ').first().waitFor()
  })

  it('the cadre of that unit sees it waiting, puts it right and shows the wall afterwards', async () => {
    const page = await pages.as('ganbu')
    await page.getByText('问题该我办').click()
    await settle(page)
    await page.getByRole('link', { name: '西墙喷了开锁电话' }).click()
    await step(page, '整改反馈', { 整改情况: '已铲除，重新粉刷' }, await photo(90))
    await page.getByText('已反馈待核查').first().waitFor()
    // Somebody of the unit that fixed it is not even offered the check.
    assert.equal(await page.locator('.page-actions').getByRole('button', { name: '核查通过，销号' }).count(), 0)
    await page.getByRole('button', { name: /放大对比/ }).click()
    await page.getByRole('dialog').getByText('整改前后对比').waitFor()
    await page.keyboard.press('Escape')
  })

  it('another checks and closes it; the second look is set for today and somebody is drawn', async () => {
    const page = await pages.as('shuji')
    await page.goto(caseUrl)
    await step(page, '核查通过，销号', { 核查情况: '现场看过，墙面干净' })
    await page.getByText('已销号').first().waitFor()
    await step(page, '安排回头看', { 回头看日期: today() })
    await page.getByText('抽到').waitFor()
  })

  it('whoever was drawn finds it back: a new problem, tied to the old one', async () => {
    const clerk = await pages.as('ziliao')
    await clerk.goto(caseUrl)
    await settle(clerk)
    const drawn = /抽到 (\S+)/.exec(await clerk.locator('.facts').innerText())?.[1] ?? ''
    const page = await pages.as(PEOPLE[drawn]!)
    await page.goto(caseUrl)
    await step(page, '已反弹', { 反弹情况: '又喷上了' })
    await page.getByText('这是反弹的问题。').waitFor()
    assert.notEqual(page.url(), caseUrl)
    await page.getByText(/此前同一处、同一检查项出现过 \d+ 次/).waitFor()
    await page.getByRole('link', { name: '看原来的问题' }).click()
    await page.getByText('回头看时已反弹，另立了问题。').waitFor()
    assert.equal(page.url(), caseUrl)
  })

  it('a filter is kept under a name and found again', async () => {
    const page = await pages.as('ziliao')
    await page.goto(`${base()}/cases?overdue=yes&severity=serious`)
    await settle(page)
    await page
      .getByText(/超期 \d+ 天/)
      .first()
      .waitFor()
    await page.getByRole('button', { name: '常用筛选' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('把现在的筛选存为').fill('较重的超期')
    await dialog.getByRole('button', { name: '存下' }).click()
    await dialog.getByRole('link', { name: '较重的超期' }).waitFor()
    await page.goto(`${base()}/cases`)
    await settle(page)
    await page.getByRole('button', { name: '常用筛选' }).click()
    await page.getByRole('dialog').getByRole('link', { name: '较重的超期' }).click()
    await page.waitForURL(/overdue=yes/)
    assert.equal(new URL(page.url()).searchParams.get('severity'), 'serious')
  })

  for (const size of [DESK, PHONE]) {
    it(`every page and form of it is accessible and fits ${size.width} px`, async () => {
      const page = await pages.as('ziliao')
      await page.setViewportSize(size)
      const found: string[] = []
      const look = async (name: string) => found.push(...(await pageFaults(page, name)))
      for (const path of ['cases', 'cases?overdue=yes', 'cases/places', 'cases/common']) {
        await page.goto(`${base()}/${path}`)
        await settle(page)
        await look(path)
      }
      await page.getByRole('button', { name: '开展专项行动' }).first().click()
      await page.getByRole('dialog').waitFor()
      await look('campaign')
      await page.goto(caseUrl)
      await settle(page)
      await look('case')
      await page.getByRole('button', { name: /放大对比/ }).click()
      await page.getByRole('dialog').waitFor()
      await look('large photos')
      await page.goto(`${base()}/cases`)
      await settle(page)
      await page.getByRole('button', { name: '上报问题' }).click()
      await page.getByRole('dialog').waitFor()
      await look('report')
      assert.deepEqual(found, [])
    })
  }
})

const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

async function choosePlace(page: Page, name: string): Promise<void> {
  await page.getByRole('dialog').getByLabel('地点').click()
  await page.keyboard.type(name)
  await page.locator('.ant-select-dropdown:visible').getByText(name, { exact: true }).click()
}
