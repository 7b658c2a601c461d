import type { CellSink } from './cell-sink.ts'
import type { ReadLimits } from './limits.ts'
import { type NumberFormat, numberFormat } from './number-format.ts'
import { broken, Refusal } from './refusal.ts'
import { unescapeText } from './unescape-text.ts'
import { unzipText } from './unzip-entry.ts'
import { XlsxSheetReader } from './xlsx-sheet.ts'
import { attr, type XmlHandler, XmlScanner } from './xml-scan.ts'
import { readZipDirectory, type ZipEntry } from './zip-directory.ts'

/** Reads a modern workbook (.xlsx, .xlsm) into the sink; answers its date system. Throws a Refusal. */
export async function readXlsx(bytes: Uint8Array, limits: ReadLimits, sink: CellSink): Promise<{ date1904: boolean }> {
  const zip = readZipDirectory(bytes, limits)
  const main = await mainPart(zip)
  const relations = await readRelations(zip, main)
  const book = await readBook(zip.get(main.toLowerCase())!)
  const strings = await readStrings(zip, relations, main, limits)
  const formats = await readFormats(zip, relations, main, book.date1904)
  if (book.sheets.length === 0) throw broken('没有工作表')
  for (const { name, hidden, id } of book.sheets) {
    const relation = relations.get(id)
    // Chart and macro sheets hold no cells.
    if (!relation?.type.endsWith('/worksheet')) continue
    const entry = zip.get(resolve(main, relation.target))
    if (!entry) throw broken(`缺少工作表“${name.slice(0, 31)}”`)
    sink.sheet(name, hidden)
    await scan(entry, new XlsxSheetReader(sink, strings, formats, book.date1904))
  }
  return { date1904: book.date1904 }
}

async function scan(entry: ZipEntry, handler: XmlHandler): Promise<void> {
  const scanner = new XmlScanner(handler)
  for await (const piece of unzipText(entry)) scanner.write(piece)
  scanner.end()
}

const NO_TEXT = { wantsText: false, text() {} }

type Relations = Map<string, { type: string; target: string }>

async function mainPart(zip: Map<string, ZipEntry>): Promise<string> {
  const entry = zip.get('_rels/.rels')
  if (!entry) throw notXlsx(zip)
  const relations = await relationsIn(entry)
  const main = [...relations.values()].find((r) => r.type.endsWith('/officeDocument'))?.target.replace(/^\//, '') ?? ''
  const path = normal(main)
  if (path.endsWith('.bin'))
    throw new Refusal('workbook.unsupported', { looks: 'xlsb 格式', looksEn: 'an xlsb workbook' })
  if (!zip.has(path) || !path.startsWith('xl/')) throw notXlsx(zip)
  return path
}

function notXlsx(zip: Map<string, ZipEntry>): Refusal {
  if (zip.has('word/document.xml')) {
    return new Refusal('workbook.not-a-workbook', { looks: 'Word 文档', looksEn: 'a Word document' })
  }
  if (zip.has('ppt/presentation.xml')) {
    return new Refusal('workbook.not-a-workbook', { looks: '幻灯片', looksEn: 'a presentation' })
  }
  if (zip.has('meta-inf/manifest.xml')) {
    return new Refusal('workbook.unsupported', { looks: 'OpenDocument 格式（ods）', looksEn: 'an OpenDocument file' })
  }
  return new Refusal('workbook.not-a-workbook', { looks: '普通压缩包', looksEn: 'an ordinary zip archive' })
}

async function readRelations(zip: Map<string, ZipEntry>, part: string): Promise<Relations> {
  const slash = part.lastIndexOf('/')
  const entry = zip.get(`${part.slice(0, slash)}/_rels/${part.slice(slash + 1)}.rels`.toLowerCase())
  if (!entry) throw broken('缺少目录部件')
  return relationsIn(entry)
}

async function relationsIn(entry: ZipEntry): Promise<Relations> {
  const relations: Relations = new Map()
  await scan(entry, {
    open(name, attributes) {
      if (name !== 'Relationship' || attr(attributes, 'TargetMode') === 'External') return
      relations.set(attr(attributes, 'Id') ?? '', {
        type: attr(attributes, 'Type') ?? '',
        target: attr(attributes, 'Target') ?? '',
      })
    },
    close() {},
    ...NO_TEXT,
  })
  return relations
}

/** A target is relative to the folder of the part that names it, or absolute. */
function resolve(from: string, target: string): string {
  return normal(target.startsWith('/') ? target.slice(1) : `${from.slice(0, from.lastIndexOf('/'))}/${target}`)
}

function normal(path: string): string {
  const parts: string[] = []
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/').toLowerCase()
}

interface Book {
  date1904: boolean
  sheets: { name: string; hidden: boolean; id: string }[]
}

async function readBook(entry: ZipEntry): Promise<Book> {
  const book: Book = { date1904: false, sheets: [] }
  await scan(entry, {
    open(name, attributes) {
      if (name === 'workbookPr') book.date1904 = /^(?:1|true)$/i.test(attr(attributes, 'date1904') ?? '')
      if (name !== 'sheet') return
      const state = attr(attributes, 'state')
      book.sheets.push({
        name: attr(attributes, 'name') ?? '',
        hidden: state === 'hidden' || state === 'veryHidden',
        id: attr(attributes, 'id') ?? '',
      })
    },
    close() {},
    ...NO_TEXT,
  })
  return book
}

async function readStrings(zip: Map<string, ZipEntry>, relations: Relations, main: string, limits: ReadLimits) {
  const strings: string[] = []
  const entry = partOf(zip, relations, main, '/sharedStrings')
  if (!entry) return strings
  let item = ''
  let phonetic = false
  await scan(entry, {
    wantsText: false,
    open(name) {
      if (name === 't') this.wantsText = !phonetic
      else if (name === 'rPh') phonetic = true
      else if (name === 'si') item = ''
    },
    close(name) {
      if (name === 't') this.wantsText = false
      else if (name === 'rPh') phonetic = false
      else if (name === 'si') {
        if (strings.push(unescapeText(item)) > limits.maxCells) {
          throw new Refusal('workbook.too-many-cells', { detail: '文字太多' })
        }
      }
    },
    text(text) {
      item += text
    },
  } satisfies XmlHandler & { wantsText: boolean })
  return strings
}

async function readFormats(zip: Map<string, ZipEntry>, relations: Relations, main: string, date1904: boolean) {
  const formats: NumberFormat[] = []
  const entry = partOf(zip, relations, main, '/styles')
  if (!entry) return formats
  const codes = new Map<number, string>()
  const made = new Map<number, NumberFormat>()
  let inCellFormats = false
  await scan(entry, {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attr(attributes, 'numFmtId')), attr(attributes, 'formatCode') ?? '')
      else if (name === 'cellXfs') inCellFormats = true
      else if (name === 'xf' && inCellFormats) {
        const id = Number(attr(attributes, 'numFmtId') ?? 0)
        let format = made.get(id)
        if (!format) made.set(id, (format = numberFormat(id, codes.get(id), date1904)))
        formats.push(format)
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false
    },
    ...NO_TEXT,
  })
  return formats
}

function partOf(zip: Map<string, ZipEntry>, relations: Relations, main: string, type: string): ZipEntry | undefined {
  const target = [...relations.values()].find((r) => r.type.endsWith(type))?.target
  return target === undefined ? undefined : zip.get(resolve(main, target))
}
