import { MobileOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { Page } from '#kernel/web/page.ts'

export const pages: Page[] = [
  {
    path: 'field',
    title: '手机送来',
    nav: { group: '日常', order: 7, icon: <MobileOutlined />, count: '/field/waiting-count' },
    can: 'read:field',
    element: lazy(() => import('./waiting-page.tsx')),
  },
  { path: 'field/phones', title: '手机情况', can: 'read:field', element: lazy(() => import('./phones-page.tsx')) },
  { path: 'field/entry', title: '手机入口', can: 'read:field', element: lazy(() => import('./entry-page.tsx')) },
  { path: 'field/:id', title: '手机送来', can: 'read:field', element: lazy(() => import('./waiting-one-page.tsx')) },
]
