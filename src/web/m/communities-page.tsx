import { useWords } from '#kernel/web/words.ts'
import { isOf } from '#slices/field/phone/outbox-rules.ts'
import { type Unsent, unsentOf } from '#slices/field/phone/unsent.ts'
import { useHeld } from './use-held.ts'
import type { MyPlaceOfWork, Who } from './who.ts'

interface CommunitiesPageProps {
  who: Who
  onChoose: (community: MyPlaceOfWork) => void
}

/** The communities this account works in; what was saved in one stays there and is sent whichever is open. */
export function CommunitiesPage({ who, onChoose }: CommunitiesPageProps) {
  const t = useWords()
  const held = useHeld()
  const state = ({ records, parked, photos }: Unsent): string =>
    [
      records > 0 && t('没上传 {count} 条', { count: records }),
      parked > 0 && t('上传不了 {count} 条', { count: parked }),
      photos > 0 && t('照片 {count}', { count: photos }),
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <>
      <p className="hint">{t('在哪个社区记的，就上传到哪个社区；换了社区，没上传的也照样上传。')}</p>
      <ul className="list">
        {who.communities.map((one) => (
          <li key={one.code}>
            <button
              type="button"
              className="row"
              aria-pressed={one.code === who.community}
              onClick={() => onChoose(one)}
            >
              <strong>{one.name}</strong>
              <small>
                {[
                  one.code === who.community && t('现在打开的'),
                  held && state(unsentOf(held, (row) => isOf(row, { ...who, community: one.code }))),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </button>
          </li>
        ))}
      </ul>
      <nav className="bar" aria-label={t('要做的事')}>
        <a className="button main" href="#/">
          {t('回到今天')}
        </a>
      </nav>
    </>
  )
}
