import { ApartmentOutlined, ProfileOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { Page } from '#kernel/web/page.ts'

export const pages: Page[] = [
  {
    path: 'places',
    title: '地点',
    nav: { group: '登记', order: 10, icon: <ApartmentOutlined /> },
    can: 'read:registers',
    element: lazy(() => import('./places-page.tsx')),
  },
  { path: 'places/:id', title: '地点', can: 'read:registers', element: lazy(() => import('./place-page.tsx')) },
  {
    path: 'profile',
    title: '社区概况',
    nav: { group: '登记', order: 5, icon: <ProfileOutlined /> },
    can: 'read:registers',
    element: lazy(() => import('./profile-page.tsx')),
  },
]
