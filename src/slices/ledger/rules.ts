import { cutText } from '#kernel/cut-text.ts'
import { isDay } from '#kernel/days.ts'
import { plainDecimal } from '#kernel/decimal.ts'
import { trimDecimal } from '#kernel/print-figure.ts'
import { problems } from './problems.ts'
import type { FieldDef, KindDef, KindFigureDef } from './kind-schema.ts'
import { ENTRY_LIMITS, type EntryBody, type EntryDraft, type FieldValue } from './schema.ts'
import { isWholeYear } from './span.ts'

/** What of an entry its kind decides: normalised, so that equal facts are equal bodies. */
export type EntryContent = Pick<EntryBody, 'amounts' | 'fields' | 'parties'>

export interface CheckContext {
  /** Position in a batch, counted from 1; absent for a single record. */
  row?: number | undefined
  today: string
  /** The present body when this is a correction: what it holds of retired fields may stay. */
  old?: EntryContent | undefined
}

/**
 * The validator of an entry, built at run time from its kind. Drops empty values and zero amounts (nothing was done,
 * so nothing is counted).
 * @throws entry.* problems with the field at fault, e.g. `fields.status`, `amounts.piles`
 */
export function checkEntry(kind: KindDef, draft: EntryDraft, { row, today, old }: CheckContext): EntryContent {
  if (draft.dayTo < draft.dayFrom) throw problems['entry.days']({ row, from: draft.dayFrom, to: draft.dayTo }, 'dayTo')
  const last = kind.undated && isWholeYear(draft.dayFrom, draft.dayTo) ? draft.dayFrom : draft.dayTo
  if (last > today) throw problems['entry.future']({ row, day: last }, draft.dayFrom > today ? 'dayFrom' : 'dayTo')
  if (kind.placeRequired && draft.placeId === null) {
    throw problems['entry.place-missing']({ row, kind: kind.label }, 'placeId')
  }
  return {
    amounts: checkAmounts(kind, draft, row, old),
    fields: checkFields(kind, draft, row, old),
    parties: checkParties(kind, draft, row, old),
  }
}

function checkAmounts(kind: KindDef, draft: EntryDraft, row: number | undefined, old?: EntryContent) {
  const amounts: EntryBody['amounts'] = {}
  for (const [key, text] of Object.entries(draft.amounts)) {
    const measure = kind.measures.find((candidate) => candidate.key === key)
    if (!measure || (measure.retired && !old?.amounts[key])) {
      throw problems['entry.field-unknown']({ row, kind: kind.label, field: key }, `amounts.${key}`)
    }
    const amount = plainDecimal(text)
    if (amount === '0') continue
    if (measure.integer && amount.includes('.')) {
      const what = { what: `“${measure.unit}”只能是整数`, whatEn: `${measure.unit} takes whole numbers` }
      throw problems['entry.field-wrong']({ row, label: measure.label, value: text, ...what }, `amounts.${key}`)
    }
    amounts[key] = { amount, unit: measure.unit }
  }
  return amounts
}

function checkFields(kind: KindDef, draft: EntryDraft, row: number | undefined, old?: EntryContent) {
  const fields: Record<string, FieldValue> = {}
  for (const [key, value] of Object.entries(draft.fields)) {
    const field = kind.fields.find((candidate) => candidate.key === key)
    if (!field || isPartyField(field) || (field.retired && old?.fields[key] === undefined)) {
      throw problems['entry.field-unknown']({ row, kind: kind.label, field: key }, `fields.${key}`)
    }
    const clean = cleanValue(field, value, row)
    if (clean !== null) fields[key] = clean
  }
  for (const field of kind.fields) {
    if (!field.required || field.retired || isPartyField(field) || fields[field.key] !== undefined) continue
    throw problems['entry.field-missing']({ row, label: field.label }, `fields.${field.key}`)
  }
  return fields
}

