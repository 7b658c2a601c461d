import { useState } from 'react'
import { NOTHING_UNSENT } from '#slices/field/phone/unsent.ts'
import { useWords } from '#kernel/web/words.ts'
import { dismissInstall, howToInstall, install, INSTALL_WORDS, isInApp, mayAskToInstall } from './install.ts'
import { useLive } from './live.ts'
import { client } from './phone.ts'

/**
 * Asked when there is a reason: right after something was saved, and while something waits here; not again for some
 * weeks when it was put off. @param at `outbox`: where it can always be looked up
 */
export function InstallHint({ at }: { at: 'saved' | 'today' | 'outbox' }) {
  const t = useWords()
  const [how, setHow] = useState(howToInstall)
  const [asks, setAsks] = useState(() => mayAskToInstall(how))
  const { records, photos } = useLive(() => client.unsent(), NOTHING_UNSENT)
  if (isInApp(how) || (at !== 'outbox' && !asks) || (at === 'today' && records + photos === 0)) return null
  const later = (): void => {
    dismissInstall()
    setAsks(false)
  }
  return (
    <section className="install" aria-label={t('添加到主屏幕')}>
      <p>{t(INSTALL_WORDS[how])}</p>
      <div className="buttons">
        {how === 'offered' && (
          <button
            type="button"
            onClick={() =>
              void install().then((taken) => {
                if (taken) setAsks(false)
                else later()
                setHow(howToInstall())
              })
            }
          >
            {t('添加到主屏幕')}
          </button>
        )}
        {at !== 'outbox' && (
          <button type="button" onClick={later}>
            {t('以后再说')}
          </button>
        )}
      </div>
    </section>
  )
}
