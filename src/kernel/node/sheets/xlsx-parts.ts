/** The fixed parts of a written workbook. Cells name their style by its place in `cellXfs` below. */
export const STYLE = { text: 1, number: 2, day: 3, header: 4, title: 5, guarded: 6 } as const

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

export interface DoneSheet {
  name: string
  /** Rows from the top that stay on the screen and are repeated on every printed page. */
  headRows: number
}

export function fixedParts(sheets: readonly DoneSheet[]): { name: string; text: string[] }[] {
  const part = (name: string, text: string) => ({ name, text: [HEAD + text] })
  const numbers = sheets.map((_, i) => i + 1)
  const type = (path: string, kind: string) =>
    `<Override PartName="/xl/${path}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`
  return [
    part(
      '[Content_Types].xml',
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        `<Default Extension="xml" ContentType="application/xml"/>${type('workbook.xml', 'sheet.main')}${type('styles.xml', 'styles')}` +
        `${numbers.map((n) => type(`worksheets/sheet${n}.xml`, 'worksheet')).join('')}</Types>`,
    ),
    part(
      '_rels/.rels',
      `<Relationships xmlns="${PACKAGE}/relationships">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${PACKAGE}/relationships">${numbers.map((n) => relation(`rId${n}`, 'worksheet', `worksheets/sheet${n}.xml`)).join('')}` +
        `${relation(`rId${sheets.length + 1}`, 'styles', 'styles.xml')}</Relationships>`,
    ),
    part(
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>` +
        sheets.map((s, i) => `<sheet name="${escapeXml(s.name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('') +
        '</sheets><definedNames>' +
        sheets
          .map(
            (s, i) =>
              `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${escapeXml(`'${s.name.replaceAll("'", "''")}'!$1:$${s.headRows}`)}</definedName>`,
          )
          .join('') +
        '</definedNames></workbook>',
    ),
    part('xl/styles.xml', STYLES),
  ]
}

const side = (name: string) => `<${name} style="thin"><color rgb="FF999999"/></${name}>`
const xf = (numFmt: number, font: number, fill: number, border: number, align: string, more = '') =>
  `<xf numFmtId="${numFmt}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"${more}><alignment ${align}/></xf>`

const STYLES =
  `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>` +
  '<fonts count="3"><font><sz val="11"/><name val="宋体"/><charset val="134"/></font>' +
  '<font><b/><sz val="11"/><name val="宋体"/><charset val="134"/></font><font><b/><sz val="16"/><name val="宋体"/><charset val="134"/></font></fonts>' +
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
  '<fill><patternFill patternType="solid"><fgColor rgb="FFF2F2F2"/><bgColor indexed="64"/></patternFill></fill></fills>' +
  `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border></borders>` +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="7">' +
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  xf(0, 0, 0, 1, 'vertical="center" wrapText="1"') +
  xf(0, 0, 0, 1, 'vertical="center"') +
  xf(164, 0, 0, 1, 'horizontal="center" vertical="center"') +
  xf(0, 1, 2, 1, 'horizontal="center" vertical="center" wrapText="1"') +
  xf(0, 2, 0, 0, 'horizontal="center" vertical="center"') +
  xf(0, 0, 0, 1, 'vertical="center" wrapText="1"', ' quotePrefix="1"') +
  '</cellXfs><cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>'

export function sheetStart(widths: readonly number[], headRows: number): string {
  const cols = widths
    .map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
    .join('')
  return (
    `${HEAD}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">` +
    `<pane ySplit="${headRows}" topLeftCell="A${headRows + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
    `<cols>${cols}</cols><sheetData>`
  )
}

export function sheetEnd(lastCell: string, headRows: number, titleRange: string | null): string {
  return (
    `</sheetData><autoFilter ref="A${headRows}:${lastCell}"/>` +
    (titleRange ? `<mergeCells count="1"><mergeCell ref="${titleRange}"/></mergeCells>` : '') +
    '<printOptions horizontalCentered="1"/><pageMargins left="0.5" right="0.5" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>' +
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/><headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter></worksheet>'
  )
}

// oxlint-disable-next-line no-control-regex
const NOT_XML = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g
const SPECIAL = /[&<>"\r]/g
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }

/** Text for an element or a quoted attribute; what XML cannot hold is dropped. */
export function escapeXml(text: string): string {
  return text
    .replace(NOT_XML, '')
    .toWellFormed()
    .replace(SPECIAL, (c) => ESCAPES[c]!)
}
