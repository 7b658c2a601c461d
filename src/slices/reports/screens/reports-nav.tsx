import { SubNav } from '#kernel/web/sub-nav.tsx'
import { useWords } from '#kernel/web/words.ts'

/** Reports, and the outlines they are drafted from. */
export function ReportsNav() {
  const t = useWords()
  return (
    <SubNav
      label={t('汇报的页面')}
      links={[
        { path: '/reports', label: t('汇报') },
        { path: '/outlines', label: t('提纲') },
      ]}
    />
  )
}
