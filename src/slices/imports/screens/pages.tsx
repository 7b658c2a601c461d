import { ImportOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { Page } from '#kernel/web/page.ts'

export const pages: Page[] = [
  {
    path: 'import',
    title: '导入',
    nav: { group: '日常', order: 20, icon: <ImportOutlined /> },
    can: 'read:imports',
    element: lazy(() => import('./import-page.tsx')),
  },
  { path: 'import/pending', title: '待修补', can: 'read:imports', element: lazy(() => import('./pending-page.tsx')) },
  { path: 'import/paste', title: '粘贴群消息', can: 'write:imports', element: lazy(() => import('./paste-page.tsx')) },
  { path: 'import/:id', title: '导入', can: 'read:imports', element: lazy(() => import('./batch-page.tsx')) },
]