function cleanValue(field: FieldDef, value: FieldValue, row: number | undefined): FieldValue {
  const wrong = (what: string, whatEn: string) =>
    problems['entry.field-wrong'](
      { row, label: field.label, value: cutText(String(value), 40), what, whatEn },
      `fields.${field.key}`,
    )
  const tooLong = () => wrong(`不能超过 ${ENTRY_LIMITS.text} 字`, `at most ${ENTRY_LIMITS.text} characters`)
  if (value === null || value === '') return null
  if (field.type === 'flag') {
    if (typeof value !== 'boolean') throw wrong('应为“是”或“否”', 'it must be yes or no')
    return value
  }
  if (typeof value !== 'string') throw wrong('应为文字', 'it must be text')
  const text = value.trim()
  if (text === '') return null
  switch (field.type) {
    case 'choice': {
      const meant =
        field.optionAliases && Object.hasOwn(field.optionAliases, text) ? field.optionAliases[text] : undefined
      const option = field.options?.includes(text) ? text : meant
      if (option === undefined && !field.open) {
        throw wrong(`只能选 ${(field.options ?? []).join('、')}`, `choose one of ${(field.options ?? []).join(', ')}`)
      }
      if (text.length > ENTRY_LIMITS.text) throw tooLong()
      return option ?? text
    }
    case 'day':
      if (!isDay(text)) throw wrong('应写成 2020-05-08 这样的真实日期', 'it must be a real day like 2020-05-08')
      return text
    case 'number':
      if (!/^-?\d{1,12}(\.\d{1,6})?$/.test(text)) throw wrong('应为数字', 'it must be a number')
      return plainDecimal(text)
    case 'text':
      if (text.length > ENTRY_LIMITS.text) throw tooLong()
      return text
    default:
      return text
  }
}

function checkParties(kind: KindDef, draft: EntryDraft, row: number | undefined, old?: EntryContent) {
  const parties: Record<string, string[]> = {}
  for (const [key, ids] of Object.entries(draft.parties)) {
    const field = kind.fields.find((candidate) => candidate.key === key)
    if (!field || !isPartyField(field) || (field.retired && !old?.parties[key])) {
      throw problems['entry.field-unknown']({ row, kind: kind.label, field: key }, `parties.${key}`)
    }
    const unique = [...new Set(ids)].sort()
    if (field.type === 'party' && unique.length > 1) {
      const what = { what: '只能填一个', whatEn: 'it takes one only' }
      throw problems['entry.field-wrong'](
        { row, label: field.label, value: `${unique.length}`, ...what },
        `parties.${key}`,
      )
    }
    if (unique.length > 0) parties[key] = unique
  }
  for (const field of kind.fields) {
    if (!field.required || field.retired || !isPartyField(field) || parties[field.key]) continue
    throw problems['entry.field-missing']({ row, label: field.label }, `parties.${field.key}`)
  }
  return parties
}

export function isPartyField(field: Pick<FieldDef, 'type'>): boolean {
  return field.type === 'party' || field.type === 'parties'
}

/** The one line a clerk recognises a record by: its title field, else its first text, then its quantities. */
export function titleOf(
  kind: KindDef | undefined,
  entry: {
    fields: Record<string, FieldValue>
    amounts: { label: string; amount: string; unit: string }[]
    partyNames?: Record<string, string[]>
  },
): string {
  const valueOf = (key: string): string => {
    const value = entry.fields[key]
    return typeof value === 'string' ? value : (entry.partyNames?.[key] ?? []).join('、')
  }
  const named = kind?.titleField ? valueOf(kind.titleField) : ''
  const first =
    named ||
    (kind?.fields ?? [])
      .filter((f) => f.type !== 'flag' && f.type !== 'day')
      .map((f) => valueOf(f.key))
      .find(Boolean)
  const amounts = entry.amounts.slice(0, 4).map((a) => `${a.label}${trimDecimal(a.amount)}${a.unit}`)
  const parts = [shorten(first ?? ''), amounts.join('，')].filter(Boolean)
  return parts.join(' · ') || (kind?.label ?? '')
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 40 ? `${cutText(line, 39)}…` : line
}

// ---- kinds

