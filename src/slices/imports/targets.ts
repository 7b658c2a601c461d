import { foldKey } from '#kernel/fold-text.ts'
import type { AssetType } from '#slices/assets/schema.ts'
import type { DutyRole } from '#slices/duties/schema.ts'
import type { KindDef } from '#slices/ledger/kind-schema.ts'
import type { PlaceType, ProfileField } from '#slices/places/schema.ts'
import type { Target, TargetField } from './recognise/target.ts'

/**
 * What a sheet can be: one target per ledger kind, per type of place, per type of asset, the teams and the community's
 * profile. All of it is made from the catalogues, so a kind or field a clerk adds can be imported at once.
 */
export interface ImportTargetDef extends Target {
  takes:
    | { as: 'entry'; kind: KindDef }
    /** A problem that goes its way to the end; the sheet is described like a kind, but is none of the ledger. */
    | { as: 'case'; kind: KindDef }
    | { as: 'place'; type: PlaceType; roles: DutyRole[] }
    | { as: 'asset'; type: AssetType }
    | { as: 'team' }
    | { as: 'profile'; facts: ProfileField[] }
}

export interface Catalogues {
  kinds: KindDef[]
  /** What a 问题清单 holds. */
  problemSheet: KindDef
  placeTypes: PlaceType[]
  assetTypes: AssetType[]
  dutyRoles: DutyRole[]
  profileFields: ProfileField[]
}

/** Field keys carry what they are: m.<measure>, f.<data field>, parent.<place type>, duty.<role>; others stand alone. */
export const MEASURE = 'm.'
export const FIELD = 'f.'
export const PARENT = 'parent.'
export const DUTY = 'duty.'

