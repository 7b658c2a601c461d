import { AutoComplete, Checkbox, Input, InputNumber, Select } from 'antd'
import { DayField } from './day-field.tsx'
import type { FieldSpec } from './field-spec.ts'
import { PartyPicker } from './party-picker.tsx'
import { PlacePicker } from './place-picker.tsx'
import { useWords } from './words.ts'

export interface FieldControlProps {
  spec: FieldSpec
  /** Given by the form. */
  id?: string
  value?: unknown
  onChange?: (value: unknown) => void
}

const ignore = (): void => {}

// 35人, ３５ and 1,200 are what people write; a word without a number stays no number.
const plainNumber = (typed = ''): string =>
  typed
    .normalize('NFKC')
    .replace(/[,\s]/g, '')
    .replace(/[^\d.]+$/u, '')

/** The control of one field. A form gives it value, onChange and id; alone it works the same. */
export function FieldControl({ spec, id = spec.name, value, onChange = ignore }: FieldControlProps) {
  const t = useWords()
  const text = typeof value === 'string' ? value : ''
  const off = spec.disabled === true
  switch (spec.type) {
    case 'text':
    case 'phone':
      return (
        <Input
          id={id}
          value={text}
          disabled={off}
          maxLength={spec.max ?? 200}
          type={spec.type === 'phone' ? 'tel' : 'text'}
          placeholder={spec.placeholder}
          onChange={(event) => onChange(event.target.value)}
        />
      )
    case 'long':
      return (
        <Input.TextArea
          id={id}
          value={text}
          disabled={off}
          maxLength={spec.max ?? 2000}
          autoSize={{ minRows: 2, maxRows: 10 }}
          placeholder={spec.placeholder}
          onChange={(event) => onChange(event.target.value)}
        />
      )
    case 'password':
      return (
        <Input.Password
          id={id}
          value={text}
          autoComplete={spec.fresh ? 'new-password' : 'current-password'}
          onChange={(event) => onChange(event.target.value)}
        />
      )
    case 'number':
      return (
        <InputNumber<string>
          id={id}
          stringMode
          value={text === '' ? null : text}
          disabled={off}
          min={String(spec.min ?? 0)}
          {...(spec.max === undefined ? {} : { max: String(spec.max) })}
          parser={plainNumber}
          controls={false}
          inputMode={spec.integer ? 'numeric' : 'decimal'}
          {...(spec.unit ? { suffix: <span>{spec.unit}</span> } : {})}
          onChange={(next) => onChange(next === null ? null : String(next))}
        />
      )
    case 'day':
      return (
        <DayField
          id={id}
          value={text === '' ? null : text}
          disabled={off}
          {...(spec.min ? { min: spec.min } : {})}
          {...(spec.max ? { max: spec.max } : {})}
          onChange={onChange}
        />
      )
    case 'choice':
      return spec.open ? (
        <AutoComplete
          id={id}
          value={text}
          disabled={off}
          options={[...spec.options]}
          showSearch={{ filterOption: (typed, option) => String(option?.label ?? '').includes(typed) }}
          onChange={onChange}
        />
      ) : (
        <Select
          id={id}
          value={text === '' ? null : text}
          disabled={off}
          allowClear={!spec.required}
          options={[...spec.options]}
          placeholder={t('请选择')}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(next) => onChange(next ?? null)}
        />
      )
    case 'choices':
    case 'words':
      return (
        <Select<string[]>
          id={id}
          mode={spec.type === 'words' || spec.open ? 'tags' : 'multiple'}
          value={Array.isArray(value) ? (value as string[]) : []}
          disabled={off}
          options={spec.type === 'choices' ? [...spec.options] : []}
          {...(spec.type === 'words' ? { tokenSeparators: ['、', '，', ','], open: false, suffixIcon: null } : {})}
          placeholder={spec.type === 'words' ? t('输入后按回车') : t('请选择，可多选')}
          onChange={onChange}
        />
      )
    case 'flag':
      return (
        <Checkbox id={id} checked={value === true} disabled={off} onChange={(event) => onChange(event.target.checked)}>
          {spec.yes ?? spec.label}
        </Checkbox>
      )
    case 'place':
      return (
        <PlacePicker
          id={id}
          value={text === '' ? null : text}
          disabled={off}
          {...(spec.placeTypes ? { types: spec.placeTypes } : {})}
          {...(spec.hide ? { hide: spec.hide } : {})}
          onChange={onChange}
        />
      )
    case 'party':
    case 'parties': {
      const chosen = Array.isArray(value) ? (value as string[]) : text === '' ? [] : [text]
      const many = spec.type === 'parties'
      return (
        <PartyPicker
          id={id}
          many={many}
          value={chosen}
          disabled={off}
          {...(spec.partyKind ? { kind: spec.partyKind } : {})}
          onChange={(ids) => onChange(many ? ids : (ids[0] ?? null))}
        />
      )
    }
    case 'own':
      return <>{spec.draw({ value, onChange, id })}</>
  }
}
