import { trimDecimal } from '#kernel/print-figure.ts'
import { saySpan } from '#kernel/web/days-said.ts'
import type { Say } from '#kernel/web/words.ts'
import { titleOf } from '../rules.ts'
import type { FieldDef, KindDef } from '../kind-schema.ts'
import type { EntryRow } from '../schema.ts'

/** When it was: a day, from–to, or the year a record without a day stands for. */
export function sayWhen(row: Pick<EntryRow, 'dayFrom' | 'dayTo' | 'wholeYear'>, t: Say): string {
  return row.wholeYear ? t('{year}年', { year: row.dayFrom.slice(0, 4) }) : saySpan(row.dayFrom, row.dayTo)
}

/** What it is, without the quantities that stand beside it. */
export function sayWhat(row: EntryRow, kinds: readonly KindDef[]): string {
  const partyNames = Object.fromEntries(
    Object.entries(row.parties).map(([key, list]) => [key, list.map((party) => party.name)]),
  )
  return (
    titleOf(
      kinds.find((kind) => kind.code === row.kind),
      { fields: row.fields, amounts: [], partyNames },
    ) || row.kindLabel
  )
}

export function sayAmounts(row: EntryRow): string {
  return row.amounts.map((each) => `${each.label} ${trimDecimal(each.amount)}${each.unit}`).join('；')
}

/** How many photos it has, and how many are still on the phone. */
export function sayPhotos({ photos, photosAway }: Pick<EntryRow, 'photos' | 'photosAway'>, t: Say): string {
  if (photosAway > 0) return t('{here}张，手机上{away}张', { here: photos.length, away: photosAway })
  return photos.length > 0 ? String(photos.length) : '—'
}

/** Place and the words beside it; the path from the top down only where there is room. */
export function sayWhere(row: Pick<EntryRow, 'placeName' | 'locus'>, short = false): string {
  const place = short ? (row.placeName.split(' / ').at(-1) ?? '') : row.placeName.replaceAll(' / ', ' › ')
  return [place, row.locus].filter(Boolean).join(' ')
}

/** The value of one field of a record, parties by name. */
export function sayField(field: FieldDef, row: EntryRow, t: Say): string {
  if (field.type === 'party' || field.type === 'parties')
    return (row.parties[field.key] ?? []).map((party) => party.name).join('、')
  const value = row.fields[field.key]
  if (value === undefined || value === null) return ''
  return typeof value === 'boolean' ? (value ? t('是') : t('否')) : value
}
