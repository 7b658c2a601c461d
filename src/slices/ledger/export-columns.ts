import type { FieldDef, KindDef } from './kind-schema.ts'
import type { EntryRow } from './schema.ts'
import { isPartyField } from './rules.ts'

export interface ExportColumn {
  header: string
  width: number
  type: 'text' | 'number' | 'day'
  value: (row: EntryRow) => string | null
}

/** The columns of a list: of one kind, its own fields and quantities; of several, what all of them have. */
export function exportColumns(kind: KindDef | undefined): ExportColumn[] {
  const text = (header: string, width: number, value: (row: EntryRow) => string): ExportColumn => ({
    header,
    width,
    type: 'text',
    value,
  })
  const before: ExportColumn[] = [
    ...(kind ? [] : [text('台账类别', 12, (row) => row.kindLabel)]),
    { header: '日期', width: 12, type: 'day', value: daysOf },
    text('地点', 24, (row) => row.placeName),
    text('具体位置', 14, (row) => row.locus),
    text('专项行动', 16, (row) => row.campaignName),
  ]
  const own = kind
    ? [...kind.fields.map(fieldColumn), ...kind.measures.map(measureColumn)]
    : [text('内容', 40, (row) => row.title)]
  const after = [
    text('备注', 20, (row) => row.note),
    text('照片', 6, photosOf),
    text('记录人', 10, (row) => row.authorName),
  ]
  return [...before, ...own, ...after]
}

function daysOf(row: Pick<EntryRow, 'dayFrom' | 'dayTo' | 'wholeYear'>): string {
  if (row.wholeYear) return `${row.dayFrom.slice(0, 4)}年`
  return row.dayFrom === row.dayTo ? row.dayFrom : `${row.dayFrom} 至 ${row.dayTo}`
}

function fieldColumn(field: FieldDef): ExportColumn {
  return {
    header: field.label,
    width: field.type === 'long' ? 36 : 16,
    type: 'text',
    value: (row) => {
      if (isPartyField(field)) return (row.parties[field.key] ?? []).map((party) => party.name).join('、')
      const value = row.fields[field.key]
      return typeof value === 'boolean' ? (value ? '是' : '否') : (value ?? '')
    },
  }
}

function measureColumn({ key, label, unit }: KindDef['measures'][number]): ExportColumn {
  return {
    header: `${label}（${unit}）`,
    width: 14,
    type: 'number',
    value: (row) => row.amounts.find((candidate) => candidate.measure === key)?.amount ?? null,
  }
}

/** Those still on the phone are said too: a record that waits for its photos is not one without. */
function photosOf({ photos, photosAway }: EntryRow): string {
  const here = photos.length > 0 ? `${photos.length}张` : ''
  return photosAway > 0 ? `${here}（另有${photosAway}张在手机上）` : here
}
