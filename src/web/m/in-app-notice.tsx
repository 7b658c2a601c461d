import { useWords } from '#kernel/web/words.ts'
import { howToInstall, INSTALL_WORDS, isInApp } from './install.ts'

/** Whoever opened the app inside 微信 or 企业微信 is told on every page what it cannot do there, and the way out. */
export function InAppNotice() {
  const t = useWords()
  const how = howToInstall()
  if (!isInApp(how)) return null
  return (
    <p className="notice" role="note">
      {t(INSTALL_WORDS[how])}
    </p>
  )
}
