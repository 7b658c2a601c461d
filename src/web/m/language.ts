import { type Language, LANGUAGES } from '#kernel/language.ts'
import { i18n, keptLanguage, provideEnglish, provideTraditional, setLanguage } from '#kernel/web/words.ts'
import { ask } from './ask.ts'
import { disk } from './phone.ts'

type Words = Record<string, string>

/** Longer than this nobody waits for words when those of last time are at hand. */
const PATIENCE_MS = 1500
const UNSAID = 'ybz.field.language-unsaid'

provideEnglish(() => wordsOf('en', () => import('./words.en.ts')))
provideTraditional(() => wordsOf('zh-Hant', () => import('virtual:phone-words-hant')))

/** The chosen language's words are a file of their own; what was last read stays for a day without a network. */
async function wordsOf(language: Language, load: () => Promise<{ words: Words }>): Promise<Words> {
  const key = `words:${language}`
  const kept = await disk.kept<Words>(key).catch(() => undefined)
  const fresh = load().then(async ({ words }) => {
    await disk.keep(key, words).catch(() => {})
    return words
  })
  if (!kept) return fresh
  const late = new Promise<Words>((done) => setTimeout(() => done(kept), PATIENCE_MS))
  return Promise.race([fresh.catch(() => kept), late])
}

/** Before anything is drawn: the language kept on this phone, else that of the phone itself. */
export async function startLanguage(): Promise<void> {
  // Without its words the app still opens, in the language it is written in.
  await setLanguage(keptLanguage(phoneLanguage())).catch(() => setLanguage('zh-CN'))
}

function phoneLanguage(): Language {
  for (const wanted of navigator.languages) {
    if (/^zh-(hant|tw|hk|mo)/i.test(wanted)) return 'zh-Hant'
    if (/^zh/i.test(wanted)) return 'zh-CN'
    if (/^en/i.test(wanted)) return 'en'
  }
  return 'zh-CN'
}

/** Chosen here: told to the account too, now or when there is a network. */
export async function chooseLanguage(language: Language): Promise<void> {
  await setLanguage(language)
  localStorage.setItem(UNSAID, language)
  await tellAccount(language).catch(() => {})
}

/** The account's language goes before the phone's, unless another was chosen here and the account was not told yet. */
export async function followAccount(language: Language): Promise<void> {
  const chosen = LANGUAGES.find((one) => one === localStorage.getItem(UNSAID))
  if (chosen) return tellAccount(chosen)
  if (language !== i18n.locale) await setLanguage(language)
}

async function tellAccount(language: Language): Promise<void> {
  await ask('/api/session/language', 'PUT', { language })
  localStorage.removeItem(UNSAID)
}
