import { useWords } from '#kernel/web/words.ts'
import type { OfficeChange } from './my-record.ts'

/** What the office changed in a record since it came from here; both versions in plain words. */
export function OfficeChanges({ changes }: { changes: readonly OfficeChange[] }) {
  const t = useWords()
  if (changes.length === 0) return null
  return (
    <ul className="changes">
      {changes.map(({ version, who, reason, withdrawn, changes: parts }) => (
        <li key={version}>
          {withdrawn ? t('社区（{who}）撤回了这条', { who }) : t('社区（{who}）后来改过：', { who })}
          {parts
            .map(({ label, before, after }) => `${label} ${before || t('（空）')} → ${after || t('（空）')}`)
            .join(' · ')}
          {reason && t('（原因：{reason}）', { reason })}
        </li>
      ))}
    </ul>
  )
}
