import { SubNav } from '#kernel/web/sub-nav.tsx'
import { useWords } from '#kernel/web/words.ts'

/** The pages of the ledger: what was recorded, within which campaigns, and what can be recorded at all. */
export function LedgerNav() {
  const t = useWords()
  return (
    <SubNav
      label={t('台账的页面')}
      links={[
        { path: '/ledger', label: t('台账') },
        { path: '/campaigns', label: t('专项行动') },
        { path: '/kinds', label: t('台账类别') },
      ]}
    />
  )
}
