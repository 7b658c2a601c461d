import type { FontName } from './fonts.ts'

/** A paragraph style. Lengths in twips, sizes in half-points; what is not given is inherited. */
export interface ParagraphStyle {
  id: string
  name: string
  basedOn?: string
  next?: string
  /** Offered in Word's style gallery. */
  quick?: boolean
  /** 0 is the highest level of the navigation pane. */
  outline?: number
  font?: FontName
  size?: number
  bold?: boolean
  color?: string
  /** Extra room between characters; negative sets them closer. */
  tracking?: number
  align?: 'left' | 'center' | 'right' | 'both'
  firstLine?: number
  /** The same in hundredths of a character; Word prefers it, so that the indent follows a changed type size. */
  firstLineChars?: number
  before?: number
  after?: number
  /** Fixed line height; also takes the paragraph off the page's line grid, which would round it up to whole lines. */
  line?: number
  /** Off the grid without a fixed height, for pictures. */
  offGrid?: boolean
  keepNext?: boolean
  keepLines?: boolean
}

/**
 * word/styles.xml. Written by hand because the library's styles cannot leave the line grid.
 * Element order is the schema's; Word repairs files that stray from it.
 * @param base the document's default text
 */
export function stylesXml(base: { font: FontName; size: number; tracking?: number }, styles: ParagraphStyle[]): string {
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
    `<w:docDefaults><w:rPrDefault>${runProperties(base, '<w:lang w:val="en-US" w:eastAsia="zh-CN"/>')}</w:rPrDefault>` +
    '<w:pPrDefault/></w:docDefaults>' +
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>' +
    '<w:pPr><w:widowControl w:val="0"/></w:pPr></w:style>' +
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>' +
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>' +
    styles.map(styleXml).join('') +
    '</w:styles>'
  )
}

function styleXml(style: ParagraphStyle): string {
  return (
    `<w:style w:type="paragraph" w:customStyle="${style.name.startsWith('heading ') ? 0 : 1}" w:styleId="${style.id}">` +
    `<w:name w:val="${style.name}"/><w:basedOn w:val="${style.basedOn ?? 'Normal'}"/>` +
    (style.next === undefined ? '' : `<w:next w:val="${style.next}"/>`) +
    (style.quick ? '<w:qFormat/>' : '') +
    `<w:pPr>${paragraphProperties(style)}</w:pPr>${runProperties(style)}</w:style>`
  )
}

function paragraphProperties(style: ParagraphStyle): string {
  return [
    style.keepNext ? '<w:keepNext/>' : '',
    style.keepLines ? '<w:keepLines/>' : '',
    // Long Latin words and addresses may break anywhere instead of stretching the line before them.
    style.align === 'both' ? '<w:wordWrap w:val="0"/>' : '',
    style.line !== undefined || style.offGrid ? '<w:snapToGrid w:val="0"/>' : '',
    attributes('w:spacing', {
      before: style.before,
      after: style.after,
      line: style.line,
      lineRule: style.line === undefined ? undefined : 'exact',
    }),
    attributes('w:ind', { firstLineChars: style.firstLineChars, firstLine: style.firstLine }),
    attributes('w:jc', { val: style.align }),
    attributes('w:outlineLvl', { val: style.outline }),
  ].join('')
}

function runProperties(style: Partial<ParagraphStyle>, more = ''): string {
  const { font } = style
  const inner = [
    attributes('w:rFonts', { hint: font && 'eastAsia', ascii: font, hAnsi: font, eastAsia: font, cs: font }),
    style.bold === undefined ? '' : style.bold ? '<w:b/><w:bCs/>' : '<w:b w:val="0"/><w:bCs w:val="0"/>',
    attributes('w:color', { val: style.color }),
    attributes('w:spacing', { val: style.tracking }),
    attributes('w:sz', { val: style.size }),
    attributes('w:szCs', { val: style.size }),
    more,
  ].join('')
  return inner === '' ? '' : `<w:rPr>${inner}</w:rPr>`
}

function attributes(element: string, values: Record<string, string | number | undefined>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined)
  return given.length === 0 ? '' : `<${element}${given.map(([key, value]) => ` w:${key}="${value}"`).join('')}/>`
}
