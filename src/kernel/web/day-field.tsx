import { Input } from 'antd'
import type { Day } from '#kernel/days.ts'

export interface DayFieldProps {
  id?: string
  value?: Day | null
  onChange?: (day: Day | null) => void
  min?: Day
  max?: Day
  disabled?: boolean
  'aria-label'?: string
}

/** One day. The browser's own field: typed or picked, on a phone with the phone's own wheel. */
export function DayField({ value, onChange, ...rest }: DayFieldProps) {
  return (
    <Input
      {...rest}
      type="date"
      className="day-field"
      value={value ?? ''}
      min={rest.min ?? '1900-01-01'}
      max={rest.max ?? '2099-12-31'}
      onChange={(event) => onChange?.(event.target.value === '' ? null : event.target.value)}
    />
  )
}
