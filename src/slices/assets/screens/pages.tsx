import { DesktopOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { Page } from '#kernel/web/page.ts'

export const pages: Page[] = [
  {
    path: 'assets',
    title: '设施',
    nav: { group: '登记', order: 40, icon: <DesktopOutlined /> },
    can: 'read:registers',
    element: lazy(() => import('./assets-page.tsx')),
  },
  { path: 'assets/:id', title: '设施', can: 'read:registers', element: lazy(() => import('./asset-page.tsx')) },
]
