import { cutText } from '#kernel/cut-text.ts'
import { addDays } from '#kernel/days.ts'
import { Problem } from '#kernel/problem.ts'
import { readDataFields } from '#kernel/read-data-fields.ts'
import type { DataField, DataValues } from '#kernel/data-field.ts'
import { ASSET_CONDITION_LABEL, type AssetCondition, type AssetType } from '#slices/assets/schema.ts'
import type { DutyRole } from '#slices/duties/schema.ts'
import type { PlaceType, ProfileField } from '#slices/places/schema.ts'
import { findPlace } from './find-place.ts'
import type { FindingNote } from './finding-note.ts'
import type { Act } from './plan-model.ts'
import { noteOn, type RowDrafts, type RowInput } from './row-drafts.ts'
import { DUTY, FIELD, PARENT } from './target-def.ts'

/** A place of the register with who answers for it. */
export function planPlace(input: RowInput, type: PlaceType, roles: DutyRole[]): RowDrafts {
  const { reading, desk, linked } = input
  const notes: FindingNote[] = []
  const name = reading.words['name']
  if (name === undefined) return { acts: [], notes: [noteOn(input, 'name', 'field.missing', 'error')] }
  if (name.length > 60) return { acts: [], notes: [noteOn(input, 'name', 'value.too-long', 'error', { limit: 60 })] }
  const parent = parentOf(input, type)
  notes.push(...parent.notes)
  const attrs = dataValues(input, type.fields, notes, `${type.label}“${name}”`)
  if (isBroken(input, notes)) return { acts: [], notes }

  const id = linked.get('place') ?? input.placeId ?? standing(input, type, name, parent.id)?.id
  const before = id === undefined ? undefined : desk.places.get(id)
  if (type.code === 'yard' && attrs['subtype'] === undefined && before?.attrs['subtype'] === undefined) {
    attrs['subtype'] = name.endsWith('小区') ? '小区' : '楼院'
  }
  const draft = {
    id: id ?? desk.context.newId(),
    type: type.code,
    name,
    parentId: parent.said ? parent.id : (before?.parentId ?? null),
    attrs,
    ...(reading.words['note'] ? { note: cutText(reading.words['note'], 500) } : {}),
    validFrom: earlier(before?.validFrom, desk.span.from),
  }
  if (!before || before.name !== name) {
    desk.places.add({
      ...(before ?? { aliases: [], note: '', validTo: null }),
      ...draft,
      attrs: { ...before?.attrs, ...attrs },
    } as Parameters<typeof desk.places.add>[0])
  } else Object.assign(before, { attrs: { ...before.attrs, ...attrs }, parentId: draft.parentId })
  return { acts: [{ type: 'place', draft }, ...dutiesOf(input, draft.id, roles)], notes }
}

function standing(input: RowInput, type: PlaceType, name: string, parentId: string | null) {
  const { places } = input.desk
  if (type.code === 'building' && parentId !== null) return places.numbered('building', name, parentId)
  return (
    places.named(type.code, name, parentId ?? undefined) ??
    (type.code === 'building' ? undefined : places.named(type.code, name))
  )
}

function parentOf(input: RowInput, type: PlaceType): { id: string | null; said: boolean; notes: FindingNote[] } {
  const { reading, desk } = input
  for (const code of type.parents) {
    const said = reading.words[PARENT + code]
    if (said === undefined) continue
    const known = code === 'grid' ? desk.places.numbered(code, said) : desk.places.named(code, said)
    if (known) return { id: known.id, said: true, notes: [] }
    // Grids come into the register by being named; other places need their own row.
    if (code === 'grid' && said.length <= 60) {
      const name = /^\d+$/.test(said) ? `${said}网格` : said
      return { id: desk.bring({ type: 'grid', name, parentId: null }).id, said: true, notes: [] }
    }
    const found = desk.places.resolve(said)
    const meant = 'placeId' in found ? desk.places.get(found.placeId) : undefined
    if (meant && type.parents.includes(meant.type)) return { id: meant.id, said: true, notes: [] }
    const nearest = ('nearest' in found ? found.nearest : [meant!]).map((place) => place.name).join('、')
    return { id: null, said: true, notes: [noteOn(input, PARENT + code, 'place.unknown', 'error', { nearest })] }
  }
  return { id: null, said: false, notes: [] }
}

/** A changed holder within the year is a correction; over the turn of a year the old duty ends and a new one begins. */
function dutiesOf(input: RowInput, placeId: string, roles: DutyRole[]): Act[] {
  const { reading, desk, linked } = input
  const acts: Act[] = []
  for (const role of roles) {
    for (const [index, name] of (reading.lists[DUTY + role.code] ?? []).entries()) {
      const slot = `duty:${role.code}:${index + 1}`
      const partyId = desk.party(role.by[0]!, name)
      const old = linked.get(slot)
      const before = old === undefined ? undefined : desk.dutyById(old)
      // Ended in the product since: the sheet still names the old holder, the register knows better.
      if (before && before.validTo !== null && before.partyId === partyId) continue
      const held = desk.duty(partyId, role.code, placeId)
      const fresh = { partyId, role: role.code, placeId, validFrom: desk.span.from }
      if (before && before.validTo === null && before.partyId !== partyId && before.validFrom < desk.span.from) {
        acts.push({ type: 'duty', slot: `${slot}:ended`, draft: { ...before, validTo: addDays(desk.span.from, -1) } })
        acts.push({ type: 'duty', slot, draft: { id: held?.id ?? desk.context.newId(), ...fresh } })
      } else {
        const known = before && before.validTo === null ? before : held
        const validFrom = earlier(known?.validFrom, desk.span.from)
        acts.push({ type: 'duty', slot, draft: { id: known?.id ?? desk.context.newId(), ...fresh, validFrom } })
      }
    }
  }
  return acts
}

