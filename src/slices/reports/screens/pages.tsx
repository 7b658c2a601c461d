import { FileTextOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { Page } from '#kernel/web/page.ts'

export const pages: Page[] = [
  {
    path: 'reports',
    title: '汇报',
    nav: { group: '汇总', order: 5, icon: <FileTextOutlined /> },
    can: 'read:reports',
    element: lazy(() => import('./reports-page.tsx')),
  },
  { path: 'reports/:id', title: '汇报', can: 'read:reports', element: lazy(() => import('./report-page.tsx')) },
  { path: 'outlines', title: '提纲', can: 'read:reports', element: lazy(() => import('./outlines/outlines-page.tsx')) },
  {
    path: 'outlines/:code',
    title: '提纲',
    can: 'read:reports',
    element: lazy(() => import('./outlines/outline-page.tsx')),
  },
]
