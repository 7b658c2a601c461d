import { I18nProvider } from '@lingui/react'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter, Outlet, ScrollRestoration } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { whenSignedOut } from '#kernel/web/api.ts'
import { makeQueryClient } from '#kernel/web/query-client.ts'
import { i18n, keptLanguage, provideEnglish, setLanguage } from '#kernel/web/words.ts'
import { BrokenPage } from './broken-page.tsx'
import { Opening } from './opening.tsx'
import { SignInPage } from './sign-in-page.tsx'
import { SignedInPage } from './signed-in-page.tsx'
import { WelcomePage } from './welcome-page.tsx'

provideEnglish(() => import('./words.ts').then((module) => module.english))

whenSignedOut(() => {
  const here = window.location.pathname + window.location.search
  window.location.assign(`/sign-in?next=${encodeURIComponent(here)}`)
})

// The pages before sign-in stand in the first load and use nothing of the component library.
const router = createBrowserRouter([
  {
    element: (
      <>
        <Outlet />
        <ScrollRestoration />
      </>
    ),
    errorElement: <BrokenPage />,
    hydrateFallbackElement: <Opening />,
    children: [
      { path: '/sign-in', element: <SignInPage /> },
      { path: '/signed-in', element: <SignedInPage /> },
      { path: '/welcome', element: <WelcomePage /> },
      { path: '*', lazy: () => import('./office.tsx').then(({ Office }) => ({ Component: Office })) },
    ],
  },
])

const client = makeQueryClient()

setLanguage(keptLanguage())
  // Without its dictionary the page still opens, in the source language.
  .catch(() => setLanguage('zh-CN'))
  .finally(() => {
    createRoot(document.getElementById('root')!).render(
      <StrictMode>
        <I18nProvider i18n={i18n}>
          <QueryClientProvider client={client}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </I18nProvider>
      </StrictMode>,
    )
  })
