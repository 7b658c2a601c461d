import { Input, type GetRef } from 'antd'
import { useEffect, useRef } from 'react'

interface WordingFieldProps {
  name: string
  value: string
  onChange: (wording: string) => void
}

/** Where a sentence of the server's is put into other words; the cursor is in it at once. */
export function WordingField({ name, value, onChange }: WordingFieldProps) {
  const area = useRef<GetRef<typeof Input.TextArea>>(null)
  useEffect(() => area.current?.focus({ cursor: 'end' }), [])
  return (
    <Input.TextArea
      ref={area}
      aria-label={name}
      autoSize
      value={value}
      maxLength={500}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
