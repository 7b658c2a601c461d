import type { ReactNode } from 'react'

export interface EmptyHintProps {
  /** What is not here: 还没有登记地点. */
  what: string
  /** What to do about it. */
  todo?: ReactNode
  action?: ReactNode
}

export function EmptyHint({ what, todo, action }: EmptyHintProps) {
  return (
    <div className="empty-hint">
      <p className="empty-what">{what}</p>
      {todo !== undefined && <p>{todo}</p>}
      {action}
    </div>
  )
}
