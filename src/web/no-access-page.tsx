import { Link } from 'react-router'
import { PageHead } from '#kernel/web/page-head.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'

export function NoAccessPage() {
  const t = useWords()
  const community = useCommunity()
  return (
    <section className="panel panel-form">
      <PageHead title={t('没有权限')} />
      <p>
        {t('您在{community}的角色是“{role}”，不能打开这个页面。如确有需要，请联系本社区管理员。', {
          community: community.name,
          role: t(community.roleLabel),
        })}
      </p>
      <Link to={community.href('/home')}>{t('回到首页')}</Link>
    </section>
  )
}
