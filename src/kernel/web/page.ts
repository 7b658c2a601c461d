import type { ComponentType, LazyExoticComponent, ReactNode } from 'react'
import type { Action, Subject } from '#kernel/can.ts'

/** Groups of the side navigation, in the order they stand there. */
export const NAV_GROUPS = ['日常', '登记', '汇总', '管理'] as const
export type NavGroup = (typeof NAV_GROUPS)[number]

/**
 * A page is data: where it stands, who sees it, and the component that is fetched when it is opened. Each slice
 * lists its own in screens/pages.tsx; src/web/pages.ts gathers the lists.
 */
export interface Page {
  /** Below the community: 'places', 'places/:id'. Page components read parameters with react-router's useParams. */
  path: string
  /** In Chinese; shown in the navigation and in the browser's title until the page sets its own. */
  title: string
  /** Only pages with it stand in the navigation. */
  nav?: {
    group: NavGroup
    order: number
    icon: ReactNode
    /** Asked below the community, answers { count }: how many things wait there for whoever looks. */
    count?: string
  }
  can?: `${Action}:${Subject}`
  element: LazyExoticComponent<ComponentType>
}
