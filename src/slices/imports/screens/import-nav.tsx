import { SubNav } from '#kernel/web/sub-nav.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'

export function ImportNav() {
  const t = useWords()
  const community = useCommunity()
  return (
    <SubNav
      label={t('导入的页面')}
      links={[
        { path: '/import', label: t('导入表格') },
        { path: '/import/pending', label: t('待修补') },
        ...(community.can('write', 'imports') ? [{ path: '/import/paste', label: t('粘贴群消息') }] : []),
      ]}
    />
  )
}
