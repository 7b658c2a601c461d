import { SubNav } from '#kernel/web/sub-nav.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'

/** The pages about problems: one by one, by place, and what many places have in common. */
export function CaseNav() {
  const t = useWords()
  const community = useCommunity()
  return (
    <SubNav
      label={t('问题的页面')}
      links={[
        { path: '/cases', label: t('问题清单') },
        { path: '/cases/lists', label: t('三个清单') },
        { path: '/cases/places', label: t('各处问题') },
        { path: '/cases/common', label: t('共性问题') },
        { path: '/cases/papers', label: t('文书') },
        ...(community.can('issue', 'cases') ? [{ path: '/cases/handed-list', label: t('登记问题清单') }] : []),
      ]}
    />
  )
}
