import { useWords } from '#kernel/web/words.ts'
import type { WaitingOne } from '../waiting-schema.ts'

/** What the phone says, beside what stands when there is something; lines that differ are marked in words too. */
export function SideBySideTable({ one }: { one: WaitingOne }) {
  const t = useWords()
  // Once it is in, both are the same and the record itself is the place to look.
  const beside = one.stands !== null && one.state !== 'applied'
  return (
    <table className={beside ? 'versions-table' : 'versions-table alone'}>
      <caption className="unseen">{beside ? t('两份并排') : t('手机送来的内容')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('项目')}</th>
          <th scope="col">{t('手机送来的')}</th>
          {beside && <th scope="col">{one.stands!.is === 'case' ? t('现在的问题') : t('现在的记录')}</th>}
        </tr>
      </thead>
      <tbody>
        {one.lines.map(({ label, sent, stands }) => {
          if (!beside && sent === null) return null
          const differs = beside && sent !== null && stands !== null && sent !== stands
          return (
            <tr key={label} className={differs ? 'differs' : undefined}>
              <th scope="row">
                {t(label)}
                {differs && <span className="differs-mark">{t('不同')}</span>}
              </th>
              <td data-side={t('手机送来的')}>{sent === null ? '—' : sent || t('（空）')}</td>
              {beside && (
                <td data-side={one.stands!.is === 'case' ? t('现在的问题') : t('现在的记录')}>
                  {stands === null ? '—' : stands || t('（空）')}
                </td>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
