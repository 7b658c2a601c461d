import type { DataField, DataValues } from './data-field.ts'
import { dataFieldProblems } from './data-field-problems.ts'
import { isDay } from './days.ts'

const YES = ['是', '有', '√', '✓', 'true', '1']
const NO = ['否', '无', '没有', '×', 'false', '0']

/**
 * Lays new values over the present ones and checks them against their fields: what is absent stays as it is, null or
 * empty text takes a value away. Numbers may come as text, yes/no as the words an office uses.
 * @param name of what, for the sentence of a problem: 楼院“利民小区”
 * @throws field.unknown, field.not-number … (data-field-problems.ts)
 */
export function readDataFields(fields: DataField[], given: DataValues, present: DataValues, name: string): DataValues {
  const read: DataValues = { ...present }
  const byKey = new Map(fields.map((field) => [field.key, field]))
  for (const [key, value] of Object.entries(given)) {
    const field = byKey.get(key)
    if (!field) throw dataFieldProblems['field.unknown']({ name, key }, `attrs.${key}`)
    if (value === null || value === '') delete read[key]
    else read[key] = readValue(field, value, name)
  }
  const missing = fields.find((field) => field.required && read[field.key] === undefined)
  if (missing) throw dataFieldProblems['field.missing']({ name, label: missing.label }, `attrs.${missing.key}`)
  return read
}

function readValue(field: DataField, value: string | number | boolean, name: string): string | number | boolean {
  const { label, key } = field
  const at = { name, label, value }
  const path = `attrs.${key}`
  switch (field.type) {
    case 'number': {
      const number = typeof value === 'number' ? value : Number(String(value).trim())
      if (typeof value === 'boolean' || !Number.isFinite(number)) throw dataFieldProblems['field.not-number'](at, path)
      if (field.integer && (!Number.isInteger(number) || number < 0))
        throw dataFieldProblems['field.not-whole'](at, path)
      if (number < 0) throw dataFieldProblems['field.negative'](at, path)
      return number
    }
    case 'flag': {
      if (typeof value === 'boolean') return value
      const word = String(value).trim()
      if ([...YES, ...(field.yes ?? [])].includes(word)) return true
      if ([...NO, ...(field.no ?? [])].includes(word)) return false
      throw dataFieldProblems['field.not-flag'](at, path)
    }
    case 'choice': {
      const word = String(value).trim()
      if (!field.open && !field.options?.includes(word)) {
        throw dataFieldProblems['field.not-option']({ ...at, options: (field.options ?? []).join('、') }, path)
      }
      return word
    }
    case 'day':
      if (!isDay(String(value))) throw dataFieldProblems['field.not-day'](at, path)
      return String(value)
    default:
      return String(value).trim()
  }
}
