import { useId } from 'react'

interface GateFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  type: 'text' | 'password'
  autoComplete: string
  help?: string
  max: number
  first?: boolean
}

/** One field of the pages before sign-in, the browser's own. */
export function GateField({ label, value, onChange, type, autoComplete, help, max, first = false }: GateFieldProps) {
  const id = useId()
  return (
    <div className="gate-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        value={value}
        required
        maxLength={max}
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        // The page has one purpose, and this field begins it.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={first}
        {...(help ? { 'aria-describedby': `${id}-help` } : {})}
        onChange={(event) => onChange(event.target.value)}
      />
      {help && (
        <p id={`${id}-help`} className="gate-small">
          {help}
        </p>
      )}
    </div>
  )
}
