import type { PlaceType } from '#slices/places/schema.ts'
import type { TargetField } from './recognise/target.ts'
import { FIELD } from './target-def.ts'

type DataField = PlaceType['fields'][number]

/** A field that the catalogue gives to a type of place or asset. */
export function dataField(field: DataField): TargetField {
  return {
    key: FIELD + field.key,
    label: field.label,
    aliases: field.aliases ?? [],
    type: DATA_AS[field.type],
    ...(field.unit ? { unit: field.unit } : {}),
    options: field.options ?? [],
    required: field.required ?? false,
  }
}

const DATA_AS: Record<DataField['type'], TargetField['type']> = {
  text: 'text',
  long: 'text',
  number: 'quantity',
  choice: 'choice',
  flag: 'flag',
  day: 'day',
}
