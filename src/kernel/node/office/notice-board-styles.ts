import { BorderStyle, PageBorderOffsetFrom } from 'docx'
import { stylesXml } from './styles-xml.ts'

export const NOTICE = {
  heading: 'NoticeHeading',
  place: 'NoticePlace',
  label: 'NoticeLabel',
  value: 'NoticeValue',
  gap: 'NoticeGap',
  foot: 'NoticeFoot',
} as const

/** 18 mm, in twips. */
const MARGIN = 1021

/** A red double frame, 24 pt from the paper's edge. */
function frame() {
  const side = { style: BorderStyle.DOUBLE, size: 12, color: 'B00000', space: 24 }
  return {
    pageBorders: { offsetFrom: PageBorderOffsetFrom.PAGE },
    pageBorderTop: side,
    pageBorderRight: side,
    pageBorderBottom: side,
    pageBorderLeft: side,
  }
}

/** A4 across with 18 mm all round, so that it fits a frame. The library swaps the sides itself. */
export const NOTICE_PAGE = {
  size: { width: 11906, height: 16838, orientation: 'landscape' as const },
  margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN, header: 400, footer: 400 },
  borders: frame(),
}

export const NOTICE_WIDTH = 16838 - 2 * MARGIN

/** What the two tables may take together: the page less heading, name, gap, foot and a little to spare. */
export const NOTICE_TABLES_HEIGHT = 11906 - 2 * MARGIN - (760 + 1160 + 200 + 640) - 200

export const NOTICE_STYLES = stylesXml({ font: '黑体', size: 32 }, [
  {
    id: NOTICE.heading,
    name: '公示牌标题',
    font: '方正小标宋简体',
    size: 44,
    color: 'B00000',
    align: 'center',
    line: 700,
    after: 60,
    outline: 0,
    keepNext: true,
  },
  { id: NOTICE.place, name: '公示牌地点', size: 72, align: 'center', line: 1040, after: 120, keepNext: true },
  { id: NOTICE.label, name: '公示牌项目', color: 'B00000', align: 'center' },
  { id: NOTICE.value, name: '公示牌内容', align: 'center' },
  { id: NOTICE.gap, name: '公示牌间隔', line: 200 },
  { id: NOTICE.foot, name: '公示牌落款', font: '仿宋_GB2312', size: 32, align: 'right', before: 160, line: 480 },
])
