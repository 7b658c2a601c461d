import type { FontName } from './fonts.ts'
import { CHARACTER, LINE, SIZE, TIGHTEN } from './gongwen-page.ts'
import { type ParagraphStyle, stylesXml } from './styles-xml.ts'

/** Style ids. Headings are Word's own 标题 1–4, so that the navigation pane and a table of contents work. */
export const STYLE = {
  title: 'GongwenTitle',
  subtitle: 'GongwenSubtitle',
  body: 'GongwenBody',
  flush: 'GongwenFlush',
  annexLabel: 'AnnexLabel',
  annexTitle: 'AnnexTitle',
  caption: 'TableCaption',
  cell: 'TableText',
  cellHead: 'TableHead',
  picture: 'Picture',
  pictureCaption: 'PictureCaption',
  pictureStamp: 'PictureStamp',
  backLink: 'BackLink',
} as const

const TWO_CHARACTERS = { firstLine: 2 * CHARACTER, firstLineChars: 200 }
/** Text in tables and under pictures. */
const SMALL = { size: SIZE.小四, tracking: 0, before: 0, after: 0, line: 360 }

function heading(level: number, font: FontName, bold: boolean): ParagraphStyle {
  return {
    id: `Heading${level}`,
    name: `heading ${level}`,
    next: STYLE.body,
    quick: true,
    outline: level - 1,
    font,
    bold,
    align: 'both',
    ...TWO_CHARACTERS,
    keepNext: true,
    keepLines: true,
  }
}

const STYLES: ParagraphStyle[] = [
  heading(1, '黑体', false),
  heading(2, '楷体_GB2312', false),
  heading(3, '仿宋_GB2312', true),
  heading(4, '仿宋_GB2312', false),
  {
    id: STYLE.title,
    name: '公文标题',
    next: STYLE.body,
    quick: true,
    font: '方正小标宋简体',
    size: SIZE.二号,
    tracking: 0,
    align: 'center',
    line: 700,
    keepNext: true,
    keepLines: true,
  },
  {
    id: STYLE.subtitle,
    name: '公文副标题',
    next: STYLE.body,
    quick: true,
    font: '楷体_GB2312',
    align: 'center',
    after: LINE,
    keepNext: true,
  },
  { id: STYLE.body, name: '公文正文', quick: true, align: 'both', ...TWO_CHARACTERS },
  { id: STYLE.flush, name: '公文顶格', quick: true, align: 'both' },
  { id: STYLE.annexLabel, name: '附件标识', next: STYLE.annexTitle, font: '黑体', after: LINE, keepNext: true },
  { id: STYLE.annexTitle, name: '附件标题', basedOn: STYLE.title, next: STYLE.body, outline: 0 },
  {
    id: STYLE.caption,
    name: '表题',
    ...SMALL,
    font: '黑体',
    align: 'center',
    before: 200,
    after: 100,
    keepNext: true,
  },
  { id: STYLE.cell, name: '表格文字', ...SMALL },
  { id: STYLE.cellHead, name: '表头文字', ...SMALL, font: '黑体', align: 'center' },
  { id: STYLE.picture, name: '照片', size: SIZE.小四, tracking: 0, align: 'center', before: 60, offGrid: true },
  { id: STYLE.pictureCaption, name: '照片说明', ...SMALL, line: 300, align: 'center', before: 60, after: 40 },
  { id: STYLE.pictureStamp, name: '照片水印', ...SMALL, size: SIZE.小五, line: 230, align: 'center', after: 120 },
  {
    id: STYLE.backLink,
    name: '返回正文',
    ...SMALL,
    size: SIZE.五号,
    color: '595959',
    line: 320,
    firstLine: 2 * CHARACTER,
    after: 60,
    keepNext: true,
  },
]

export const GONGWEN_STYLES = stylesXml({ font: '仿宋_GB2312', size: SIZE.三号, tracking: TIGHTEN }, STYLES)