/** A kind must be whole in itself: no name twice, every figure about something the kind has. */
export function checkKind(kind: KindDef): void {
  const keys = [...kind.fields, ...kind.measures].map((item) => item.key)
  const labels = [...kind.fields, ...kind.measures].filter((item) => !item.retired).map((item) => item.label)
  const twice = firstRepeated(keys) ?? firstRepeated(labels) ?? firstRepeated(kind.figures.map((figure) => figure.key))
  if (twice !== undefined) throw problems['kind.repeated']({ label: twice })
  for (const field of kind.fields) {
    if (field.type === 'choice' && !field.options?.length) throw problems['kind.options']({ label: field.label })
  }
  for (const figure of kind.figures) checkFigure(kind, figure)
}

function checkFigure(kind: KindDef, figure: KindFigureDef): void {
  const wrong = (what: string, whatEn: string) =>
    problems['kind.figure']({ label: figure.label, what, whatEn }, 'figures')
  const field = (key: string | undefined): FieldDef | undefined =>
    kind.fields.find((candidate) => candidate.key === key)
  if (figure.aggregate === 'sum' && !kind.measures.some((measure) => measure.key === figure.measure)) {
    throw wrong('要合计的数量项不存在', 'the quantity to sum does not exist')
  }
  if (figure.aggregate === 'parties' && !(field(figure.field) && isPartyField(field(figure.field)!))) {
    throw wrong('要计数的单位、队伍或人员字段不存在', 'the party field to count does not exist')
  }
  if (figure.where && (!field(figure.where.field) || isPartyField(field(figure.where.field)!))) {
    throw wrong('筛选用的字段不存在', 'the field it selects by does not exist')
  }
  const unit = kind.measures.find((measure) => measure.key === figure.measure)?.unit
  if (figure.aggregate === 'sum' && unit !== figure.unit) throw wrong(`单位应为“${unit}”`, `its unit must be ${unit}`)
}

function firstRepeated(words: string[]): string | undefined {
  return words.find((word, index) => words.indexOf(word) !== index)
}

/**
 * A kind as it was, with what is wanted now. Nothing ever disappears: a field or quantity left out is retired, because
 * records hold it; words learnt stay. `base` is the shipped kind or the community's last version.
 */
export function mergeKind(base: KindDef, wanted: KindDef, left: 'retire' | 'keep'): KindDef {
  const leave = <T extends object>(item: T): T => (left === 'retire' ? { ...item, retired: true } : item)
  const mergeList = <T extends { key: string; aliases?: string[] }>(old: T[], now: T[]): T[] => [
    ...now.map((item) => {
      const before = old.find((candidate) => candidate.key === item.key)
      return before ? { ...item, aliases: union(item.aliases, before.aliases) } : item
    }),
    ...old.filter((item) => !now.some((candidate) => candidate.key === item.key)).map(leave),
  ]
  return {
    ...wanted,
    fields: mergeList(base.fields, wanted.fields),
    measures: mergeList(base.measures, wanted.measures),
    sheetNames: union(wanted.sheetNames, base.sheetNames),
    dayAliases: union(wanted.dayAliases, base.dayAliases),
    placeAliases: union(wanted.placeAliases, base.placeAliases),
    figures:
      left === 'keep'
        ? [...base.figures, ...wanted.figures.filter((f) => !base.figures.some((shipped) => shipped.key === f.key))]
        : wanted.figures,
  }
}

function union(a: string[] | undefined, b: string[] | undefined): string[] {
  return [...new Set([...(a ?? []), ...(b ?? [])])]
}

/** What records already hold must keep its meaning: type of a field, unit of a quantity. */
export function checkKindChange(before: KindDef, after: KindDef): void {
  for (const old of before.fields) {
    const now = after.fields.find((field) => field.key === old.key)
    if (now && (now.type !== old.type || Boolean(now.open) !== Boolean(old.open))) {
      throw problems['kind.changed']({ label: old.label, what: '更换填写方式', whatEn: 'another type' }, 'fields')
    }
  }
  for (const old of before.measures) {
    const now = after.measures.find((measure) => measure.key === old.key)
    if (now && now.unit !== old.unit) {
      throw problems['kind.changed']({ label: old.label, what: '更换单位', whatEn: 'another unit' }, 'measures')
    }
  }
}
