import { useEffect, useState, type ReactNode } from 'react'
import { type Language, LANGUAGE_LABEL, LANGUAGES } from '#kernel/language.ts'
import { keptLanguage, setLanguage, useWords } from '#kernel/web/words.ts'

/** The frame of the pages before sign-in: name of the product, language, one card. */
export function GateCard({ title, children }: { title: string; children: ReactNode }) {
  const t = useWords()
  const [language, choose] = useState<Language>(keptLanguage())
  // The office is fetched while somebody types, so that it is there when they are in.
  useEffect(() => {
    const later = setTimeout(() => void import('./office.tsx').catch(() => {}), 800)
    return () => clearTimeout(later)
  }, [])
  return (
    <div className="gate">
      <title>{`${title} · 一本账`}</title>
      <main className="gate-card">
        <p className="gate-name">{t('一本账')}</p>
        <h1>{title}</h1>
        {children}
      </main>
      <label className="gate-language">
        <span>{t('语言')}</span>
        <select
          value={language}
          onChange={(event) => {
            const next = event.target.value as Language
            choose(next)
            void setLanguage(next)
          }}
        >
          {LANGUAGES.map((each) => (
            <option key={each} value={each}>
              {LANGUAGE_LABEL[each]}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}
