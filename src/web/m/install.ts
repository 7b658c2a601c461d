/** The browser's own offer to install, kept until the person says yes. */
interface InstallOffer extends Event {
  prompt: () => Promise<unknown>
}

let offer: InstallOffer | null = null

export function listenForInstall(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    offer = event as InstallOffer
  })
}

export type HowToInstall = 'installed' | 'offered' | 'ios' | 'wechat' | 'wecom' | 'browser-menu'

export function howToInstall(): HowToInstall {
  if (window.matchMedia('(display-mode: standalone)').matches || 'standalone' in navigator) {
    if ((navigator as { standalone?: boolean }).standalone !== false) return 'installed'
  }
  const agent = navigator.userAgent
  if (/wxwork/i.test(agent)) return 'wecom'
  if (/MicroMessenger/i.test(agent)) return 'wechat'
  if (offer) return 'offered'
  return /iPhone|iPad|iPod/.test(agent) ? 'ios' : 'browser-menu'
}

export async function install(): Promise<void> {
  await offer?.prompt()
  offer = null
}

export const INSTALL_WORDS: Record<HowToInstall, string> = {
  installed: '已添加到主屏幕，没有网络也能打开。',
  offered: '添加到主屏幕，没有网络也能打开，记录也更不容易被清除。',
  ios: '点浏览器下方的分享按钮，选“添加到主屏幕”。不添加的话，七天不打开，没上传的记录可能被系统清除。',
  wechat: '微信里打开的页面不能添加到主屏幕，没有网络时打不开，记录也可能被清除。请点右上角“…”，选“在浏览器打开”。',
  wecom:
    '企业微信里打开的页面不能添加到主屏幕，没有网络时打不开，记录也可能被清除。请点右上角“…”，选“在默认浏览器打开”。',
  'browser-menu': '在浏览器菜单里选“添加到主屏幕”或“安装”，没有网络也能打开。',
}
