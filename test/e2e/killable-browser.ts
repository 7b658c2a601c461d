import { readdir, readFile } from 'node:fs/promises'
import { type BrowserContext, chromium } from 'playwright-core'
import { ensureBrowser } from '../../scripts/browser.ts'

/** A telephone's browser with a store of its own in `folder`, that another can be opened on after it was killed. */
export function openOn(folder: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, {
    executablePath: ensureBrowser(),
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
    hasTouch: true,
  })
}

/** No goodbye: every process of the browser on this folder is ended at once. Linux only. */
export async function killBrowser(context: BrowserContext, folder: string): Promise<void> {
  const gone = new Promise((done) => context.once('close', done))
  for (const pid of await readdir('/proc')) {
    const line = /^\d+$/.test(pid) ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '') : ''
    if (line.includes(folder)) process.kill(Number(pid), 'SIGKILL')
  }
  await gone
}
