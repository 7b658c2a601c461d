/** The browser's own offer to install, kept until the person says yes. */
interface InstallOffer extends Event {
  prompt: () => Promise<unknown>
  userChoice?: Promise<{ outcome: 'accepted' | 'dismissed' }>
}

let offer: InstallOffer | null = null

export function listenForInstall(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    offer = event as InstallOffer
  })
  window.addEventListener('appinstalled', () => {
    offer = null
    write('installed')
  })
}

export type HowToInstall =
  | 'installed'
  | 'offered'
  | 'iphone'
  | 'ipad'
  | 'ios-other'
  | 'wechat'
  | 'wecom'
  | 'browser-menu'

/** What tells where the page runs; tests hand in their own. */
export interface Surroundings {
  userAgent: string
  maxTouchPoints: number
  /** Whether it was opened from the home screen. */
  standalone: boolean
  /** Whether the browser offered to install it. */
  offered: boolean
}

function here(): Surroundings {
  const { userAgent, maxTouchPoints } = navigator
  const fromHome = (navigator as { standalone?: boolean }).standalone === true
  const standalone = fromHome || window.matchMedia('(display-mode: standalone)').matches
  return { userAgent, maxTouchPoints, standalone, offered: offer !== null }
}

/** How this page comes onto the home screen from where it is open now. */
export function howToInstall({ userAgent, maxTouchPoints, standalone, offered }: Surroundings = here()): HowToInstall {
  if (standalone) return 'installed'
  // 企业微信 calls itself 微信 as well.
  if (/wxwork/i.test(userAgent)) return 'wecom'
  if (/MicroMessenger/i.test(userAgent)) return 'wechat'
  if (offered) return 'offered'
  // An iPad says that it is a Mac; no Mac is touched.
  const pad = /iPad/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1)
  if (!pad && !/iPhone|iPod/.test(userAgent)) return 'browser-menu'
  if (/CriOS|FxiOS|EdgiOS/.test(userAgent)) return 'ios-other'
  return pad ? 'ipad' : 'iphone'
}

/** Browsers inside other apps: they cannot install, and keep what is saved badly. */
export const isInApp = (how: HowToInstall): boolean => how === 'wechat' || how === 'wecom'

/** Shows the browser's own question. @returns whether the person said yes */
export async function install(): Promise<boolean> {
  const asked = offer
  offer = null
  await asked?.prompt()
  return (await asked?.userChoice)?.outcome === 'accepted'
}

const KEPT_UNDER = 'ybz.field.install'
const QUIET_MS = 21 * 24 * 3_600_000

/** What was last answered: installed, or when it was put off. */
export const dismissInstall = (now = Date.now()): void => write(String(now))

function write(answer: string): void {
  try {
    localStorage.setItem(KEPT_UNDER, answer)
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}

function answered(): string | null {
  try {
    return localStorage.getItem(KEPT_UNDER)
  } catch {
    return null
  }
}

/** Whether it makes sense to ask now: not where it is done, nor some weeks after it was put off. */
export function mayAskToInstall(how: HowToInstall, answer: string | null = answered(), now = Date.now()): boolean {
  // Inside another app it is told above every page.
  if (how === 'installed' || isInApp(how) || answer === 'installed') return false
  const since = answer === null ? Infinity : now - Number(answer)
  // A clock that was set back does not silence it for years.
  return !(since >= 0 && since < QUIET_MS)
}

export const INSTALL_WORDS: Record<HowToInstall, string> = {
  installed: '已添加到主屏幕，没有网络也能打开。',
  offered: '添加到主屏幕，没有网络也能打开，记录也更不容易被清除。',
  iphone: '点屏幕下方的分享按钮，选“添加到主屏幕”。不添加的话，七天不打开，没上传的记录可能被系统清除。',
  ipad: '点屏幕右上角的分享按钮，选“添加到主屏幕”。不添加的话，七天不打开，没上传的记录可能被系统清除。',
  'ios-other':
    '点地址栏里的分享按钮，选“添加到主屏幕”；没有这一项的，请用 Safari 打开本页再添加。不添加的话，七天不打开，没上传的记录可能被系统清除。',
  wechat: '微信里打开的页面不能添加到主屏幕，没有网络时打不开，记录也可能被清除。请点右上角“…”，选“在浏览器打开”。',
  wecom:
    '企业微信里打开的页面不能添加到主屏幕，没有网络时打不开，记录也可能被清除。请点右上角“…”，选“在默认浏览器打开”。',
  'browser-menu': '在浏览器菜单里选“添加到主屏幕”或“安装”，没有网络也能打开。',
}
