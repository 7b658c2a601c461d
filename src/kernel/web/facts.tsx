import type { ReactNode } from 'react'

/** Names and values of one thing. */
export function Facts({ facts }: { facts: { label: string; value: ReactNode }[] }) {
  return (
    <dl className="facts">
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>
            {fact.value === '' || fact.value === false || fact.value === null || fact.value === undefined
              ? '—'
              : fact.value}
          </dd>
        </div>
      ))}
    </dl>
  )
}
