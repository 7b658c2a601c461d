import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '#kernel/ids.ts'
import { operationText } from '#slices/field/operation-text.ts'
import type { Act, Operation, PhotoFact } from '#slices/field/schema.ts'
import { cleanupAct, operationOf, pictureOf, sha } from '#test/field-operations.ts'
import { DESK, type OfficePages, officePages, PHONE } from './office-pages.ts'
import { pageFaults, settle } from './page-faults.ts'

/** The office's side of field work in a real browser: what waits is seen in the morning, looked at, and settled. */
describe('the office settles what phones sent', () => {
  let pages: OfficePages
  let yard = ''
  const base = (): string => `${pages.url}/c/demo`

  const phones = new Map<string, { id: string; seq: number }>()
  const phoneOf = (login: string) => {
    const phone = phones.get(login) ?? { id: newId(), seq: 0 }
    phones.set(login, phone)
    return phone
  }
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const entry = (piles: string, note: string): Act => cleanupAct(yard, piles, { locus: '东门', day: today, note })
  const operation = (login: string, act: Act, photos: PhotoFact[] = []): Operation => {
    const clock = { clientTime: new Date().toISOString(), clockAhead: 200_000 }
    return operationOf(act, { deviceSeq: (phoneOf(login).seq += 1), ...clock }, photos)
  }
  const send = async (login: string, ...operations: Operation[]): Promise<any> => {
    const page = await pages.as(login)
    const answer = await page.request.post(`${pages.url}/api/c/demo/field/batch`, {
      headers: { 'x-ybz': '1' },
      data: { deviceId: phoneOf(login).id, operations, owed: [] },
    })
    return (await answer.json()).items
  }

  before(async () => {
    pages = await officePages()
    const page = await pages.as('ziliao')
    // Nobody answers for it yet, the cadre neither.
    const place = await page.request.post(`${pages.url}/api/c/demo/places`, {
      headers: { 'x-ybz': '1' },
      data: { type: 'yard', name: '新交付的杏林院', parentId: null, attrs: {}, validFrom: '2026-01-01' },
    })
    yard = (await place.json()).id
    const { bytes, fact: photo } = await pictureOf(
      { width: 400, height: 300, background: '#7a9' },
      { takenAt: new Date().toISOString() },
    )
    const late: PhotoFact = { ...photo, sha256: sha('still on the phone') }
    const [held] = await send('ganbu', operation('ganbu', entry('6', '雨后和居民一起清的'), [photo, late]))
    assert.equal(held.outcome, 'quarantined')
    const cadre = await pages.as('ganbu')
    const path = `/api/c/demo/field/photos/${photo.sha256}?device=${phoneOf('ganbu').id}`
    const put = await cadre.request.put(pages.url + path, {
      headers: { 'x-ybz': '1', 'content-type': 'image/jpeg' },
      data: bytes,
    })
    assert.equal(put.status(), 200)
    const first = operation('ziliao', entry('3', '上午清的'))
    const act = entry('9', '下午又清了一遍')
    await send('ziliao', first, { ...first, act, hash: sha(operationText(act, [])) })
    await send('ganbu', operation('ganbu', entry('1', '记重了')))
  })
  after(() => pages?.close())

  it('the clerk is told in the morning, beside the menu and at home', async () => {
    const page = await pages.as('ziliao')
    await page.goto(`${base()}/home`)
    await settle(page)
    await page.getByRole('link', { name: /手机送来 3 条待处理/ }).waitFor()
    await page.getByRole('link', { name: '手机送来的，等待核对入账' }).click()
    await page.getByRole('heading', { level: 1, name: '手机送来' }).waitFor()
    await settle(page)
    await page.getByText('不在您负责的范围').first().waitFor()
  })

  for (const size of [DESK, PHONE]) {
    it(`every page of it is accessible and fits ${size.width} px`, async () => {
      const page = await pages.as('ziliao')
      await page.setViewportSize(size)
      const found: string[] = []
      const look = async (name: string): Promise<void> => {
        found.push(...(await pageFaults(page, name)))
        const pictures = process.env.FIELD_PICTURES
        if (pictures) await page.screenshot({ path: `${pictures}/${name}-${size.width}.png`, fullPage: true })
      }
      for (const path of ['field', 'field?state=dropped', 'field/phones', 'field/entry']) {
        await page.goto(`${base()}/${path}`)
        await settle(page)
        await look(path.replaceAll(/\W/g, '-'))
      }
      await page.goto(`${base()}/field`)
      await settle(page)
      await page.getByRole('link', { name: /9处/ }).click()
      await settle(page)
      await page.getByText('下午又清了一遍').waitFor()
      await look('two-versions')
      await page.getByRole('button', { name: '用手机送来的替换' }).click()
      await page.getByRole('dialog').waitFor()
      await look('replace')
      await page.keyboard.press('Escape')
      await page.goto(`${base()}/field`)
      await settle(page)
      await page.getByRole('link', { name: /6处/ }).click()
      await settle(page)
      await page.getByText('还有 1 张在手机上没有传到').waitFor()
      await look('with-photos')
      assert.deepEqual(found, [])
    })
  }

  it('she records one for its sender with the keyboard alone, and the record carries its photo', async () => {
    const page = await pages.as('ziliao')
    await page.setViewportSize(DESK)
    await page.goto(`${base()}/field`)
    await settle(page)
    await page.getByRole('link', { name: /6处/ }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('雨后和居民一起清的').waitFor()
    await page.getByRole('button', { name: '代为入账' }).focus()
    await page.keyboard.press('Enter')
    await page
      .getByRole('dialog')
      .getByText(/的名义记下/)
      .waitFor()
    await page.getByRole('dialog').getByRole('button', { name: '代为入账' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/field$/)
    await page.getByRole('link', { name: /手机送来 2 条待处理/ }).waitFor()
    await page.goto(`${base()}/field?state=applied`)
    await settle(page)
    await page.getByRole('link', { name: /6处/ }).click()
    await page.getByRole('link', { name: '看现在的记录' }).click()
    await page
      .getByRole('img', { name: /照片，第1张，共1张/ })
      .first()
      .waitFor()
  })

  it('she chooses between two versions; what stood stays in the history', async () => {
    const page = await pages.as('ziliao')
    await page.goto(`${base()}/field`)
    await settle(page)
    await page.getByRole('link', { name: /9处/ }).click()
    await page.getByRole('row', { name: /备注/ }).getByText('上午清的').waitFor()
    await page.getByRole('button', { name: '用手机送来的替换' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(/原因/).fill('和本人核对过，以下午的为准')
    await dialog
      .getByRole('button', { name: '替 换' })
      .or(dialog.getByRole('button', { name: '替换' }))
      .click()
    await page.waitForURL(/\/field$/)
    await page.goto(`${base()}/field?state=applied`)
    await settle(page)
    await page.getByRole('link', { name: /9处/ }).click()
    await page
      .getByText(/已代为入账/)
      .first()
      .waitFor()
  })

  it('two at once: the second is told who was first', async () => {
    const clerk = await pages.as('ziliao')
    const head = await pages.as('shuji')
    for (const page of [clerk, head]) {
      await page.goto(`${base()}/field`)
      await settle(page)
      await page.getByRole('link', { name: /1处/ }).click()
      await page.getByText('记重了').waitFor()
      await page
        .getByRole('button', { name: '搁 置' })
        .or(page.getByRole('button', { name: '搁置' }))
        .click()
      await page.getByRole('dialog').getByLabel(/原因/).fill('与网格员记的是同一件')
    }
    const submit = async (page: Page): Promise<void> => page.getByRole('dialog').locator('.ant-btn-dangerous').click()
    await submit(clerk)
    await clerk.waitForURL(/\/field$/)
    await submit(head)
    await head
      .getByRole('dialog')
      .getByText(/刚由秦兰处理过（已搁置）/)
      .waitFor()
    const [heard] = await send('ganbu')
    assert.equal(heard, undefined)
    await clerk.goto(`${base()}/field?state=dropped`)
    await settle(clerk)
    await clerk.getByText('与网格员记的是同一件').waitFor()
  })

  it('is no page for those who may not settle', async () => {
    const page = await pages.as('ganbu')
    await page.goto(`${base()}/home`)
    await settle(page)
    assert.equal(await page.getByRole('link', { name: /手机送来/ }).count(), 0)
    await page.goto(`${base()}/field`)
    await page.locator('h1').first().waitFor()
    assert.equal(await page.getByText('没有等待处理的').count(), 0)
  })
})
