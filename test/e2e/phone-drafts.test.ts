import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { axeViolations } from './chromium.ts'
import { killBrowser, openOn } from './killable-browser.ts'
import { serve, type Served } from './served.ts'

/** What is half made is no less somebody's work: it waits where it was left, and pictures are waited for. */
describe('what is not saved yet', { skip: process.platform !== 'linux' }, () => {
  let served: Served
  let folder: string
  let context: BrowserContext
  let page: Page

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ybz-draft-'))
    served = await serve()
    await open()
    await page.goto(`${served.url}/m`)
    await page.getByLabel('登录名').fill('wangge')
    await page.getByLabel('密码').fill(served.passwords.wangge!)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /^我负责的地点/ }).waitFor()
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}))
    // A browser that is killed may lose the session of its last half minute.
    await context.setOffline(true)
    await page.reload()
    await page.getByRole('link', { name: '记一笔' }).waitFor()
  })
  after(async () => {
    await context?.close().catch(() => {})
    await served?.stop()
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  })

  async function open(): Promise<void> {
    context = await openOn(folder)
    page = context.pages()[0] ?? (await context.newPage())
    page.setDefaultTimeout(20_000)
  }
  const go = async (hash: string): Promise<void> => {
    await page.goto(`${served.url}/m/#/${hash}`)
  }
  const tap = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click()
  const piles = () => page.getByLabel('清理乱堆垃圾', { exact: true })
  const goesOn = () => page.getByText('接着上次没保存的')
  const saved = (): Promise<void> => page.getByRole('heading', { name: '已保存' }).waitFor()
  const hand = async (seed: number, side = 1000): Promise<Buffer> => {
    const buffer = await picture(seed, side)
    await page.getByTestId('camera').setInputFiles({ name: `${seed}.jpg`, mimeType: 'image/jpeg', buffer })
    return buffer
  }
  const shoot = async (seed: number): Promise<void> => {
    const had = await page.locator('.shot').count()
    await hand(seed)
    await page.locator('.shot').nth(had).waitFor()
  }
  async function begin(amount: string): Promise<void> {
    await go('new')
    const kind = page.getByRole('button', { name: '环境整治', exact: true })
    await kind.waitFor()
    if ((await kind.getAttribute('aria-pressed')) !== 'true') await kind.click()
    if ((await page.locator('[aria-label="选地点"] [aria-pressed="true"]').count()) === 0)
      await page.getByRole('group', { name: '选地点' }).getByRole('button').first().click()
    await piles().fill(amount)
  }
  /** The draft's own line on the disk, once it says this. */
  async function keptAs(words: string): Promise<void> {
    await page.waitForFunction(async (wanted) => {
      const asked = indexedDB.open('ybz-field')
      const database = await new Promise<IDBDatabase>((done) => (asked.onsuccess = () => done(asked.result)))
      const store = database.transaction('kept').objectStore('kept')
      const all = store.getAll(IDBKeyRange.bound('draft:', 'draft:\uffff'))
      const found = await new Promise<unknown[]>((done) => (all.onsuccess = () => done(all.result)))
      database.close()
      return JSON.stringify(found.filter((one) => !(one instanceof Uint8Array))).includes(wanted)
    }, words)
  }
  const draftsKept = (): Promise<string[]> =>
    page.evaluate(async () => {
      const asked = indexedDB.open('ybz-field')
      const database = await new Promise<IDBDatabase>((done) => (asked.onsuccess = () => done(asked.result)))
      const store = database.transaction('kept').objectStore('kept')
      const keys = store.getAllKeys(IDBKeyRange.bound('draft:', 'draft:\uffff'))
      const found = await new Promise<IDBValidKey[]>((done) => (keys.onsuccess = () => done(keys.result)))
      database.close()
      return found.map(String)
    })
  interface Row {
    operation: {
      act: { do: string; amounts?: Record<string, string> }
      photos: { sha256: string; takenAt: string | null; cameraSha256: string | null; source: string }[]
    }
  }
  /** What was saved last, with the pixels of its pictures. */
  async function lastSaved(): Promise<Row & { sides: number[]; whole: boolean[] }> {
    const { row, bytes } = await page.evaluate(async () => {
      const asked = indexedDB.open('ybz-field')
      const database = await new Promise<IDBDatabase>((done) => (asked.onsuccess = () => done(asked.result)))
      const get = (name: string, key?: string): Promise<any> => {
        const store = database.transaction(name).objectStore(name)
        const wanted = key === undefined ? store.getAll() : store.get(key)
        return new Promise((done) => (wanted.onsuccess = () => done(wanted.result)))
      }
      const last = (await get('rows')).at(-1)
      const pictures: number[][] = []
      for (const { sha256 } of last.operation.photos) pictures.push([...(await get('bytes', sha256))])
      database.close()
      return { row: last, bytes: pictures }
    })
    const sides: number[] = []
    const whole: boolean[] = []
    for (const [nth, one] of bytes.entries()) {
      const { width, height } = await sharp(Buffer.from(one)).metadata()
      sides.push(Math.max(width, height))
      whole.push(sha256(Buffer.from(one)) === row.operation.photos[nth].sha256)
    }
    return { ...row, sides, whole }
  }

  /** Pictures take long on an old phone. */
  const slowly = (): Promise<void> =>
    page.evaluate(() => {
      const whole = window.createImageBitmap
      window.createImageBitmap = async (...asked: any[]) => {
        await new Promise((done) => setTimeout(done, 900))
        return (whole as any)(...asked)
      }
    })

  it('a record saved before its picture is ready waits for it, and has it', async () => {
    await begin('1')
    await slowly()
    const file = await hand(1, 4000)
    await tap('保存')
    await page.getByRole('button', { name: '正在处理照片…' }).waitFor()
    await saved()
    const { operation, sides, whole } = await lastSaved()
    assert.equal(operation.photos.length, 1)
    // What stands on the disk of the camera's own picture: shrunk, and what the camera wrote beside it.
    assert.deepEqual(sides, [1600])
    assert.deepEqual(whole, [true])
    assert.equal(operation.photos[0]!.takenAt, '2026-05-04T01:30:15.000Z')
    assert.equal(operation.photos[0]!.cameraSha256, sha256(file))
  })

  it('so does a report; and one whose picture cannot be read says so instead of leaving it out', async () => {
    await go('report')
    await page.getByLabel('是什么问题').fill('楼道堆着纸箱')
    if ((await page.locator('[aria-label="选地点"] [aria-pressed="true"]').count()) === 0)
      await page.getByRole('group', { name: '选地点' }).getByRole('button').first().click()
    await page
      .getByTestId('camera')
      .setInputFiles({ name: 'x.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(3_000_000, 7) })
    await tap('保存')
    await page.getByRole('button', { name: '正在处理照片…' }).waitFor()
    await page.getByText('这张照片打不开').waitFor()
    assert.equal(await page.getByRole('heading', { name: '已保存' }).count(), 0)
    await hand(2, 4000)
    await tap('保存')
    await saved()
    const { operation } = await lastSaved()
    assert.deepEqual([operation.act.do, operation.photos.length], ['case', 1])
  })

  it('left by 返回 and by 未上传, it goes on where it was', async () => {
    await begin('7')
    await shoot(3)
    await page.getByRole('link', { name: '返回' }).click()
    await page.getByRole('heading', { name: /^我负责的地点/ }).waitFor()
    await page.getByRole('link', { name: '记一笔' }).click()
    await goesOn().waitFor()
    assert.equal(await piles().inputValue(), '7')
    assert.equal(await page.locator('.shot').count(), 1)
    assert.deepEqual(await axeViolations(page), [])
    // A picture that is not ready when the form is left is there when one comes back.
    await hand(4, 4000)
    await page.getByRole('link', { name: /未上传/ }).click()
    await page.getByRole('button', { name: '现在上传' }).waitFor()
    await page.goBack()
    await goesOn().waitFor()
    await page.locator('.shot').nth(1).waitFor()
    await tap('保存')
    await saved()
    const { operation } = await lastSaved()
    assert.deepEqual([operation.act.amounts, operation.photos.length], [{ piles: '7' }, 2])
    assert.deepEqual(await draftsKept(), [])
    await tap('再记一笔')
    await page.getByRole('button', { name: '保存', exact: true }).waitFor()
    assert.equal(await goesOn().count(), 0)
    assert.equal(await page.locator('.shot').count(), 0)
  })

  it('loaded anew, and after the browser was killed', async () => {
    await begin('8')
    await shoot(5)
    await page.getByLabel('备注（可不填）').fill('东墙根')
    await keptAs('东墙根')
    await page.reload()
    await goesOn().waitFor()
    assert.equal(await piles().inputValue(), '8')
    await page.getByLabel('备注（可不填）').fill('东墙根三处')
    await keptAs('东墙根三处')
    await killBrowser(context, folder)
    await open()
    await context.setOffline(true)
    await page.goto(`${served.url}/m/`)
    await page.getByRole('link', { name: '记一笔' }).click()
    await goesOn().waitFor()
    assert.equal(await piles().inputValue(), '8')
    assert.equal(await page.getByLabel('备注（可不填）').inputValue(), '东墙根三处')
    await page.locator('.shot img').first().waitFor()
    await tap('放大看（现场）')
    const large = page.getByRole('dialog', { name: '放大的照片' })
    await large.getByRole('button', { name: '看每个细节' }).click()
    assert.deepEqual(await axeViolations(page), [])
    await large.getByRole('button', { name: '看好了' }).click()
    await tap('保存')
    await saved()
    const { operation, whole } = await lastSaved()
    assert.equal(operation.photos.length, 1)
    assert.deepEqual(whole, [true])
    assert.deepEqual(await draftsKept(), [])
  })

  it('given up only when asked twice', async () => {
    await go('report')
    await page.getByLabel('是什么问题').fill('井盖松动')
    await keptAs('井盖松动')
    await go('')
    await page.getByRole('link', { name: '报问题', exact: true }).click()
    await goesOn().waitFor()
    await tap('放弃')
    await tap('接着填')
    assert.equal(await page.getByLabel('是什么问题').inputValue(), '井盖松动')
    await tap('放弃')
    await tap('确定放弃')
    await goesOn().waitFor({ state: 'detached' })
    assert.equal(await page.getByLabel('是什么问题').inputValue(), '')
    assert.deepEqual(await draftsKept(), [])
  })

  it('a change of what was saved is kept as well, and saving it leaves nothing behind', async () => {
    await go('records')
    await page
      .getByRole('link', { name: /清理乱堆垃圾 8处/ })
      .first()
      .click()
    await piles().fill('9')
    await keptAs('"9"')
    await page.getByRole('link', { name: '返回' }).click()
    await go('records')
    await page
      .getByRole('link', { name: /清理乱堆垃圾 8处/ })
      .first()
      .click()
    await goesOn().waitFor()
    assert.equal(await piles().inputValue(), '9')
    await page.locator('.shot').first().waitFor()
    await tap('保存改动')
    await saved()
    assert.deepEqual(await draftsKept(), [])
    assert.equal((await lastSaved()).operation.photos.length, 1)
  })

  it('with nothing in it, it is not saved: the server would not take it', async () => {
    await go('new')
    await page.getByRole('button', { name: '保存', exact: true }).waitFor()
    const more = page.getByRole('button', { name: '更多', exact: true })
    if (await more.isVisible()) await more.click()
    await page.getByRole('button', { name: '会议', exact: true }).click()
    const places = page.getByRole('group', { name: '选地点' })
    const unfold = places.getByRole('button', { name: '换地点、写位置' })
    if (await unfold.isVisible()) await unfold.click()
    const place = places.locator('[aria-pressed="true"]')
    if ((await place.count()) > 0) await place.click()
    await tap('保存')
    await page.getByText('还什么也没有填').waitFor()
  })
})

/** A picture that is like no other, as a camera writes it. */
function picture(seed: number, side: number): Promise<Buffer> {
  return sharp({
    create: { width: side, height: (side * 3) / 4, channels: 3, background: { r: (seed * 53) % 256, g: seed, b: 90 } },
  })
    .jpeg()
    .withExif({ IFD2: { DateTimeOriginal: '2026:05:04 09:30:15', OffsetTimeOriginal: '+08:00' } })
    .toBuffer()
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
