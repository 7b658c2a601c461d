import { SolutionOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { Page } from '#kernel/web/page.ts'

export const pages: Page[] = [
  {
    path: 'duties',
    title: '包抓责任',
    nav: { group: '登记', order: 30, icon: <SolutionOutlined /> },
    can: 'read:registers',
    element: lazy(() => import('./duties-page.tsx')),
  },
  {
    path: 'duties/coverage',
    title: '空缺和重复',
    can: 'read:registers',
    element: lazy(() => import('./coverage-page.tsx')),
  },
  {
    path: 'duties/answering',
    title: '某日谁负责',
    can: 'read:registers',
    element: lazy(() => import('./answering-page.tsx')),
  },
  { path: 'duties/board', title: '公示牌', can: 'export:registers', element: lazy(() => import('./board-page.tsx')) },
  { path: 'duties/:id', title: '包抓责任', can: 'read:registers', element: lazy(() => import('./duty-page.tsx')) },
]
