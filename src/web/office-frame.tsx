import { lazy, Suspense, useMemo } from 'react'
import { Link, Navigate, Route, Routes, useLocation, useParams } from 'react-router'
import { ROLE_LABEL } from '#kernel/reader.ts'
import { Loading } from '#kernel/web/loading.tsx'
import type { Me } from '#kernel/web/me.ts'
import { SubNav } from '#kernel/web/sub-nav.tsx'
import { CommunityContext, officeOf } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import { CommunitySwitch } from './community-switch.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { PageBoundary } from './page-boundary.tsx'
import { UserMenu } from './user-menu.tsx'

const AccountsPage = lazy(() => import('#slices/people/screens/accounts-page.tsx'))
const MyAccountPage = lazy(() => import('#slices/people/screens/my-account-page.tsx'))

/** A street, district or city office as its system administrator sees it: its accounts and one's own, nothing else. */
export function OfficeFrame({ me }: { me: Me }) {
  const t = useWords()
  const { code } = useParams()
  const { pathname } = useLocation()
  const mine = me.offices.find((office) => office.code === code)
  const office = useMemo(() => (mine ? officeOf(mine, ROLE_LABEL.system) : null), [mine])
  if (!office)
    return (
      <main className="gate">
        <NotFoundPage />
      </main>
    )
  const account = office.href('/account')
  if (office.totpWish === 'required' && pathname !== account) return <Navigate to={account} replace />
  return (
    <CommunityContext value={office}>
      <div className="shell">
        <a className="skip" href="#content">
          {t('跳到正文')}
        </a>
        <header className="bar">
          <Link className="bar-name" to={office.href('/accounts')}>
            {t('一本账')}
          </Link>
          <CommunitySwitch communities={me.communities} offices={me.offices} />
          <span className="bar-gap" />
          <UserMenu me={me} />
        </header>
        {office.totpWish === 'asked' && (
          <p className="demo" role="note">
            {t('您管理着账号，建议开启动态码登录，密码泄露也进不来。')}{' '}
            <Link to={office.href('/account')}>{t('去开启')}</Link>
          </p>
        )}
        <div className="shell-body">
          <main id="content" className="content" tabIndex={-1}>
            <SubNav
              label={t('主菜单')}
              links={[
                { path: '/accounts', label: t('账号和角色') },
                { path: '/account', label: t('我的账号') },
              ]}
            />
            <PageBoundary key={pathname}>
              <Suspense fallback={<Loading rows={6} />}>
                <Routes>
                  <Route index element={<Navigate to={office.href('/accounts')} replace />} />
                  <Route path="accounts" element={<AccountsPage />} />
                  <Route path="account" element={<MyAccountPage />} />
                  <Route path="*" element={<NotFoundPage />} />
                </Routes>
              </Suspense>
            </PageBoundary>
          </main>
        </div>
      </div>
    </CommunityContext>
  )
}
