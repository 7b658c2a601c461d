import type { Page } from 'playwright-core'
import { axeViolations } from './chromium.ts'

/** Waits until the page has its heading and nothing is loading any more. */
export async function settle(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  await page.waitForFunction(() => document.querySelector('.loading, [aria-busy="true"]') === null)
}

/** What is wrong with the page as it stands, one line each: not accessible, or wider than its window. */
export async function pageFaults(page: Page, name: string): Promise<string[]> {
  // Half-faded text has half its contrast.
  await page.waitForFunction(() => document.getAnimations().every((each) => each.playState !== 'running'))
  const found = (await axeViolations(page)).map((violation) => `${name}: ${violation}`)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  if (wide > 0) found.push(`${name}: ${wide} px wider than the window`)
  return found
}
