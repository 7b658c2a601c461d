import { NavLink } from 'react-router'
import { useCommunity } from './use-community.ts'

/** Pages that belong together, as links under the heading. `label` is already in the reader's language. */
export function SubNav({ label, links }: { label: string; links: { path: string; label: string }[] }) {
  const community = useCommunity()
  return (
    <nav className="sub-nav" aria-label={label}>
      {links.map((link) => (
        <NavLink key={link.path} to={community.href(link.path)} end>
          {link.label}
        </NavLink>
      ))}
    </nav>
  )
}
