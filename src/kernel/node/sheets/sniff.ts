import { Refusal } from './refusal.ts'

export type Container = 'zip' | 'ole' | 'text'

/**
 * What the bytes are, by their first bytes; a name only decides between a text table and a text that merely was
 * renamed. Throws a Refusal for everything that is no table.
 */
export function sniff(bytes: Uint8Array, fileName: string): Container {
  if (bytes.length === 0) throw new Refusal('workbook.empty')
  if (starts(bytes, [0x50, 0x4b, 0x03, 0x04])) return 'zip'
  if (starts(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return 'ole'
  const known = SIGNATURES.find((s) => starts(bytes, s.bytes))
  if (known) {
    const { looks, looksEn } = known
    throw new Refusal(known.table ? 'workbook.unsupported' : 'workbook.not-a-workbook', { looks, looksEn })
  }
  const head = headText(bytes)
  if (head === null) throw notATable('不认识的二进制文件', 'an unknown binary file')
  if (
    /^<(?:!doctype\s+html|html|head|body|table|meta|div|style)\b/i.test(
      withoutComments(head.replace(/^<\?xml[^>]*>\s*/i, '')),
    )
  ) {
    throw notATable('网页（HTML）', 'a web page')
  }
  if (/^\s*<\?xml/i.test(head) || /^\s*<(?:ss:)?workbook\b/i.test(head)) {
    throw notATable('XML 文件', 'an XML file')
  }
  if (/^\s*[{[]\s*["{[]/.test(head)) throw notATable('JSON 文件', 'a JSON file')
  if (!/\.(?:csv|txt|tsv)$/i.test(fileName)) throw notATable('纯文本', 'plain text')
  return 'text'
}

function notATable(looks: string, looksEn: string): Refusal {
  return new Refusal('workbook.not-a-workbook', { looks, looksEn })
}

const SIGNATURES: { bytes: number[]; looks: string; looksEn: string; table: boolean }[] = [
  { bytes: [0x25, 0x50, 0x44, 0x46], looks: 'PDF 文件', looksEn: 'a PDF', table: false },
  { bytes: [0xff, 0xd8, 0xff], looks: '照片', looksEn: 'a photo', table: false },
  { bytes: [0x89, 0x50, 0x4e, 0x47], looks: '图片', looksEn: 'a picture', table: false },
  { bytes: [0x47, 0x49, 0x46, 0x38], looks: '图片', looksEn: 'a picture', table: false },
  { bytes: [0x52, 0x61, 0x72, 0x21], looks: 'RAR 压缩包', looksEn: 'a RAR archive', table: false },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], looks: '7z 压缩包', looksEn: 'a 7z archive', table: false },
  { bytes: [0x1f, 0x8b], looks: 'gzip 压缩包', looksEn: 'a gzip archive', table: false },
  { bytes: [0x50, 0x4b, 0x05, 0x06], looks: '空的压缩包', looksEn: 'an empty archive', table: false },
  { bytes: [0x4d, 0x5a], looks: '程序', looksEn: 'a program', table: false },
  { bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66], looks: 'RTF 文档', looksEn: 'an RTF document', table: false },
  { bytes: [0x09, 0x08], looks: '很旧的 Excel 文件', looksEn: 'a very old Excel file', table: true },
  { bytes: [0x09, 0x04], looks: '很旧的 Excel 文件', looksEn: 'a very old Excel file', table: true },
  { bytes: [0x09, 0x02], looks: '很旧的 Excel 文件', looksEn: 'a very old Excel file', table: true },
]

function starts(bytes: Uint8Array, signature: number[]): boolean {
  return signature.every((byte, i) => bytes[i] === byte)
}

/** The first characters, or null if the bytes are no text in any encoding we know. */
function headText(bytes: Uint8Array): string | null {
  const head = bytes.subarray(0, 4096)
  const wide = starts(head, [0xff, 0xfe]) ? 'utf-16le' : starts(head, [0xfe, 0xff]) ? 'utf-16be' : null
  // In the other encodings the marks looked for are plain ASCII.
  const text = new TextDecoder(wide ?? 'latin1').decode(head).replace('\u00ef\u00bb\u00bf', '')
  // oxlint-disable-next-line no-control-regex
  const control = text.match(/[\0-\x08\x0e-\x1a\x1c-\x1f]/g)?.length ?? 0
  // One stray NUL in a text is cleaned later; many mean that this is no text.
  return control > text.length / 50 ? null : text.trimStart()
}

/** What stands behind the comments a page begins with. Cut off one by one: a pattern over them all has no bound. */
function withoutComments(head: string): string {
  let rest = head
  while (rest.startsWith('<!--')) {
    const end = rest.indexOf('-->', 4)
    if (end < 0) return ''
    rest = rest.slice(end + 3).trimStart()
  }
  return rest
}
