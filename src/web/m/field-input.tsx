import { useWords } from '#kernel/web/words.ts'
import type { FieldDef, KindView } from '#slices/ledger/kind-schema.ts'

interface FieldInputProps {
  field: FieldDef
  value: string | boolean | undefined
  onChange: (value: string | boolean | undefined) => void
}

/** Kinds of fields a thumb can fill in; the rest is added at the office. */
export const ON_PHONE: readonly FieldDef['type'][] = ['text', 'long', 'choice', 'number', 'day', 'flag']

/** Whether everything a kind requires can be filled in here. */
export const canBeMadeHere = (kind: KindView): boolean =>
  kind.fields.every((field) => !field.required || field.retired || ON_PHONE.includes(field.type))

export function FieldInput({ field, value, onChange }: FieldInputProps) {
  const t = useWords()
  const { label, type, options = [], open } = field
  if (type === 'flag')
    return (
      <label className="check">
        <input
          type="checkbox"
          checked={value === true}
          onChange={(event) => onChange(event.target.checked || undefined)}
        />
        {label}
      </label>
    )
  const text = typeof value === 'string' ? value : ''
  const set = (typed: string): void => onChange(typed === '' ? undefined : typed)
  return (
    <div className="field">
      {type === 'choice' && (
        <div className="chips" role="group" aria-label={label}>
          <span>{label}</span>
          {options.map((option) => (
            <button
              key={option}
              type="button"
              aria-pressed={text === option}
              onClick={() => set(text === option ? '' : option)}
            >
              {option}
            </button>
          ))}
        </div>
      )}
      {(type !== 'choice' || open) && (
        <label>
          {type === 'choice' ? t('{label}（其他）', { label }) : label}
          {type === 'long' ? (
            <textarea rows={2} maxLength={2000} value={text} onChange={(event) => set(event.target.value)} />
          ) : (
            <input
              type={type === 'day' ? 'date' : 'text'}
              inputMode={type === 'number' ? 'decimal' : undefined}
              maxLength={200}
              value={type === 'choice' && options.includes(text) ? '' : text}
              onChange={(event) => set(event.target.value)}
            />
          )}
        </label>
      )}
    </div>
  )
}
