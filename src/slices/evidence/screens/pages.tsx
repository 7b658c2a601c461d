import { lazy } from 'react'
import type { Page } from '#kernel/web/page.ts'

export const pages: Page[] = [
  {
    path: 'photo-questions',
    title: '照片是否重复使用',
    can: 'read:evidence',
    element: lazy(() => import('./photo-questions-page.tsx')),
  },
]
