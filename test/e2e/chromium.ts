import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import { ensureBrowser } from '../../scripts/browser.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The machine's own Chromium; nothing is downloaded, and it talks to nobody but the server under test. */
export async function openChromium(): Promise<Browser> {
  const executablePath = ensureBrowser()
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** Violations of WCAG 2.2 A and AA on the page as it stands, one line each. */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  const result = await page.evaluate(async () =>
    (globalThis as any).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      // What is in order need not be put together.
      resultTypes: ['violations'],
    }),
  )
  return result.violations.flatMap(
    (violation: { id: string; help: string; nodes: { target: string[]; html: string }[] }) =>
      violation.nodes.map(
        (node) => `${violation.id}: ${violation.help} — ${node.target.join(' ')} ${node.html.slice(0, 160)}`,
      ),
  )
}
