import type { Browser, Page } from 'playwright-core'
import { openChromium } from './chromium.ts'
import { serve } from './served.ts'

export interface Size {
  width: number
  height: number
}
export const DESK: Size = { width: 1440, height: 900 }
export const PHONE: Size = { width: 390, height: 844 }

export interface OfficePages {
  url: string
  passwords: Record<string, string>
  /** In a browser of its own: it shares no session with any other. */
  newPage: (size?: Size, locale?: string) => Promise<Page>
  /** Fills in the form of signing in and sends it; what comes then is up to the caller. */
  fillIn: (page: Page, login: string) => Promise<void>
  /** A new page, signed in and at its home. */
  signIn: (login: string, size?: Size) => Promise<Page>
  /** The one page this account works at. */
  as: (login: string) => Promise<Page>
  close: () => Promise<void>
}

/** A server with the sample communities, and pages of its office in a real browser. */
export async function officePages(): Promise<OfficePages> {
  const served = await serve()
  const { url, passwords } = served
  const browser: Browser = await openChromium().catch(async (cause: unknown) => {
    await served.stop()
    throw cause
  })
  const open = new Map<string, Page>()
  const pages: OfficePages = {
    url,
    passwords,
    newPage: async (viewport = DESK, locale = 'zh-CN') => {
      const context = await browser.newContext({ viewport, locale, reducedMotion: 'reduce' })
      return context.newPage()
    },
    fillIn: async (page, login) => {
      await page.goto(`${url}/sign-in`)
      await page.getByLabel('登录名').fill(login)
      await page.getByLabel('密码').fill(passwords[login]!)
      await page.keyboard.press('Enter')
    },
    signIn: async (login, size) => {
      const page = await pages.newPage(size)
      await pages.fillIn(page, login)
      await page.waitForURL('**/home')
      return page
    },
    as: async (login) => {
      const page = open.get(login) ?? (await pages.signIn(login))
      open.set(login, page)
      return page
    },
    close: async () => {
      await browser.close()
      await served.stop()
    },
  }
  return pages
}
