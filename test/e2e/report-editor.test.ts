import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { DESK, type OfficePages, officePages, PHONE, type Size } from './office-pages.ts'
import { pageFaults } from './page-faults.ts'

let pages: OfficePages
let path: string

before(async () => {
  pages = await officePages()
  const page = await open('ziliao', '/home')
  path = await page.evaluate(async () => {
    const home = location.pathname.replace(/\/home$/, '')
    const body = JSON.stringify({ outline: 'annual', from: '2026-01-01', to: '2026-12-31' })
    const headers = { 'content-type': 'application/json', 'x-ybz': '1' }
    const answer = await fetch(`/api${home}/reports`, { method: 'POST', headers, body })
    return `/reports/${((await answer.json()) as { id: string }).id}`
  })
  await page.context().close()
})
after(() => pages?.close())

async function open(login: string, to: string, size?: Size): Promise<Page> {
  const page = await pages.signIn(login, size)
  if (to !== '/home') await page.goto(page.url().replace(/\/home$/, to))
  if (to.startsWith('/reports/')) await page.locator('.ProseMirror .chip').first().waitFor()
  return page
}

const chips = (page: Page) => page.locator('.ProseMirror .chip')
/** Resolves once the server has taken the text; the sign alone says "saved" from the moment a report is opened. */
const stored = (page: Page) => page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok())
/** The text with every chip in brackets, so that what stands in one and what beside it cannot be confused. */
const facts = (page: Page) =>
  page.locator('.ProseMirror').evaluate((root) => {
    const paragraph = [...root.querySelectorAll('p')].find((each) => each.querySelector('.chip'))!
    const say = (node: Node): string =>
      node instanceof HTMLElement && node.classList.contains('chip')
        ? `[${node.textContent}]`
        : node.childNodes.length > 0
          ? [...node.childNodes].map(say).join('')
          : (node.textContent ?? '')
    return say(paragraph)
  })

test('no number is typed over: not by keys, an input method or dictation, not even within a selection', async () => {
  const page = await open('ziliao', path)
  const before = await chips(page).allInnerTexts()
  const input = await page.context().newCDPSession(page)
  await chips(page).first().click()
  await page.keyboard.type('9')
  await chips(page).first().click()
  await page.keyboard.insertText('约')
  await chips(page).first().click()
  // As an input method does it: a key nobody may read, letters being composed, then the chosen word.
  await input.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Process', windowsVirtualKeyCode: 229 })
  await input.send('Input.imeSetComposition', { text: 'ren', selectionStart: 3, selectionEnd: 3 })
  await page.getByText('ren约9').waitFor()
  await input.send('Input.insertText', { text: '人' })
  await page.getByText('人约9').waitFor()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('全')
  await page.getByText('没有被覆盖').first().waitFor()
  assert.deepEqual(await chips(page).allInnerTexts(), before)
  assert.match(await facts(page), /\]人约9/)
  const taken = stored(page)
  await page.keyboard.press('Control+End')
  await page.keyboard.type('以上')
  await taken
  await page.reload()
  await chips(page).first().waitFor()
  assert.deepEqual(await chips(page).allInnerTexts(), before)
  assert.match(await facts(page), /\]人约9/)
  await page.context().close()
})

test('a number is deleted by Backspace and brought back by undo', async () => {
  const page = await open('ziliao', path)
  const before = await chips(page).allInnerTexts()
  await chips(page).nth(1).click()
  await page.keyboard.press('Backspace')
  assert.equal(await chips(page).count(), before.length - 1)
  await page.keyboard.press('Control+z')
  assert.deepEqual(await chips(page).allInnerTexts(), before)
  await page.context().close()
})

test('a number typed into the text is marked and listed', async () => {
  const page = await open('ziliao', path)
  await page.locator('.ProseMirror > p').first().click()
  await page.keyboard.press('Home')
  await page.keyboard.type('新增座椅35把，')
  await page.locator('.typed-number').filter({ hasText: '35把' }).waitFor()
  await page.getByRole('complementary').getByRole('button', { name: '35把' }).waitFor()
  await page.context().close()
})

test('by keyboard alone: to a number, into its panel, another print, and back', async () => {
  const page = await open('ziliao', path)
  await page.locator('.ProseMirror').focus()
  const floored = chips(page)
    .filter({ hasText: /[余多]/ })
    .first()
  const print = await floored.innerText()
  await floored.evaluate((chip) => {
    const range = document.createRange()
    range.setStartBefore(chip)
    range.collapse(true)
    getSelection()!.removeAllRanges()
    getSelection()!.addRange(range)
  })
  // The editor reads a selection made from outside a moment later.
  await page.waitForTimeout(500)
  await page.keyboard.press('ArrowRight')
  await page.locator('.chip-on').waitFor()
  await page.keyboard.press('Enter')
  await page.locator('.side-panel h2:focus').waitFor()
  await page.getByRole('radio', { name: '默认' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.waitForFunction((was) => document.querySelector('.chip-on')?.textContent !== was, print)
  assert.doesNotMatch(await page.locator('.chip-on').innerText(), /[余多]/)
  await page.keyboard.press('Escape')
  await page.locator('.ProseMirror:focus').waitFor()
  assert.equal(await page.locator('.side-panel').count(), 0)
  await page.context().close()
})

test('two people at one report: the second is asked, and can keep their words', async () => {
  const [first, second] = [await open('ziliao', path), await open('shuji', path)]
  await first.bringToFront()
  await first.locator('.ProseMirror > p').first().click()
  const taken = stored(first)
  await first.keyboard.type('先到')
  await taken
  await second.bringToFront()
  await second.locator('.ProseMirror > p').first().click()
  await second.keyboard.type('后到')
  await second.getByRole('dialog', { name: '这份汇报刚被别人改过' }).waitFor()
  await second.getByRole('button', { name: '把我的另存为副本' }).click()
  await second.getByRole('heading', { level: 1, name: /（副本）/ }).waitFor()
  await second.getByText('后到').first().waitFor()
  await first.reload()
  await first.getByText('先到').first().waitFor()
  assert.equal(await first.getByText('后到').count(), 0)
  await first.context().close()
  await second.context().close()
})

for (const size of [DESK, PHONE]) {
  test(`the editor with a number open is accessible and fits (${size.width} px)`, async () => {
    const page = await open('ziliao', path, size)
    await chips(page).first().click()
    await page
      .getByText(/背后的记录（/)
      .first()
      .waitFor()
    assert.deepEqual(await pageFaults(page, 'the editor'), [])
    await page.context().close()
  })
}
