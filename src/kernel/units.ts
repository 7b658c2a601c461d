/**
 * Units as ledgers write them, and which spellings mean the same. Never a conversion: 吨, 立方 and 车 stay apart, as
 * do 人 and 人次, 场 and 场次, 户 and 户次.
 */
const SAME: string[][] = [
  ['平方米', '平米', 'm2', 'm²', '平方', '㎡'],
  ['平方公里', 'km2', 'km²', '平方千米'],
  ['立方', '立方米', 'm3', 'm³', '方'],
  ['公里', '千米', 'km'],
  ['米', 'm', '延米'],
  ['吨', 't'],
  ['公斤', '千克', 'kg'],
  ['小时', 'h', '个小时', '时'],
  ['分钟', 'min'],
  ['人', '名', '个人', '位'],
  ['人次', '人(次)', '人·次', '人/次'],
  ['场次', '场(次)', '场/次'],
  ['户次', '户(次)', '户/次'],
  ['栋', '幢', '座楼', '个栋', '栋楼'],
  ['块', '块牌'],
]

const OTHERS = [
  '台次',
  '车次',
  '条次',
  '辆次',
  '件次',
  '个月',
  '个百分点',
  '百分点',
  '万元',
  '亿元',
  '元',
  '亩',
  '公顷',
  '斤',
  '车',
  '辆',
  '台',
  '件',
  '条',
  '处',
  '个',
  '家',
  '户',
  '间',
  '次',
  '场',
  '张',
  '份',
  '面',
  '幅',
  '本',
  '册',
  '支',
  '项',
  '起',
  '天',
  '%',
  '‰',
  '株',
  '棵',
  '盏',
  '根',
  '袋',
  '桶',
  '顶',
  '套',
  '组',
  '期',
  '篇',
  '座',
  '所',
  '批',
  '宗',
  '例',
  '只',
  '部',
  '片',
  '口',
  '年',
  '周',
  '楼栋',
  '单元',
  '顿',
  '堆',
  '箱',
  '瓶',
  '枚',
  '副',
  '道',
  '段',
  '扇',
  '床',
  '月',
  '层',
]

const CANONICAL = new Map(SAME.flatMap((spellings) => spellings.map((s) => [s, spellings[0]!] as const)))
const KNOWN = [...CANONICAL.keys(), ...OTHERS].sort((a, b) => b.length - a.length)

/** The usual spelling of a unit (folded text); units it does not know stay as they are. */
export function canonicalUnit(unit: string): string {
  const plain = unit.toLowerCase() === unit || !/^[A-Z]+[23]?$/i.test(unit) ? unit : unit.toLowerCase()
  const known = CANONICAL.get(plain)
  if (known !== undefined) return known
  // 6个栋: a measure word doubled by mistake.
  const rest = plain.startsWith('个') ? plain.slice(1) : ''
  return rest !== '' && !OTHERS.includes(plain) && (CANONICAL.has(rest) || OTHERS.includes(rest))
    ? canonicalUnit(rest)
    : plain
}

export function sameUnit(a: string, b: string): boolean {
  return canonicalUnit(a) === canonicalUnit(b)
}

/** The longest known unit at the start of a folded text, or null: 人次 of 人次左右, never 人. */
export function leadingUnit(text: string): string | null {
  const lower = text.toLowerCase()
  return KNOWN.find((unit) => lower.startsWith(unit)) ?? null
}

export function isKnownUnit(text: string): boolean {
  return KNOWN.includes(text.toLowerCase()) || (text.startsWith('个') && KNOWN.includes(text.slice(1)))
}
