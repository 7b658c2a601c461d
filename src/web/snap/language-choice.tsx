import { LANGUAGE_LABEL, LANGUAGES } from '#kernel/language.ts'
import { choose, t, useLanguage } from './words.ts'

/** Each language in its own words, so that whoever cannot read the page finds theirs. */
export function LanguageChoice() {
  const now = useLanguage()
  return (
    <p className="languages" role="group" aria-label={t('语言')}>
      {LANGUAGES.map((one) => (
        <button
          key={one}
          type="button"
          className="plain"
          lang={one}
          aria-pressed={one === now}
          onClick={() => void choose(one)}
        >
          {LANGUAGE_LABEL[one]}
        </button>
      ))}
    </p>
  )
}
