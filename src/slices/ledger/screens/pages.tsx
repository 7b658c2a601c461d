import { BookOutlined, NumberOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { Page } from '#kernel/web/page.ts'

export const pages: Page[] = [
  {
    path: 'ledger',
    title: '台账',
    nav: { group: '日常', order: 10, icon: <BookOutlined /> },
    can: 'read:ledger',
    element: lazy(() => import('./ledger-page.tsx')),
  },
  { path: 'campaigns', title: '专项行动', can: 'read:ledger', element: lazy(() => import('./campaigns-page.tsx')) },
  { path: 'kinds', title: '台账类别', can: 'read:kinds', element: lazy(() => import('./kinds-page.tsx')) },
  { path: 'kinds/:code', title: '台账类别', can: 'read:kinds', element: lazy(() => import('./kind-page.tsx')) },
  {
    path: 'figures',
    title: '数字',
    nav: { group: '汇总', order: 10, icon: <NumberOutlined /> },
    can: 'read:figures',
    element: lazy(() => import('./figures-page.tsx')),
  },
  { path: 'figures/:key', title: '数字', can: 'read:figures', element: lazy(() => import('./figure-link.tsx')) },
]
