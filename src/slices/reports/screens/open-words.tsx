import type { ReactNode } from 'react'

interface OpenWordsProps {
  className: string
  name?: string
  title?: string | undefined
  onOpen: () => void
  children: ReactNode
}

/** Words in running text that open something. Not a button element: that is a box, and breaks no lines like text does. */
export function OpenWords({ className, name, title, onOpen, children }: OpenWordsProps) {
  return (
    <span
      role="button"
      tabIndex={0}
      className={className}
      title={title}
      {...(name === undefined ? {} : { 'aria-label': name })}
      onClick={onOpen}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        onOpen()
      }}
    >
      {children}
    </span>
  )
}
