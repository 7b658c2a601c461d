import { stylesXml } from './styles-xml.ts'

export const LIST_STYLE = {
  title: 'ListTitle',
  subtitle: 'ListSubtitle',
  cell: 'ListText',
  head: 'ListHead',
  end: 'ListEnd',
  sign: 'ListSign',
  foot: 'ListFoot',
} as const

/** 五号: 10.5 pt. */
const SIZE = 21
/** Width of one 汉字 in a cell, in twips. */
export const CHARACTER_IN_LIST = SIZE * 10

export const LIST_STYLES = stylesXml({ font: '宋体', size: SIZE }, [
  {
    id: LIST_STYLE.title,
    name: '清单标题',
    font: '方正小标宋简体',
    size: 36,
    align: 'center',
    after: 80,
    line: 560,
    keepNext: true,
    outline: 0,
  },
  { id: LIST_STYLE.subtitle, name: '清单副标题', size: 24, align: 'center', after: 120, line: 360, keepNext: true },
  { id: LIST_STYLE.cell, name: '清单文字', line: 280 },
  { id: LIST_STYLE.head, name: '清单表头', font: '黑体', align: 'center', line: 280 },
  { id: LIST_STYLE.end, name: '清单末尾', align: 'center', line: 300 },
  { id: LIST_STYLE.sign, name: '清单签字', size: 24, line: 560 },
  { id: LIST_STYLE.foot, name: '清单页脚', line: 300 },
])
