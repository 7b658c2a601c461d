import { OWN_KIND_PREFIX, type FieldDef, type KindDef, type KindView, type MeasureDef } from '../kind-schema.ts'

/** A kind while it is being edited; `fresh` items may still change type and unit, since no record holds them. */
export interface KindEdit {
  kind: KindDef
  freshFields: ReadonlySet<string>
  freshMeasures: ReadonlySet<string>
}

const NEVER: ReadonlySet<string> = new Set()

export function editOf(kind: KindView): KindEdit {
  const { own: _own, changed: _changed, ...def } = kind
  return { kind: def, freshFields: NEVER, freshMeasures: NEVER }
}

export function newKind(): KindEdit {
  const kind: KindDef = {
    code: `${OWN_KIND_PREFIX}${mark('k')}`,
    label: '',
    group: '',
    placeRequired: false,
    sheetNames: [],
    dayAliases: [],
    placeAliases: [],
    fields: [],
    measures: [],
    photo: 'optional',
    figures: [],
    version: 1,
  }
  return { kind, freshFields: NEVER, freshMeasures: NEVER }
}

export function addField(edit: KindEdit): KindEdit {
  const field: FieldDef = { key: mark('f'), label: '', aliases: [], type: 'text' }
  return {
    ...edit,
    kind: { ...edit.kind, fields: [...edit.kind.fields, field] },
    freshFields: new Set([...edit.freshFields, field.key]),
  }
}

export function addMeasure(edit: KindEdit): KindEdit {
  const measure: MeasureDef = { key: mark('m'), label: '', unit: '', aliases: [] }
  return {
    ...edit,
    kind: { ...edit.kind, measures: [...edit.kind.measures, measure] },
    freshMeasures: new Set([...edit.freshMeasures, measure.key]),
  }
}

// Keys are never shown; they only have to differ, also from those another clerk adds at the same time.
function mark(first: string): string {
  const random = crypto.getRandomValues(new Uint32Array(2))
  return `${first}${[...random]
    .map((part) => part.toString(36))
    .join('')
    .slice(0, 10)}`
}