export function planTeam(input: RowInput): RowDrafts {
  const { reading, desk, linked } = input
  const name = reading.words['name']
  if (name === undefined) return { acts: [], notes: [noteOn(input, 'name', 'field.missing', 'error')] }
  if (name.length > 60) return { acts: [], notes: [noteOn(input, 'name', 'value.too-long', 'error', { limit: 60 })] }
  const notes: FindingNote[] = []
  const members = reading.amounts['members']?.value
  if (members?.includes('.')) notes.push(noteOn(input, 'members', 'quantity.not-whole', 'error'))
  const service = reading.words['service']
  if (service && service.length > 200) notes.push(noteOn(input, 'service', 'value.too-long', 'error', { limit: 200 }))
  if (isBroken(input, notes)) return { acts: [], notes }
  const known = desk.knownParty('team', name)
  const id = linked.get('party') ?? known ?? desk.context.newId()
  if (!known) desk.nameParty('team', name, id)
  const stationId = stationOf(input)
  const draft = {
    id,
    kind: 'team' as const,
    name,
    attrs: { ...(members ? { members: Number(members) } : {}), ...(service ? { service } : {}) },
    ...(stationId ? { stationId } : {}),
    validFrom: earlier(desk.partyFrom(id), desk.span.from),
  }
  return { acts: [{ type: 'party', draft }], notes }
}

/** A station named in 依托站点 becomes a place. */
function stationOf({ reading, desk }: RowInput): string | null {
  const said = reading.words['station'] && cutText(reading.words['station'], 60)
  if (!said) return null
  const known = desk.places.named('volunteer-station', said)
  if (known) return known.id
  const found = desk.places.resolve(said)
  if ('placeId' in found && found.locus === '') return found.placeId
  return desk.bring({ type: 'volunteer-station', name: said, parentId: null }).id
}

export function planAsset(input: RowInput, type: AssetType): RowDrafts {
  const { reading, desk, linked } = input
  const found = findPlace(input)
  const notes = [...found.notes]
  if (found.placeId === null && notes.length === 0) notes.push(noteOn(input, 'place', 'field.missing', 'error'))
  const attrs = dataValues(input, type.fields, notes, type.label)
  if (isBroken(input, notes)) return { acts: [], notes }
  const id = linked.get('asset')
  return {
    notes,
    acts: [
      {
        type: 'asset',
        draft: {
          id: id ?? desk.context.newId(),
          type: type.code,
          placeId: found.placeId,
          locus: cutText(found.locus, 100),
          quantity: reading.amounts['quantity']?.value ?? '1',
          unit: type.unit,
          attrs,
          ...conditionOf(reading.words['condition']),
          validFrom: earlier(id === undefined ? undefined : desk.assetFrom(id), desk.span.from),
        },
      },
    ],
  }
}

function conditionOf(said: string | undefined): { condition?: AssetCondition } {
  const found = Object.entries(ASSET_CONDITION_LABEL).find(([, label]) => said !== undefined && said.includes(label))
  return found ? { condition: found[0] as AssetCondition } : {}
}

/** One stated fact of the community's profile. */
export function planFact(input: RowInput, fact: ProfileField): RowDrafts {
  const { reading, desk } = input
  if (isBroken(input, [])) return { acts: [], notes: [] }
  const amount = reading.amounts[fact.key]
  const text = reading.words[fact.key]
  if (fact.type === 'number' && fact.integer && amount?.value.includes('.')) {
    return { acts: [], notes: [noteOn(input, fact.key, 'quantity.not-whole', 'error')] }
  }
  if (text && text.length > 200)
    return { acts: [], notes: [noteOn(input, fact.key, 'value.too-long', 'error', { limit: 200 })] }
  const value =
    fact.type === 'number'
      ? { value: amount?.value ?? null, ...(fact.unit ? { unit: fact.unit } : {}) }
      : { text: text ?? null }
  return { acts: [{ type: 'profile', draft: { key: fact.key, ...value, validFrom: desk.span.from } }], notes: [] }
}

function dataValues(input: RowInput, fields: DataField[], notes: FindingNote[], name: string): DataValues {
  const { reading } = input
  const values: DataValues = {}
  for (const field of fields) {
    const key = FIELD + field.key
    const given =
      field.type === 'number'
        ? reading.amounts[key]?.value
        : field.type === 'flag'
          ? reading.flags[key]
          : field.type === 'day'
            ? reading.days[key]?.from
            : reading.words[key]
    if (given === undefined) continue
    try {
      const read = readDataFields([{ ...field, required: false }], { [field.key]: given }, {}, name)[field.key]
      if (read !== undefined) values[field.key] = read
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      notes.push(noteOn(input, key, 'row.refused', 'error', { said: error.say('zh'), saidEn: error.say('en') }))
    }
  }
  return values
}

function isBroken(input: RowInput, notes: FindingNote[]): boolean {
  return [...input.reading.notes, ...notes].some((note) => note.severity === 'error')
}

const earlier = (a: string | undefined, b: string): string => (a !== undefined && a < b ? a : b)
