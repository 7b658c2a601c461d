import { MenuOutlined } from '@ant-design/icons'
import { Button, Drawer } from 'antd'
import { useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import type { Me } from '#kernel/web/me.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { usePhone } from '#kernel/web/use-phone.ts'
import { useWords } from '#kernel/web/words.ts'
import { NoticeBell } from '#slices/cases/screens/notice-bell.tsx'
import { CommunitySwitch } from './community-switch.tsx'
import { SideNav } from './side-nav.tsx'
import { UserMenu } from './user-menu.tsx'

/** What stands round every page: who and where one is, and the way to everywhere else. */
export function Shell({ me, children }: { me: Me; children: ReactNode }) {
  const t = useWords()
  const community = useCommunity()
  const phone = usePhone()
  const [open, setOpen] = useState(false)
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {t('跳到正文')}
      </a>
      <header className="bar">
        {phone && (
          <Button
            type="text"
            aria-label={t('打开菜单')}
            aria-expanded={open}
            icon={<MenuOutlined aria-hidden />}
            onClick={() => setOpen(true)}
          />
        )}
        <Link className="bar-name" to={community.href('/home')}>
          {t('一本账')}
        </Link>
        <CommunitySwitch communities={me.communities} offices={me.offices} />
        <span className="bar-gap" />
        <NoticeBell />
        <UserMenu me={me} />
      </header>
      {community.demo && (
        <p className="demo" role="note">
          {t('这是演示社区，内容都是样例，可以随意试用。正式使用请另建社区。')}
        </p>
      )}
      {community.totpWish === 'asked' && !community.demo && (
        <p className="demo" role="note">
          {t('您管理着账号，建议开启动态码登录，密码泄露也进不来。')}{' '}
          <Link to={community.href('/account')}>{t('去开启')}</Link>
        </p>
      )}
      <div className="shell-body">
        {phone ? (
          <Drawer
            title={community.name}
            placement="left"
            size="min(280px, 84vw)"
            open={open}
            onClose={() => setOpen(false)}
            styles={{ body: { padding: 0 } }}
          >
            <SideNav onGo={() => setOpen(false)} />
          </Drawer>
        ) : (
          <aside className="side">
            <SideNav />
          </aside>
        )}
        <main id="content" className="content" tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  )
}
