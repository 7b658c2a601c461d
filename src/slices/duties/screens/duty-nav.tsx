import { SubNav } from '#kernel/web/sub-nav.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import { useDutyRoles } from './use-duty-roles.ts'

/** The pages about who answers for what. */
export function DutyNav() {
  const t = useWords()
  const community = useCommunity()
  const { word } = useDutyRoles()
  return (
    <SubNav
      label={t('{word}责任的各页', { word })}
      links={[
        { path: '/duties', label: t('责任清单') },
        { path: '/duties/coverage', label: t('空缺和重复') },
        { path: '/duties/answering', label: t('某日谁负责') },
        ...(community.can('export', 'registers') ? [{ path: '/duties/board', label: t('公示牌') }] : []),
      ]}
    />
  )
}
