import { cutText } from '#kernel/cut-text.ts'
import { foldKey } from '#kernel/fold-text.ts'
import { Problem } from '#kernel/problem.ts'
import { checkEntry } from '#slices/ledger/rules.ts'
import type { FieldDef, KindDef } from '#slices/ledger/kind-schema.ts'
import { ENTRY_LIMITS, type EntryDraft, type FieldValue } from '#slices/ledger/schema.ts'
import type { FindingNote } from './finding-note.ts'
import { findPlace } from './find-place.ts'
import type { PlaceBook } from './place-book.ts'
import { WORD_LIMIT } from './read-row.ts'
import { noteOn, type RowDrafts, type RowInput } from './row-drafts.ts'
import { countsBuildings } from './counts-buildings.ts'
import { FIELD, MEASURE } from './target-def.ts'
import { restDay } from '#kernel/node/rest-day.ts'

/** A record dated further from the ledger's own year is a slip of the pen: 1921 for 2021. */
const MOST_YEARS = 20
const DECIMAL = /^\d{1,12}(\.\d{1,6})?$/

/** One ledger record from one row. */
export function planEntry(input: RowInput, kind: KindDef): RowDrafts {
  const { reading, desk, linked } = input
  const { context } = desk
  const notes: FindingNote[] = []
  const say = (
    ...args: [
      Parameters<typeof noteOn>[1],
      Parameters<typeof noteOn>[2],
      Parameters<typeof noteOn>[3],
      Parameters<typeof noteOn>[4]?,
    ]
  ) => void notes.push(noteOn(input, ...args))
  const broken = (field: string): boolean =>
    reading.notes.some((note) => note.severity === 'error' && note.field === field)

  const place = placeOf(input, kind)
  notes.push(...place.notes)
  if (place.placeId === null && kind.placeRequired && place.notes.length === 0 && !broken('place')) {
    say('place', 'field.missing', 'error')
  }
  const day = kind.undated ? desk.span : reading.days['day']
  if (!day && !broken('day')) say('day', 'field.missing', 'error')
  if (day && !kind.undated) {
    const said = day.from === day.to ? day.from : `${day.from} 至 ${day.to}`
    if (Math.abs(Number(day.from.slice(0, 4)) - context.year) > MOST_YEARS)
      say('day', 'day.distant', 'error', { day: said, year: context.year })
    else if (day.to > context.today) say('day', 'day.later', 'error', { day: day.to })
    else if (day.from < desk.span.from || day.to > desk.span.to)
      say('day', 'year.other', 'question', { day: said, year: context.year })
    const rest = kind.workingDay && day.from === day.to ? restDay(day.from) : null
    if (rest) say('day', 'holiday.question', 'question', { day: day.from, ...rest, label: kind.label })
  }

  const amounts: Record<string, string> = {}
  for (const measure of kind.measures) {
    const amount = reading.amounts[MEASURE + measure.key]
    if (!amount) continue
    if (measure.integer && amount.value.includes('.')) say(MEASURE + measure.key, 'quantity.not-whole', 'error')
    else if (!DECIMAL.test(amount.value)) say(MEASURE + measure.key, 'quantity.unreadable', 'error')
    else amounts[measure.key] = amount.value
  }
  const fields: Record<string, FieldValue> = {}
  const parties: Record<string, string[]> = {}
  for (const field of kind.fields) {
    const key = FIELD + field.key
    const names = reading.lists[key]
    if (names) {
      parties[field.key] = names.map((name) => desk.party(field.partyKind ?? 'unit', name))
    } else {
      const value = valueOf(input, field, key, say)
      if (value !== null) fields[field.key] = value
    }
    const empty = fields[field.key] === undefined && parties[field.key] === undefined
    if (field.required && !field.retired && empty && !broken(key) && !notes.some((note) => note.field === key)) {
      say(key, 'field.missing', 'error')
    }
  }
  const campaign = reading.words['campaign'] && cutText(reading.words['campaign'], ENTRY_LIMITS.campaign)
  const note = reading.words['note'] && cutText(reading.words['note'], ENTRY_LIMITS.note)
  const failed = [...reading.notes, ...notes].some((one) => one.severity === 'error')
  if (failed || !day) return { acts: [], notes }

  const draft: EntryDraft & { id: string } = {
    id: linked.get('entry') ?? context.newId(),
    kind: kind.code,
    placeId: place.placeId,
    ...(place.locus ? { locus: cutText(place.locus, ENTRY_LIMITS.locus) } : {}),
    dayFrom: day.from,
    dayTo: day.to,
    campaignId: campaign ? desk.campaign(campaign, kind.code) : null,
    amounts,
    fields,
    parties,
    ...(note ? { note } : {}),
    via: context.via,
  }
  // The ledger's own rules have the last word: what they would refuse must wait here, not stop a whole file.
  const refused = refusalOf(kind, draft, context.today)
  if (refused) return { acts: [], notes: [...notes, noteOn(input, '', 'row.refused', 'error', refused)] }
  return { acts: [{ type: 'entry', draft }], notes }
}

