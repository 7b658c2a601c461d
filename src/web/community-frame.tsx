import { Suspense, useEffect, useMemo } from 'react'
import { Navigate, Route, Routes, useLocation, useParams } from 'react-router'
import { Loading } from '#kernel/web/loading.tsx'
import type { Me } from '#kernel/web/me.ts'
import type { Page } from '#kernel/web/page.ts'
import { CommunityContext, communityOf, useCommunity } from '#kernel/web/use-community.ts'
import { keepCommunity } from './last-community.ts'
import { NoAccessPage } from './no-access-page.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { PageBoundary } from './page-boundary.tsx'
import { pages } from './pages.ts'
import { Shell } from './shell.tsx'

/** One community: its pages inside the shell. */
export function CommunityFrame({ me }: { me: Me }) {
  const { code } = useParams()
  const { pathname } = useLocation()
  const mine = me.communities.find((community) => community.code === code)
  const community = useMemo(() => (mine ? communityOf(mine) : null), [mine])
  useEffect(() => {
    if (mine) keepCommunity(mine.code)
  }, [mine])
  if (!community)
    return (
      <main className="gate">
        <NotFoundPage />
      </main>
    )
  // Nothing else answers until the second step is on.
  const account = community.href('/account')
  if (community.totpWish === 'required' && pathname !== account) return <Navigate to={account} replace />
  return (
    <CommunityContext value={community}>
      <Shell me={me}>
        <PageBoundary key={pathname}>
          <Suspense fallback={<Loading rows={6} />}>
            <Routes>
              <Route index element={<Navigate to={community.href('/home')} replace />} />
              {pages.map((page) => (
                <Route key={page.path} path={page.path} element={<Guarded page={page} />} />
              ))}
              <Route path="*" element={<NotFoundPage />} />
            </Routes>
          </Suspense>
        </PageBoundary>
      </Shell>
    </CommunityContext>
  )
}

function Guarded({ page }: { page: Page }) {
  const { grants } = useCommunity()
  return page.can === undefined || grants.includes(page.can) ? <page.element /> : <NoAccessPage />
}
