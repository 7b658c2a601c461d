import { setupI18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { useLingui } from '@lingui/react'
import { type Language, LANGUAGES } from '#kernel/language.ts'

/**
 * The words on the screens. The source text is simplified Chinese and is its own key: `t(text, params)`.
 * English comes from each slice's screens/words.en.ts; traditional Chinese is converted from the source text by a
 * dictionary that is fetched only when somebody asks for it, or was converted when the page was built (the phone's).
 * ICU forms (plural, select) may be used in English.
 */
export type WordParams = Record<string, string | number>
export type Say = (text: string, params?: WordParams) => string

const KEPT_UNDER = 'ybz.language'
const compiled = new Map<string, ReturnType<typeof compileMessage>>()

export const i18n = setupI18n({ locale: 'zh-CN', messages: { 'zh-CN': {} } })
// A sentence is parsed once, not at every drawing of a table cell.
i18n.setMessagesCompiler((text) => {
  const known = compiled.get(text)
  if (known) return known
  const fresh = compileMessage(text)
  compiled.set(text, fresh)
  return fresh
})

let english: () => Promise<Record<string, string>> = async () => ({})
let englishLoaded = false
let traditional: (() => Promise<Record<string, string>>) | null = null
let traditionalLoaded = false
let convert: ((text: string) => string) | null = null

/** The composition root hands in the merged English catalogue. */
export function provideEnglish(load: () => Promise<Record<string, string>>): void {
  english = load
}

/** For a page that must not carry the dictionary: its sentences as they were converted when it was built. */
export function provideTraditional(load: () => Promise<Record<string, string>>): void {
  traditional = load
}

/** The language kept in this browser, for the pages before sign-in. */
export function keptLanguage(otherwise: Language = 'zh-CN'): Language {
  const kept = localStorage.getItem(KEPT_UNDER)
  return LANGUAGES.find((language) => language === kept) ?? otherwise
}

export async function setLanguage(language: Language): Promise<void> {
  if (language === 'en' && !englishLoaded) {
    i18n.load('en', await english())
    englishLoaded = true
  }
  if (language === 'zh-Hant' && traditional && !traditionalLoaded) {
    i18n.load('zh-Hant', await traditional())
    traditionalLoaded = true
  } else if (language === 'zh-Hant' && !traditional && !convert) {
    const { Converter } = await import('opencc-js/cn2t')
    convert = Converter({ from: 'cn', to: 'tw' })
    i18n.load('zh-Hant', {})
  }
  localStorage.setItem(KEPT_UNDER, language)
  document.documentElement.lang = language
  i18n.activate(language)
}

/** For sentences outside a component. Inside one use `useWords`, which draws again when the language changes. */
export const say: Say = (text, params) => {
  // Written straight into the catalogue: loading it would announce a change in the middle of a drawing.
  if (i18n.locale === 'zh-Hant' && convert && !(text in i18n.messages)) i18n.messages[text] = convert(text)
  return i18n._(text, params)
}

export function useWords(): Say {
  useLingui()
  return say
}
