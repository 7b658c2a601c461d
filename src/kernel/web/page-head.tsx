import type { ReactNode } from 'react'
import { Link } from 'react-router'

export interface PageHeadProps {
  title: string
  /** One line under the title: what this page is for, or what is on show. */
  hint?: ReactNode
  back?: { href: string; label: string }
  actions?: ReactNode
}

// On the first page of a visit the browser's own start of the document is right.
function takeFocus(heading: HTMLHeadingElement | null): void {
  const place = window.history.state as { idx?: number } | null
  if ((place?.idx ?? 0) > 0) heading?.focus({ preventScroll: true })
}

/** The heading of a page, and the browser's title. After a change of page the heading takes the focus, so that a
 * screen reader says where one is. */
export function PageHead({ title, hint, back, actions }: PageHeadProps) {
  return (
    <header className="page-head">
      <title>{`${title} · 一本账`}</title>
      <div className="page-head-words">
        {back && (
          <Link className="page-back" to={back.href}>
            ‹ {back.label}
          </Link>
        )}
        <h1 ref={takeFocus} tabIndex={-1}>
          {title}
        </h1>
        {hint !== undefined && <p className="page-hint">{hint}</p>}
      </div>
      {actions ? <div className="page-actions">{actions}</div> : null}
    </header>
  )
}
