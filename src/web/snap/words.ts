import { useSyncExternalStore } from 'react'
import { type Language, LANGUAGES } from '#kernel/language.ts'

/**
 * The words of the public page, without the library of the office's: the source text is its own key, English stands in
 * words.en.ts, traditional characters are made when the page is built. Each is fetched when somebody asks for it.
 */
type Words = Record<string, string>

const KEPT_UNDER = 'ybz.snap.language'
const LOAD: Record<Language, () => Promise<{ words: Words }>> = {
  'zh-CN': async () => ({ words: {} }),
  'zh-Hant': () => import('virtual:snap-words-hant'),
  en: () => import('./words.en.ts'),
}

let language: Language = 'zh-CN'
let words: Words = {}
const heard = new Set<() => void>()

/** The sentence in the language chosen; `{name}` in it is filled from `params`. */
export function t(text: string, params: Record<string, string | number> = {}): string {
  return (words[text] ?? text).replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}

export const languageNow = (): Language => language

/** Draws a page again when its language changes; what was typed stays. */
export function useLanguage(): Language {
  return useSyncExternalStore((draw) => {
    heard.add(draw)
    return () => heard.delete(draw)
  }, languageNow)
}

/** Without its words the page stays as it is. */
export async function speak(next: Language): Promise<void> {
  const loaded = await LOAD[next]().catch(() => null)
  if (!loaded) return
  ;({ words } = loaded)
  language = next
  document.documentElement.lang = next
  for (const draw of heard) draw()
}

/** Chosen by hand: kept on this telephone. */
export async function choose(next: Language): Promise<void> {
  await speak(next)
  try {
    localStorage.setItem(KEPT_UNDER, next)
  } catch {
    // A browser that keeps nothing asks its own languages next time.
  }
}

/** The language kept on this telephone, else the telephone's own, else the one the page is written in. */
export function startLanguage(): Promise<void> {
  return speak(kept() ?? wanted())
}

function kept(): Language | undefined {
  try {
    const found = localStorage.getItem(KEPT_UNDER)
    return LANGUAGES.find((one) => one === found)
  } catch {
    return undefined
  }
}

function wanted(): Language {
  for (const one of navigator.languages) {
    if (/^zh-(hant|tw|hk|mo)/i.test(one)) return 'zh-Hant'
    if (/^zh/i.test(one)) return 'zh-CN'
    if (/^en/i.test(one)) return 'en'
  }
  return 'zh-CN'
}
