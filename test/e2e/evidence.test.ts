import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { addDays } from '#kernel/days.ts'
import { scenePhoto } from '#slices/evidence/test-scenes.ts'
import { DESK, type OfficePages, officePages, PHONE } from './office-pages.ts'
import { pageFaults, settle } from './page-faults.ts'

/** Somebody at the office looks at photos that two records have in common. */
describe('photos used again, in the browser', () => {
  let pages: OfficePages
  let clerk: Page
  let yard = ''

  const isClean = async (page: Page, name: string): Promise<void> => {
    for (const size of [DESK, PHONE]) {
      await page.setViewportSize(size)
      await settle(page)
      assert.deepEqual(await pageFaults(page, `${name} at ${size.width}`), [])
    }
    await page.setViewportSize(DESK)
  }
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const entry = async (daysAgo: number, note: string, picture: Buffer): Promise<void> => {
    const day = addDays(today, -daysAgo)
    const headers = { 'x-ybz': '1' }
    const fields = { amounts: { piles: '2' }, fields: {}, parties: {}, via: 'form', note }
    const made = await clerk.request.post(`${pages.url}/api/c/demo/entries`, {
      headers,
      data: { kind: 'cleanup', placeId: yard, dayFrom: day, dayTo: day, ...fields },
    })
    assert.equal(made.status(), 200, await made.text())
    const { id } = await made.json()
    const sent = await clerk.request.post(`${pages.url}/api/c/demo/entries/${id}/photos`, {
      headers: { ...headers, 'content-type': 'image/jpeg' },
      data: picture,
    })
    assert.equal(sent.status(), 200, await sent.text())
  }
  const card = (note: string) => clerk.getByRole('article').filter({ hasText: note })

  before(async () => {
    pages = await officePages()
    clerk = await pages.signIn('ziliao')
    const place = await clerk.request.post(`${pages.url}/api/c/demo/places`, {
      headers: { 'x-ybz': '1' },
      data: { type: 'yard', name: '新交付的桂花院', parentId: null, attrs: {}, validFrom: '2020-01-01' },
    })
    yard = (await place.json()).id
    for (const [at, name] of ['甲', '乙', '丙'].entries()) {
      const picture = await scenePhoto(300 + at)
      await entry(40 + at, `早先清理${name}`, picture)
      await entry(2 + at, `这次清理${name}`, await sharp(picture).resize(480).jpeg({ quality: 70 }).toBuffer())
    }
    // Looked at a moment after they came.
    for (let round = 0; round < 60; round += 1) {
      const answer = await clerk.request.get(`${pages.url}/api/c/demo/photo-questions`)
      if (/甲.*乙.*丙|丙.*乙.*甲/s.test(await answer.text())) return
      await clerk.waitForTimeout(500)
    }
    throw new Error('nobody asked about the photos')
  })
  after(() => pages?.close())

  it('is told at home and shows both records side by side', async () => {
    await clerk.goto(`${pages.url}/c/demo/home`)
    await clerk.getByRole('link', { name: '照片可能重复使用，请看一看' }).click()
    await clerk.getByRole('heading', { name: '照片是否重复使用', level: 1 }).waitFor()
    const one = card('早先清理甲')
    await one.getByText('这次清理甲').waitFor()
    assert.equal(await one.locator('.photo-beside img').count(), 2)
    assert.equal(await one.getByRole('link', { name: '打开这条记录' }).count(), 2)
    for (const image of await one.locator('.photo-beside img').all()) {
      await image.scrollIntoViewIfNeeded()
      await clerk.waitForFunction((each) => (each as HTMLImageElement).naturalWidth > 0, await image.elementHandle())
    }
    await isClean(clerk, 'questions')
    await one.getByRole('button', { name: '放大' }).click()
    await clerk.getByRole('dialog').locator('img').nth(1).waitFor()
    await isClean(clerk, 'both enlarged')
    await clerk.keyboard.press('Escape')
    await clerk.getByRole('dialog').waitFor({ state: 'hidden' })
  })

  it('is answered by keyboard alone, and what was answered stands in its list', async () => {
    const button = card('早先清理甲').getByRole('button', { name: '同一件事（正常）' })
    await button.focus()
    await clerk.keyboard.press('Enter')
    await card('早先清理甲').waitFor({ state: 'detached' })
    await card('早先清理乙').getByRole('button', { name: '先放着' }).press('Enter')
    const dialog = clerk.getByRole('dialog', { name: '先放着' })
    await dialog.getByRole('textbox').fill('等郭强回来问')
    await isClean(clerk, 'why it is put aside')
    await dialog.getByRole('button', { name: '先放着' }).click()
    await card('早先清理乙').waitFor({ state: 'detached' })
    await card('早先清理丙').getByRole('button', { name: '用错照片，去更正' }).press('Enter')
    await card('早先清理丙').waitFor({ state: 'detached' })
    const notice = clerk.getByRole('status').filter({ hasText: '换上对的照片' })
    assert.equal(await notice.getByRole('link').filter({ hasText: '桂花院' }).count(), 2)
    await isClean(clerk, 'the way to both records')
    await notice.getByRole('link', { name: '早先清理丙' }).click()
    await clerk.waitForURL('**/ledger?entry=*')
    // Sent by the office from a picture that says nothing of itself.
    await clerk.getByRole('dialog').getByText('没有拍摄时间 · 新交付的桂花院 · 秦兰').waitFor()
    await clerk.goto(`${pages.url}/c/demo/photo-questions?list=left`)
    await card('早先清理乙').getByText('等郭强回来问').waitFor()
    await isClean(clerk, 'put aside')
    await clerk.goto(`${pages.url}/c/demo/photo-questions?list=to-mend`)
    await card('早先清理丙').getByRole('link', { name: '打开这条记录' }).first().click()
    await clerk.waitForURL('**/ledger?entry=*')
  })

  it('says so when there is nothing to look at, and when it could not be asked', async () => {
    const path = '**/api/c/demo/photo-questions?*'
    await clerk.route(path, (route) => route.fulfill({ json: { rows: [], total: 0 } }))
    await clerk.goto(`${pages.url}/c/demo/photo-questions`)
    await clerk.getByText('没有要看的照片').waitFor()
    await isClean(clerk, 'nothing to look at')
    await clerk.unroute(path)
    await clerk.route(path, (route) =>
      route.fulfill({
        status: 400,
        json: { code: 'request.invalid', status: 400, message: '请求不对，请刷新', params: {} },
      }),
    )
    await clerk.reload()
    await clerk.getByRole('alert').first().waitFor()
    await isClean(clerk, 'a failure')
    await clerk.unroute(path)
  })

  it('is not for those who see some places only', async () => {
    const grid = await pages.signIn('wangge')
    await grid.goto(`${pages.url}/c/demo/photo-questions`)
    await settle(grid)
    assert.equal(await grid.getByRole('article').count(), 0)
    assert.equal(await grid.getByRole('heading', { level: 1 }).textContent(), '没有权限')
    await grid.context().close()
  })
})
