import type { RowReading } from './read-row.ts'
import { FIELD, type ImportTargetDef, MEASURE } from './target-def.ts'

/** One line by which a clerk finds the row again. */
export function titleOf(reading: RowReading, target: ImportTargetDef): string {
  const { texts } = reading
  const named =
    target.takes.as === 'entry' || target.takes.as === 'case'
      ? target.takes.kind.titleField
        ? texts[FIELD + target.takes.kind.titleField]
        : undefined
      : texts['name']
  const amounts = Object.keys(texts)
    .filter((key) => key.startsWith(MEASURE))
    .map((key) => {
      const measure = target.fields.find((field) => field.key === key)
      return `${measure?.label ?? ''}${reading.amounts[key]?.value ?? texts[key]}${reading.amounts[key] ? (measure?.unit ?? '') : ''}`
    })
  const first =
    target.takes.as === 'profile'
      ? Object.entries(texts).map(([key, said]) => `${target.fields.find((f) => f.key === key)?.label ?? key} ${said}`)
      : []
  return [texts['day'], texts['place'], texts['building'], named, ...first, ...amounts.slice(0, 3)]
    .filter(Boolean)
    .join(' ')
    .slice(0, 120)
}
