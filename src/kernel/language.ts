/** The languages of the product: simplified Chinese is the source, traditional is derived from it, English is translated. */
export const LANGUAGES = ['zh-CN', 'zh-Hant', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** Each in its own words. */
export const LANGUAGE_LABEL: Record<Language, string> = { 'zh-CN': '简体中文', 'zh-Hant': '繁體中文', en: 'English' }

/** Sentences are written in two languages; traditional characters are derived from the Chinese by whoever shows it. */
export function sentenceLanguage(language: Language): 'zh' | 'en' {
  return language === 'en' ? 'en' : 'zh'
}
