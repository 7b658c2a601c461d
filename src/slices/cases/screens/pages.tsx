import { AlertOutlined, BellOutlined, ClusterOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { Page } from '#kernel/web/page.ts'

export const pages: Page[] = [
  {
    path: 'cases',
    title: '问题',
    nav: { group: '日常', order: 5, icon: <AlertOutlined /> },
    can: 'read:cases',
    element: lazy(() => import('./cases-page.tsx')),
  },
  {
    path: 'below',
    title: '各社区',
    nav: { group: '日常', order: 4, icon: <ClusterOutlined /> },
    can: 'read:below',
    element: lazy(() => import('./below-page.tsx')),
  },
  { path: 'cases/places', title: '各处问题', can: 'read:cases', element: lazy(() => import('./places-page.tsx')) },
  { path: 'cases/common', title: '共性问题', can: 'read:cases', element: lazy(() => import('./common-page.tsx')) },
  { path: 'cases/lists', title: '三个清单', can: 'read:cases', element: lazy(() => import('./lists-page.tsx')) },
  { path: 'cases/papers', title: '文书', can: 'read:cases', element: lazy(() => import('./papers-page.tsx')) },
  { path: 'cases/papers/:id', title: '文书', can: 'read:cases', element: lazy(() => import('./paper-page.tsx')) },
  { path: 'cases/:id', title: '问题', can: 'read:cases', element: lazy(() => import('./case-page.tsx')) },
  {
    path: 'notices',
    title: '提醒',
    nav: { group: '日常', order: 6, icon: <BellOutlined /> },
    can: 'read:cases',
    element: lazy(() => import('./notices-page.tsx')),
  },
  {
    path: 'cases/handed-list',
    title: '登记问题清单',
    can: 'issue:cases',
    element: lazy(() => import('./handed-list-page.tsx')),
  },
  { path: 'settings/snap', title: '随手拍', can: 'read:settings', element: lazy(() => import('./snap-page.tsx')) },
  {
    path: 'settings/deadlines',
    title: '整改时限和日历',
    can: 'read:cases',
    element: lazy(() => import('./deadlines-page.tsx')),
  },
]
