import { Button } from 'antd'
import { useWords } from '#kernel/web/words.ts'
import { signOut } from './sign-out.ts'

export function NoCommunityPage() {
  const t = useWords()
  return (
    <main className="gate">
      <div className="gate-card">
        <title>{`${t('还不能进入社区')} · 一本账`}</title>
        <h1>{t('还不能进入社区')}</h1>
        <p>{t('您的账号还没有分配到任何社区。请联系管理员在“设置 › 账号”里给您一个角色。')}</p>
        <Button onClick={() => void signOut()}>{t('退出登录')}</Button>
      </div>
    </main>
  )
}