function refusalOf(kind: KindDef, draft: EntryDraft, today: string): { said: string; saidEn: string } | null {
  try {
    checkEntry(kind, draft, { today })
    return null
  } catch (error) {
    if (error instanceof Problem) return { said: error.say('zh'), saidEn: error.say('en') }
    throw error
  }
}

/** Kinds that count buildings stand at the building below the yard; one not registered yet comes with the row. */
function placeOf(input: RowInput, kind: KindDef): ReturnType<typeof findPlace> {
  const { reading, desk } = input
  const found = findPlace(input)
  if (found.placeId === null || input.placeId !== null || !countsBuildings(kind)) return found
  const building = reading.words['building'] ?? (BUILDING.test(found.locus) ? found.locus : undefined)
  const yard = desk.places.get(found.placeId)
  if (building === undefined || building.length > 60 || yard?.type !== 'yard') return found
  if (!buildingIn(desk.places, yard.id, building) && SEVERAL.test(foldKey(building))) {
    return {
      placeId: null,
      locus: '',
      notes: [
        noteOn(input, reading.words['building'] === undefined ? 'place' : 'building', 'building.several', 'error', {
          said: building,
        }),
      ],
    }
  }
  return {
    placeId:
      buildingIn(desk.places, yard.id, building)?.id ??
      desk.bring({ type: 'building', name: building, parentId: yard.id }).id,
    locus: '',
    notes: [],
  }
}

const BUILDING = /^[\dA-Za-z一二三四五六七八九十]+(?:号楼|栋|幢|#楼?|号)$/

/** 1号楼、2号楼 · 1-3号楼: one row for several buildings could only be counted as one. */
const SEVERAL =
  /[\d号楼栋幢#][、,;/和及与][第\d一二三四五六七八九十]|\d+[#号]?[楼栋幢]?(?:-|~|—|至|到)\d+[#号]?(?:楼|栋|幢|#)/

function buildingIn(places: PlaceBook, yardId: string, name: string) {
  return places.numbered('building', name, yardId)
}

function valueOf(
  input: RowInput,
  field: FieldDef,
  key: string,
  say: (
    field: string,
    code: 'value.unknown-choice' | 'value.too-long',
    severity: 'error',
    params: Record<string, string | number>,
  ) => void,
): FieldValue {
  const { reading } = input
  switch (field.type) {
    case 'day':
      return reading.days[key]?.from ?? null
    case 'number':
      return reading.amounts[key]?.value ?? null
    case 'flag':
      return reading.flags[key] ?? null
    case 'choice': {
      const said = reading.words[key]
      if (said === undefined) return null
      const option = field.options?.includes(said) ? said : field.optionAliases?.[said]
      if (option !== undefined || (field.open && said.length <= ENTRY_LIMITS.text)) return option ?? said
      say(key, 'value.unknown-choice', 'error', { options: (field.options ?? []).map((one) => `“${one}”`).join('、') })
      return null
    }
    case 'text':
    case 'long': {
      const said = reading.words[key]
      const limit = field.type === 'text' ? ENTRY_LIMITS.text : WORD_LIMIT
      if (said !== undefined && said.length > limit) say(key, 'value.too-long', 'error', { limit })
      return said ?? null
    }
    default:
      return null
  }
}
