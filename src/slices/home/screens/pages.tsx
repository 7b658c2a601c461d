import { HomeOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { Page } from '#kernel/web/page.ts'

export const pages: Page[] = [
  {
    path: 'home',
    title: '首页',
    nav: { group: '日常', order: 0, icon: <HomeOutlined /> },
    element: lazy(() => import('./home-page.tsx')),
  },
]
