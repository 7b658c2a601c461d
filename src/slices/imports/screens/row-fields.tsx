import { Button, Checkbox, Input, Select } from 'antd'
import { useId, useState } from 'react'
import { PlacePicker } from '#kernel/web/place-picker.tsx'
import { useWords } from '#kernel/web/words.ts'
import type { ImportTarget } from '../schema.ts'

type TargetField = ImportTarget['fields'][number]
type RowTexts = Record<string, string>

const NONE: readonly { id: string; name: string }[] = []

interface RowFieldsProps {
  target: ImportTarget
  values: RowTexts
  onChange: (values: RowTexts) => void
  /** Fields somebody has to look at. */
  faulty: readonly string[]
  /** The place picked from the register; null: whatever the words say. */
  placeId: string | null
  onPlace: (placeId: string | null) => void
  nearest?: readonly { id: string; name: string }[]
  /** What the server said about one field. */
  refused?: { field: string; message: string } | null
}

/** One row of a table as words in fields, the way they would stand in cells; the place may be picked instead. */
export function RowFields(props: RowFieldsProps) {
  const { target, values, faulty } = props
  const t = useWords()
  const [all, setAll] = useState(false)
  const open = target.fields.filter((field) => field.key !== 'serial')
  const plain = open.filter((field) => field.required || faulty.includes(field.key) || (values[field.key] ?? '') !== '')
  const shown = all ? open : plain
  return (
    <div className="row-fields">
      {shown.map((field) => (
        <RowField key={field.key} field={field} {...props} />
      ))}
      {open.length > plain.length && (
        <Button type="text" size="small" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('只看要填的') : t('还有{count}项可填', { count: open.length - plain.length })}
        </Button>
      )}
    </div>
  )
}

function RowField({
  field,
  values,
  onChange,
  faulty,
  placeId,
  onPlace,
  nearest = NONE,
  refused,
}: RowFieldsProps & { field: TargetField }) {
  const t = useWords()
  const id = useId()
  const value = values[field.key] ?? ''
  const set = (text: string) => onChange({ ...values, [field.key]: text })
  const bad = refused?.field === field.key || faulty.includes(field.key)
  const status = bad ? { status: 'error' as const } : {}
  const isPlace = field.type === 'place'
  return (
    <div className="row-field">
      <label htmlFor={id}>
        {field.label}
        {field.unit ? `（${field.unit}）` : ''}
        {field.required && <span aria-hidden> *</span>}
      </label>
      {field.type === 'choice' && field.options.length > 0 ? (
        <Select
          id={id}
          {...status}
          value={field.options.includes(value) ? value : null}
          allowClear
          placeholder={value === '' ? t('请选择') : t('表里写的是“{value}”', { value })}
          options={field.options.map((word) => ({ value: word, label: word }))}
          onChange={(next) => set(next ?? '')}
        />
      ) : field.type === 'flag' ? (
        <Checkbox id={id} checked={value === '是'} onChange={(event) => set(event.target.checked ? '是' : '否')}>
          {t('是')}
        </Checkbox>
      ) : isPlace && placeId !== null ? (
        // Cleared, the words of the row count again.
        <PlacePicker id={id} value={placeId} onChange={onPlace} />
      ) : (
        <Input
          id={id}
          {...status}
          value={value}
          maxLength={2000}
          {...(field.type === 'day' ? { placeholder: t('如 2020-5-8 或 5月8日') } : {})}
          onChange={(event) => set(event.target.value)}
        />
      )}
      {isPlace && placeId === null && (
        <>
          {nearest.length > 0 && (
            <p className="row-acts">
              {t('是不是：')}
              {nearest.map((place) => (
                <Button key={place.id} size="small" onClick={() => onPlace(place.id)}>
                  {place.name}
                </Button>
              ))}
            </p>
          )}
          <label htmlFor={`${id}-pick`}>{t('或从登记册里选')}</label>
          <PlacePicker id={`${id}-pick`} value={null} onChange={onPlace} />
        </>
      )}
      {refused?.field === field.key && (
        <p className="bad" role="alert">
          {refused.message}
        </p>
      )}
    </div>
  )
}
