import { NavLink } from 'react-router'
import { NAV_GROUPS } from '#kernel/web/page.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useOne } from '#kernel/web/use-one.ts'
import { useWords } from '#kernel/web/words.ts'
import { pages } from './pages.ts'

/** The pages this person may open, by group. Plain links: middle click and screen readers know what to do. */
export function SideNav({ onGo }: { onGo?: () => void }) {
  const t = useWords()
  const community = useCommunity()
  // Cities have their own word for contracted responsibility: 包抓, 包保, 包联.
  const { word } = useOne<{ word: string }>('/duty-roles', {
    lasting: true,
    enabled: community.can('read', 'registers'),
  }).data ?? {
    word: '包抓',
  }
  const shown = pages.filter((page) => page.nav && (page.can === undefined || community.grants.includes(page.can)))
  return (
    <nav aria-label={t('主菜单')} className="nav">
      {NAV_GROUPS.map((group) => {
        const mine = shown.filter((page) => page.nav!.group === group).sort((a, b) => a.nav!.order - b.nav!.order)
        if (mine.length === 0) return null
        return (
          <section key={group} aria-label={t(group)}>
            <p className="nav-group">{t(group)}</p>
            <ul>
              {mine.map((page) => (
                <li key={page.path}>
                  <NavLink to={community.href(page.path)} onClick={() => onGo?.()}>
                    <span aria-hidden className="nav-icon">
                      {page.nav!.icon}
                    </span>
                    {t(page.title).replace('包抓', word)}
                    {page.nav!.count !== undefined && <NavCount path={page.nav!.count} />}
                  </NavLink>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </nav>
  )
}

/** How much waits behind a link; nothing while nothing does, or while that is not known. */
function NavCount({ path }: { path: string }) {
  const t = useWords()
  const count = useOne<{ count: number }>(path).data?.count ?? 0
  if (count === 0) return null
  return (
    <span className="nav-count">
      <span aria-hidden>{count > 99 ? '99+' : count}</span>
      <span className="unseen">{t('{count} 条待处理', { count })}</span>
    </span>
  )
}
