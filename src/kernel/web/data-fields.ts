import type { DataField, DataValues } from '#kernel/data-field.ts'
import type { FieldSpec, FormValues } from './field-spec.ts'

/** Form fields for what a catalogue describes; named `attrs.key` so that they cannot clash with code fields. */
export function specsOfData(fields: readonly DataField[], group?: string): FieldSpec[] {
  return fields.map((field): FieldSpec => {
    const common = {
      name: `attrs.${field.key}`,
      label: field.label,
      ...(field.required ? { required: true } : {}),
      ...(group === undefined ? {} : { group }),
    }
    if (field.type === 'choice') {
      const options = (field.options ?? []).map((word) => ({ value: word, label: word }))
      return { ...common, type: 'choice', options, ...('open' in field && field.open === true ? { open: true } : {}) }
    }
    if (field.type === 'number') {
      return {
        ...common,
        type: 'number',
        ...(field.unit ? { unit: field.unit } : {}),
        ...(field.integer ? { integer: true } : {}),
      }
    }
    return { ...common, type: field.type }
  })
}

export function valuesOfData(attrs: DataValues): FormValues {
  return Object.fromEntries(
    Object.entries(attrs).map(([key, value]) => [`attrs.${key}`, typeof value === 'number' ? String(value) : value]),
  )
}

/** What the form holds for these fields, as a draft says it: empty is left out, or null where something stood before. */
export function dataOfValues(fields: readonly DataField[], values: FormValues, before: DataValues = {}): DataValues {
  const out: DataValues = {}
  for (const field of fields) {
    const value = values[`attrs.${field.key}`]
    if (value === undefined || value === null || value === '') {
      if (before[field.key] !== undefined && before[field.key] !== null) out[field.key] = null
      continue
    }
    out[field.key] = field.type === 'number' ? Number(value) : (value as string | boolean)
  }
  return out
}

/** One value in words: 6 栋, 是, —. */
export function sayData(field: DataField, value: DataValues[string] | undefined): string {
  if (value === undefined || value === null || value === '') return '—'
  if (typeof value === 'boolean') return value ? '是' : '否'
  return `${value}${field.unit ?? ''}`
}
