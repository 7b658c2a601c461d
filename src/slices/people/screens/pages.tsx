import { SettingOutlined, TeamOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { Page } from '#kernel/web/page.ts'

export const pages: Page[] = [
  {
    path: 'parties',
    title: '单位人员',
    nav: { group: '登记', order: 20, icon: <TeamOutlined /> },
    can: 'read:registers',
    element: lazy(() => import('./parties-page.tsx')),
  },
  { path: 'parties/:id', title: '单位人员', can: 'read:registers', element: lazy(() => import('./party-page.tsx')) },
  {
    path: 'parties/:id/hand-over',
    title: '工作交接',
    can: 'export:registers',
    element: lazy(() => import('./hand-over-page.tsx')),
  },
  {
    path: 'settings',
    title: '设置',
    nav: { group: '管理', order: 90, icon: <SettingOutlined /> },
    can: 'read:settings',
    element: lazy(() => import('./settings-page.tsx')),
  },
  {
    path: 'settings/accounts',
    title: '账号和角色',
    can: 'read:accounts',
    element: lazy(() => import('./accounts-page.tsx')),
  },
  { path: 'account', title: '我的账号', element: lazy(() => import('./my-account-page.tsx')) },
]
