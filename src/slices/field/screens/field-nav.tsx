import { SubNav } from '#kernel/web/sub-nav.tsx'
import { useWords } from '#kernel/web/words.ts'

export function FieldNav() {
  const t = useWords()
  return (
    <SubNav
      label={t('手机的页面')}
      links={[
        { path: '/field', label: t('送来待处理') },
        { path: '/field/phones', label: t('手机情况') },
        { path: '/field/entry', label: t('手机入口') },
      ]}
    />
  )
}
