import type { KindDef } from './kind-schema.ts'
import type { EntryBody, EntryChange, FieldValue } from './schema.ts'

/** What a correction changed, in the words of the form; only what differs. */
export function describeChange(
  kind: KindDef | undefined,
  before: EntryBody,
  after: EntryBody,
  names: ReadonlyMap<string, string>,
): EntryChange[] {
  const name = (id: string | null): string => (id === null ? '' : (names.get(id) ?? '—'))
  const days = (body: EntryBody): string =>
    body.dayFrom === body.dayTo ? body.dayFrom : `${body.dayFrom} 至 ${body.dayTo}`
  const changes: EntryChange[] = [
    { field: 'dayFrom', label: '日期', before: days(before), after: days(after) },
    { field: 'placeId', label: '地点', before: name(before.placeId), after: name(after.placeId) },
    { field: 'locus', label: '具体位置', before: before.locus, after: after.locus },
    { field: 'campaignId', label: '专项行动', before: name(before.campaignId), after: name(after.campaignId) },
  ]
  const keys = (a: object, b: object): string[] => [...new Set([...Object.keys(a), ...Object.keys(b)])]
  const order = (kind?.measures ?? []).map((measure) => measure.key)
  for (const key of keys(before.amounts, after.amounts).sort((a, b) => order.indexOf(a) - order.indexOf(b))) {
    const label = kind?.measures.find((measure) => measure.key === key)?.label ?? key
    const word = (body: EntryBody): string =>
      body.amounts[key] ? `${body.amounts[key].amount}${body.amounts[key].unit}` : ''
    changes.push({ field: `amounts.${key}`, label, before: word(before), after: word(after) })
  }
  const labelOf = (key: string): string => kind?.fields.find((field) => field.key === key)?.label ?? key
  for (const key of keys(before.fields, after.fields)) {
    const [old, now] = [before, after].map((body) => wordOf(body.fields[key]))
    changes.push({ field: `fields.${key}`, label: labelOf(key), before: old!, after: now! })
  }
  for (const key of keys(before.parties, after.parties)) {
    const [old, now] = [before, after].map((body) => (body.parties[key] ?? []).map(name).join('、'))
    changes.push({ field: `parties.${key}`, label: labelOf(key), before: old!, after: now! })
  }
  changes.push({ field: 'note', label: '备注', before: before.note, after: after.note })
  const photos = (body: EntryBody): string => (body.photos.length > 0 ? `${body.photos.length} 张` : '')
  changes.push({ field: 'photos', label: '照片', before: photos(before), after: photos(after) })
  return changes.filter((change) => change.before !== change.after)
}

function wordOf(value: FieldValue | undefined): string {
  if (typeof value === 'boolean') return value ? '是' : '否'
  return value ?? ''
}
