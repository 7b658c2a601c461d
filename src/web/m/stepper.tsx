import { useWords } from '#kernel/web/words.ts'

interface StepperProps {
  label: string
  unit: string
  integer: boolean
  value: string
  onChange: (value: string) => void
}

/** A number by large buttons; what is large is typed. */
export function Stepper({ label, unit, integer, value, onChange }: StepperProps) {
  const t = useWords()
  const add = (by: number): void => {
    const next = Math.max(0, Number(value || 0) + by)
    onChange(next === 0 ? '' : String(Number(next.toFixed(3))))
  }
  return (
    <div className="stepper" role="group" aria-label={`${label} (${unit})`}>
      <span>
        {label}
        <small>{unit}</small>
      </span>
      <button type="button" aria-label={t('{label}减一', { label })} disabled={!Number(value)} onClick={() => add(-1)}>
        −
      </button>
      <input
        value={value}
        inputMode={integer ? 'numeric' : 'decimal'}
        maxLength={12}
        aria-label={label}
        placeholder="0"
        onChange={(event) => {
          const text = event.target.value.trim()
          if ((integer ? /^\d*$/ : /^\d*\.?\d{0,3}$/).test(text)) onChange(text)
        }}
      />
      <button type="button" aria-label={t('{label}加一', { label })} onClick={() => add(1)}>
        +
      </button>
    </div>
  )
}
