import { PictureOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { Page } from '#kernel/web/page.ts'

export const pages: Page[] = [
  {
    path: 'photo-questions',
    title: '照片是否重复使用',
    // Home tells only of what nobody looked at; what was put aside or is to be mended is found here.
    nav: { group: '日常', order: 8, icon: <PictureOutlined /> },
    can: 'read:evidence',
    element: lazy(() => import('./photo-questions-page.tsx')),
  },
]
