import { type ReactNode, useState } from 'react'
import { SavedCard } from './saved-card.tsx'

interface RoundsProps {
  /** What leads to the next one. */
  again: string
  children: (onSaved: (warning: string) => void) => ReactNode
}

/** One form after another, each begun anew; what was saved is said between them. */
export function Rounds({ again, children }: RoundsProps) {
  const [warning, setWarning] = useState<string | null>(null)
  if (warning !== null) return <SavedCard again={again} warning={warning} onAgain={() => setWarning(null)} />
  return children(setWarning)
}
