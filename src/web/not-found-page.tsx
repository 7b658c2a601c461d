import { Link } from 'react-router'
import { PageHead } from '#kernel/web/page-head.tsx'
import { useWords } from '#kernel/web/words.ts'

export function NotFoundPage() {
  const t = useWords()
  return (
    <section className="panel panel-form">
      <PageHead title={t('没有这个页面')} />
      <p>{t('地址可能写错了，或内容已被移除。请从左侧菜单进入，或回到首页。')}</p>
      <Link to="/">{t('回到首页')}</Link>
    </section>
  )
}
