import { useState } from 'react'
import { useWords } from '#kernel/web/words.ts'
import { howToInstall, install, INSTALL_WORDS } from './install.ts'
import { useLive } from './live.ts'
import { client } from './phone.ts'

/** Asked once something was saved here: then there is a reason. In-app browsers are told at once what they cannot do. */
export function InstallHint({ always = false }: { always?: boolean }) {
  const t = useWords()
  const [how, setHow] = useState(howToInstall)
  const { records, photos } = useLive(() => client.unsent(), { records: 0, parked: 0, photos: 0 })
  const poor = how === 'wechat' || how === 'wecom'
  if (!always && (how === 'installed' || (!poor && records + photos === 0))) return null
  return (
    <section className={poor ? 'notice' : 'install'} aria-label={t('添加到主屏幕')}>
      <p>{t(INSTALL_WORDS[how])}</p>
      {how === 'offered' && (
        <button type="button" onClick={() => void install().then(() => setHow(howToInstall()))}>
          {t('添加到主屏幕')}
        </button>
      )}
    </section>
  )
}