const SERIAL: TargetField = {
  key: 'serial',
  label: '序号',
  aliases: ['编号', '序', 'No', '行号', '项次'],
  type: 'serial',
}
const NOTE: TargetField = { key: 'note', label: '备注', aliases: ['说明', '备考', '附注', '其他说明'], type: 'text' }
const DAY = [
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
const PLACE = [
  '地点',
  '位置',
  '地址',
  '点位',
  '点位名称',
  '区域',
  '范围',
  '地段',
  '小区',
  '楼院',
  '院落',
  '楼院名称',
  '小区名称',
  '街巷',
  '整治区域',
  '活动地点',
  '整治地点',
  '具体位置',
]

export function buildTargets(catalogues: Catalogues): ImportTargetDef[] {
  const { kinds, problemSheet, placeTypes, assetTypes, dutyRoles, profileFields } = catalogues
  return [
    profileTarget(profileFields),
    ...placeTypes
      .filter((type) => !NOT_IMPORTED.has(type.code))
      .map((type) => placeTarget(type, placeTypes, dutyRoles)),
    ...assetTypes.map(assetTarget),
    teamTarget(),
    ...kinds.filter((kind) => !kind.retired).map((kind) => kindTarget(kind, 'entry')),
    kindTarget(problemSheet, 'case'),
  ]
}

// Households and stairwells are kept by hand: a list of households is personal data of its own.
const NOT_IMPORTED = new Set(['unit', 'household'])

function kindTarget(kind: KindDef, as: 'entry' | 'case'): ImportTargetDef {
  const fields: TargetField[] = []
  if (!kind.undated) {
    fields.push({ key: 'day', label: '日期', aliases: [...kind.dayAliases, ...DAY], type: 'day', required: true })
  }
  const byBuilding = countsBuildings(kind)
  const placeWords = [...kind.placeAliases, ...PLACE].filter((word) => !byBuilding || !BUILDING.includes(word))
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

function placeTarget(type: PlaceType, all: PlaceType[], roles: DutyRole[]): ImportTargetDef {
  const names = [type.label, ...type.aliases]
  const fields: TargetField[] = [
    {
      key: 'name',
      label: `${type.label}名称`,
      type: 'text',
      required: true,
      aliases: ['名称', ...names, ...names.map((name) => `${name}名称`), '地点', '点位', '点位名称'],
    },
  ]
  for (const code of type.parents.filter((code) => code !== 'community' && code !== type.code).slice(0, 3)) {
    const parent = all.find((one) => one.code === code)
    if (!parent) continue
    const words = [parent.label, ...parent.aliases]
    fields.push({
      key: PARENT + code,
      label: `所属${parent.label}`,
      type: 'text',
      aliases: words.flatMap((word) => [word, `所属${word}`, `所在${word}`, `${word}名称`]),
    })
  }
  for (const field of type.fields) {
    fields.push({
      key: FIELD + field.key,
      label: field.label,
      aliases: field.aliases ?? [],
      type: DATA_AS[field.type],
      ...(field.unit ? { unit: field.unit } : {}),
      options: field.options ?? [],
      required: field.required ?? false,
    })
  }
  const held = roles.filter((role) => role.on.includes(type.code))
  for (const role of held) {
    fields.push({ key: DUTY + role.code, label: role.label, aliases: role.aliases ?? [], type: 'parties' })
  }
  return {
    code: `place:${type.code}`,
    label: `${type.label}登记表`,
    aliases: [...names, ...(type.code === 'yard' ? ['网格与楼院', '楼院网格登记', '小区楼院'] : [])],
    layout: 'table',
    fields: withCommon(fields),
    takes: { as: 'place', type, roles: held },
  }
}

const DATA_AS: Record<PlaceType['fields'][number]['type'], TargetField['type']> = {
  text: 'text',
  long: 'text',
  number: 'quantity',
  choice: 'choice',
  flag: 'flag',
  day: 'day',
}

function assetTarget(type: AssetType): ImportTargetDef {
  const names = [type.label, ...type.aliases]
  const fields: TargetField[] = [
    { key: 'place', label: '位置', aliases: [...PLACE, '安装位置', '设置位置'], type: 'place', required: true },
    {
      key: 'quantity',
      label: '数量',
      type: 'quantity',
      unit: type.unit,
      aliases: [
        '个数',
        '块数',
        '处数',
        '台数',
        ...names.flatMap((name) => [`${name}数`, `${name}数量`, `${name}个数`]),
        ...(type.code === 'screen' ? ['屏数', '屏幕数'] : []),
      ],
    },
    { key: 'condition', label: '现状', aliases: ['状况', '完好情况', '状态'], type: 'text' },
    ...type.fields.map((field): TargetField => ({
      key: FIELD + field.key,
      label: field.label,
      aliases: field.aliases ?? [],
      type: DATA_AS[field.type],
      ...(field.unit ? { unit: field.unit } : {}),
      options: field.options ?? [],
    })),
  ]
  return {
    code: `asset:${type.code}`,
    label: `${type.label}登记`,
    aliases: [...names, ...(type.code === 'screen' ? ['电子屏标语', '滚动播放标语', '电子屏滚动播放'] : [])],
    layout: 'table',
    fields: withCommon(fields),
    takes: { as: 'asset', type },
  }
}

function teamTarget(): ImportTargetDef {
  const fields: TargetField[] = [
    {
      key: 'name',
      label: '队伍名称',
      aliases: ['服务队名称', '志愿队伍', '志愿服务队', '服务队', '队伍', '名称', '团队名称'],
      type: 'text',
      required: true,
    },
    {
      key: 'members',
      label: '人数',
      aliases: ['队员数', '志愿者人数', '队伍人数', '成员数', '队员人数'],
      type: 'quantity',
      unit: '人',
    },
    { key: 'service', label: '服务内容', aliases: ['服务项目', '服务方向', '主要服务', '职责'], type: 'text' },
    {
      key: 'station',
      label: '依托站点',
      aliases: ['所属站点', '志愿服务站', '服务站点', '站点', '所在站点'],
      type: 'text',
    },
  ]
  return {
    code: 'team',
    label: '志愿服务队伍',
    aliases: ['志愿队伍', '志愿服务队', '志愿者队伍', '队伍登记'],
    layout: 'table',
    fields: withCommon(fields),
    takes: { as: 'team' },
  }
}

function profileTarget(facts: ProfileField[]): ImportTargetDef {
  return {
    code: 'profile',
    label: '社区概况',
    aliases: ['社区基本情况', '基本情况', '辖区概况', '社区简介', '概况'],
    layout: 'pairs',
    fields: facts.map((fact) => ({
      key: fact.key,
      label: fact.label,
      aliases: fact.aliases,
      type: fact.type === 'number' ? 'quantity' : 'text',
      ...(fact.unit ? { unit: fact.unit } : {}),
    })),
    takes: { as: 'profile', facts },
  }
}

/** Kinds with a figure over buildings stand at the building, not at the yard. */
export function countsBuildings(kind: KindDef): boolean {
  return kind.figures.some((figure) => figure.placeType === 'building')
}

/** Serial number first and note last, unless the target's own fields already answer to those headings. */
function withCommon(fields: TargetField[], serialWords: string[] = []): TargetField[] {
  const taken = new Set(fields.flatMap((field) => [field.label, ...field.aliases].map(foldKey)))
  const free = (words: string[]): string[] => words.filter((word) => !taken.has(foldKey(word)))
  return [
    { ...SERIAL, aliases: free([...SERIAL.aliases, ...serialWords]) },
    ...fields,
    ...(taken.has(foldKey(NOTE.label)) ? [] : [{ ...NOTE, aliases: free(NOTE.aliases) }]),
  ]
}

export function targetOf(targets: ImportTargetDef[], code: string | null): ImportTargetDef | undefined {
  return targets.find((target) => target.code === code)
}
