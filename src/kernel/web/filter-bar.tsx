import { Button, Input, Select } from 'antd'
import { useId, useState, type ReactNode } from 'react'
import { DayField } from './day-field.tsx'
import { PartyPicker } from './party-picker.tsx'
import { periodText, readPeriod } from './period.ts'
import { PeriodPicker } from './period-picker.tsx'
import { PlacePicker } from './place-picker.tsx'
import type { Filters } from './use-filters.ts'
import { usePhone } from './use-phone.ts'
import { useWords } from './words.ts'

/** One thing a list can be narrowed by. `key` is its name in the address and in the query. */
export type FilterSpec =
  | { key: string; label: string; type: 'search'; placeholder?: string }
  | { key: string; label: string; type: 'choice'; options: { value: string; label: string }[]; any?: string }
  | { key: string; label: string; type: 'place' }
  | { key: string; label: string; type: 'party' }
  | { key: string; label: string; type: 'day' }
  /** Writes `from` and `to`. */
  | { key: 'period'; label: string; type: 'period'; any?: boolean }

/** Above a list: what it can be narrowed by. On a phone the first field, the rest on request. */
export function FilterBar({ specs, filters, more }: { specs: FilterSpec[]; filters: Filters; more?: ReactNode }) {
  const t = useWords()
  const phone = usePhone()
  const rest = specs.slice(1).filter((spec) => filters.values[spec.type === 'period' ? 'from' : spec.key] !== undefined)
  const [open, setOpen] = useState(false)
  const used = Object.keys(filters.values).length > 0
  const shown = phone && !open ? specs.slice(0, 1) : specs
  return (
    <search className="filter-bar">
      {shown.map((spec) => (
        <FilterField key={spec.key} spec={spec} filters={filters} />
      ))}
      {phone && specs.length > 1 && (
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          {open
            ? t('收起筛选')
            : rest.length > 0
              ? t('更多筛选（已用 {count} 项）', { count: rest.length })
              : t('更多筛选')}
        </Button>
      )}
      {used && <Button onClick={filters.clear}>{t('清除筛选')}</Button>}
      {more}
    </search>
  )
}

function FilterField({ spec, filters }: { spec: FilterSpec; filters: Filters }) {
  const t = useWords()
  const id = useId()
  const value = filters.values[spec.key]
  const set = (next: string | undefined) => filters.set({ [spec.key]: next })
  return (
    <div className={`filter filter-${spec.type}`}>
      <label htmlFor={id}>{spec.label}</label>
      {spec.type === 'search' && (
        <SearchBox id={id} value={value ?? ''} onSearch={set} placeholder={spec.placeholder ?? t('输入两个字以上')} />
      )}
      {spec.type === 'choice' && (
        <Select
          id={id}
          value={value ?? ''}
          onChange={(next) => set(next)}
          options={[{ value: '', label: spec.any ?? t('全部') }, ...spec.options]}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
        />
      )}
      {spec.type === 'place' && (
        <PlacePicker id={id} value={value ?? null} onChange={(next) => set(next ?? undefined)} />
      )}
      {spec.type === 'party' && <PartyPicker id={id} value={value ? [value] : []} onChange={(next) => set(next[0])} />}
      {spec.type === 'day' && <DayField id={id} value={value ?? null} onChange={(next) => set(next ?? undefined)} />}
      {spec.type === 'period' && (
        <PeriodPicker
          id={id}
          any={spec.any ?? true}
          value={readPeriod(filters.values.from, filters.values.to)}
          onChange={(period) => filters.set(periodText(period))}
        />
      )}
    </div>
  )
}

function SearchBox(props: { id: string; value: string; placeholder: string; onSearch: (text: string) => void }) {
  const [text, setText] = useState(props.value)
  const [known, setKnown] = useState(props.value)
  // Cleared or changed from outside: the box follows.
  if (known !== props.value) {
    setKnown(props.value)
    setText(props.value)
  }
  return (
    <Input.Search
      id={props.id}
      value={text}
      allowClear
      maxLength={60}
      placeholder={props.placeholder}
      onChange={(event) => setText(event.target.value)}
      onSearch={(found) => props.onSearch(found.trim())}
    />
  )
}
