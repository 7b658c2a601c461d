import { useSyncExternalStore } from 'react'

export type PageName = 'today' | 'place' | 'new' | 'report' | 'case' | 'outbox' | 'records' | 'record' | 'communities'
const PAGES: readonly string[] = ['place', 'new', 'report', 'case', 'outbox', 'records', 'record', 'communities']

const listen = (tell: () => void): (() => void) => {
  window.addEventListener('hashchange', tell)
  return () => window.removeEventListener('hashchange', tell)
}

/** Which page, from what follows # in the address: one file serves them all, with or without a network. */
export function usePageName(): [PageName, string] {
  const hash = useSyncExternalStore(listen, () => window.location.hash)
  const [page = '', argument = ''] = hash.replace(/^#\/?/, '').split('/')
  return [PAGES.includes(page) ? (page as PageName) : 'today', argument]
}

export function goTo(page: PageName, argument = ''): void {
  window.location.hash = page === 'today' ? '' : `#/${page}${argument ? `/${argument}` : ''}`
}
