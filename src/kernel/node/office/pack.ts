import { isDay } from '#kernel/days.ts'
import { type Document, Packer } from 'docx'
import { fontTableXml } from './fonts.ts'
import type { PhotoStandIns } from './photo-stand-ins.ts'
import { printableLine } from './printable.ts'
import { unzipParts, zipParts } from './zip.ts'

export interface FileFacts {
  title: string
  author?: string | undefined
  subject?: string | undefined
  /** The day the contents stand for, when it starts with one; written as the file's date instead of the clock's. */
  asOf?: string | undefined
}

/**
 * The document as the bytes of a .docx, the same bytes for the same document: its properties say only what `facts`
 * says, no program and no time of printing.
 * @param styles word/styles.xml
 */
export async function pack(
  document: Document,
  styles: string,
  facts: FileFacts,
  photos?: PhotoStandIns,
): Promise<Uint8Array> {
  const packed = await Packer.pack(document, 'uint8array', undefined, [
    { path: 'word/styles.xml', data: styles },
    { path: 'word/fontTable.xml', data: fontTableXml() },
    { path: 'docProps/core.xml', data: coreXml(facts) },
  ])
  const parts = unzipParts(packed)
  for (const [path, data] of parts) {
    if (isPhoto(path)) parts.set(path, photos?.behind(data) ?? data)
  }
  return zipParts(parts, isPhoto)
}

function isPhoto(path: string): boolean {
  return path.startsWith('word/media/')
}

function coreXml({ title, author, subject, asOf }: FileFacts): string {
  const day = asOf !== undefined && isDay(asOf.slice(0, 10)) ? `${asOf.slice(0, 10)}T00:00:00Z` : ''
  const element = (name: string, value: string | undefined, attributes = '') =>
    value ? `<${name}${attributes}>${escaped(printableLine(value))}</${name}>` : ''
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"' +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"' +
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    element('dc:title', title) +
    element('dc:subject', subject) +
    element('dc:creator', author) +
    element('dcterms:created', day, ' xsi:type="dcterms:W3CDTF"') +
    element('dcterms:modified', day, ' xsi:type="dcterms:W3CDTF"') +
    '</cp:coreProperties>'
  )
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
