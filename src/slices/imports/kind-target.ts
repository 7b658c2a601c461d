import type { KindDef } from '#slices/ledger/kind-schema.ts'
import { withCommon } from './common-fields.ts'
import { countsBuildings } from './counts-buildings.ts'
import { PLACE_WORDS } from './place-words.ts'
import type { TargetField } from './recognise/target.ts'
import { FIELD, type ImportTargetDef, MEASURE } from './target-def.ts'

/** Headings of a column that says when. */
const DAY_WORDS = [
  '日期',
  '时间',
  '活动日期',
  '活动时间',
  '发生日期',
  '开展时间',
  '工作日期',
  '检查日期',
  '整治日期',
  '整治时间',
  '登记日期',
]

/** A kind of the ledger, or the list of problems, which is described like one. */
export function kindTarget(kind: KindDef, as: 'entry' | 'case'): ImportTargetDef {
  const fields: TargetField[] = []
  if (!kind.undated) {
    fields.push({ key: 'day', label: '日期', aliases: [...kind.dayAliases, ...DAY_WORDS], type: 'day', required: true })
  }
  const byBuilding = countsBuildings(kind)
  const placeWords = [...kind.placeAliases, ...PLACE_WORDS].filter((word) => !byBuilding || !BUILDING.includes(word))
  fields.push({
    key: 'place',
    label: byBuilding ? '小区' : '地点',
    aliases: ['地点', ...placeWords],
    type: 'place',
    required: kind.placeRequired,
  })
  if (byBuilding) fields.push({ key: 'building', label: '楼栋', aliases: BUILDING, type: 'text' })
  if (as === 'entry') {
    fields.push({
      key: 'campaign',
      label: '专项行动',
      aliases: ['专项行动名称', '行动名称', '所属行动', '专项活动', '专项'],
      type: 'text',
    })
  }
  for (const measure of kind.measures.filter((measure) => !measure.retired)) {
    fields.push({
      key: MEASURE + measure.key,
      label: measure.label,
      aliases: measure.aliases,
      type: 'quantity',
      unit: measure.unit,
    })
  }
  for (const field of kind.fields.filter((field) => !field.retired)) {
    fields.push({
      key: FIELD + field.key,
      label: field.label,
      aliases: field.aliases,
      type: FIELD_AS[field.type],
      required: field.required ?? false,
      options: field.options ?? [],
    })
  }
  return {
    code: `kind:${kind.code}`,
    label: kind.label,
    aliases: kind.sheetNames,
    layout: 'table',
    fields: withCommon(fields, ['场次', '期数', '次序']),
    takes: { as, kind },
  }
}

const BUILDING = ['楼栋', '楼号', '栋号', '楼幢', '改造楼栋', '楼栋号', '幢号']

const FIELD_AS: Record<KindDef['fields'][number]['type'], TargetField['type']> = {
  text: 'text',
  long: 'text',
  choice: 'choice',
  number: 'quantity',
  party: 'party',
  parties: 'parties',
  day: 'day',
  flag: 'flag',
}
