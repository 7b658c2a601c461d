import { crc32, deflateRawSync } from 'node:zlib'

/** Workbooks made byte by byte, for tests only: what no office program would write must be made by hand. */

export interface MadeEntry {
  name: string
  data: string | Uint8Array
  /** Written into the directory instead of the truth. */
  claim?: { crc?: number; size?: number; packed?: number; offset?: number; flags?: number; method?: number }
  stored?: boolean
}

export function makeZip(entries: MadeEntry[]): Uint8Array {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const { name, data, claim = {}, stored = false } of entries) {
    const raw = typeof data === 'string' ? Buffer.from(data) : Buffer.from(data)
    const packed = stored ? raw : deflateRawSync(raw)
    const label = Buffer.from(name)
    const method = claim.method ?? (stored ? 0 : 8)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(20, 4)
    head.writeUInt16LE(claim.flags ?? 0, 6)
    head.writeUInt16LE(method, 8)
    head.writeUInt32LE(claim.crc ?? crc32(raw), 14)
    head.writeUInt32LE(claim.packed ?? packed.length, 18)
    head.writeUInt32LE(claim.size ?? raw.length, 22)
    head.writeUInt16LE(label.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    head.copy(entry, 6, 4, 30)
    entry.writeUInt32LE(claim.offset ?? offset, 42)
    central.push(entry, label)
    local.push(head, label, packed)
    offset += 30 + label.length + packed.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Math.min(entries.length, 0xffff), 8)
  end.writeUInt16LE(Math.min(entries.length, 0xffff), 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, directory, end])
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export interface MadeXlsx {
  /** The inside of <worksheet>, one per sheet; a name of '!' at the start makes the sheet hidden. */
  sheets: Record<string, string>
  strings?: string[]
  /** Number format codes; cells name them by s="1", s="2", … */
  formats?: string[]
  date1904?: boolean
  extra?: MadeEntry[]
  replace?: Record<string, string>
}

export function xlsxEntries({
  sheets,
  strings = [],
  formats = [],
  date1904 = false,
  extra = [],
  replace = {},
}: MadeXlsx): MadeEntry[] {
  const names = Object.keys(sheets)
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
  const relations = (inner: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': relations(relation('r1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${names
      .map(
        (n, i) =>
          `<sheet name="${n.replace(/^!/, '')}" sheetId="${i + 1}"${n.startsWith('!') ? ' state="hidden"' : ''} r:id="s${i}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      names.map((_, i) => relation(`s${i}`, 'worksheet', `worksheets/sheet${i + 1}.xml`)).join('') +
        relation('st', 'styles', 'styles.xml') +
        relation('ss', 'sharedStrings', '/xl/sharedStrings.xml'),
    ),
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts>${formats
      .map((code, i) => `<numFmt numFmtId="${200 + i}" formatCode="${code.replaceAll('"', '&quot;')}"/>`)
      .join(
        '',
      )}</numFmts><cellXfs><xf numFmtId="0"/>${formats.map((_, i) => `<xf numFmtId="${200 + i}"/>`).join('')}</cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${strings.map((s) => `<si>${s}</si>`).join('')}</sst>`,
  }
  names.forEach((name, i) => {
    parts[`xl/worksheets/sheet${i + 1}.xml`] =
      `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${MAIN}">${sheets[name]}</worksheet>`
  })
  return [...Object.entries({ ...parts, ...replace }).map(([name, data]) => ({ name, data })), ...extra]
}

export function makeXlsx(made: MadeXlsx): Uint8Array {
  return makeZip(xlsxEntries(made))
}

/** One worksheet of texts and numbers: rows of cells, null for a blank one. */
export function sheetXml(rows: (string | number | null)[][]): string {
  const cell = (value: string | number | null) =>
    value === null
      ? '<c/>'
      : typeof value === 'number'
        ? `<c><v>${value}</v></c>`
        : `<c t="inlineStr"><is><t>${value}</t></is></c>`
  return `<sheetData>${rows.map((row) => `<row>${row.map(cell).join('')}</row>`).join('')}</sheetData>`
}

/** An OLE2 container holding the given streams, each padded to whole sectors. */
export function makeOle(streams: Record<string, Uint8Array>): Uint8Array {
  const SECTOR = 512
  const END = 0xfffffffe
  const names = Object.keys(streams)
  // Streams below 4096 bytes would belong into the mini stream; padding keeps the maker short.
  const padded = names.map((n) =>
    Buffer.concat([
      streams[n]!,
      Buffer.alloc(Math.max(4096, Math.ceil(streams[n]!.length / SECTOR) * SECTOR) - streams[n]!.length),
    ]),
  )
  const directorySectors = Math.ceil(((names.length + 1) * 128) / SECTOR)
  const total = padded.reduce((sum, p) => sum + p.length / SECTOR, 0) + directorySectors
  const fatSectors = Math.ceil((total + 1) / 127)
  const fat = Buffer.alloc(fatSectors * SECTOR, 0xff)
  const directory = Buffer.alloc(directorySectors * SECTOR)
  const entry = (at: number, name: string, type: number, first: number, length: number) => {
    const label = Buffer.from(`${name}\0`, 'utf16le')
    label.copy(directory, at * 128)
    directory.writeUInt16LE(label.length, at * 128 + 64)
    directory[at * 128 + 66] = type
    directory.writeUInt32LE(first, at * 128 + 116)
    directory.writeUInt32LE(length, at * 128 + 120)
  }
  const chain = (first: number, count: number) => {
    for (let i = 0; i < count; i++) fat.writeUInt32LE(i === count - 1 ? END : first + i + 1, (first + i) * 4)
  }
  let next = fatSectors
  for (let i = 0; i < fatSectors; i++) fat.writeUInt32LE(0xfffffffd, i * 4)
  entry(0, 'Root Entry', 5, END, 0)
  const directoryAt = next
  chain(next, directorySectors)
  next += directorySectors
  padded.forEach((data, i) => {
    entry(i + 1, names[i]!, 2, next, data.length)
    chain(next, data.length / SECTOR)
    next += data.length / SECTOR
  })
  const head = Buffer.alloc(SECTOR)
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(head)
  head.writeUInt16LE(9, 30)
  head.writeUInt16LE(6, 32)
  head.writeUInt32LE(fatSectors, 44)
  head.writeUInt32LE(directoryAt, 48)
  head.writeUInt32LE(4096, 56)
  head.writeUInt32LE(END, 60)
  head.writeUInt32LE(END, 68)
  head.fill(0xff, 76)
  for (let i = 0; i < Math.min(109, fatSectors); i++) head.writeUInt32LE(i, 76 + i * 4)
  return Buffer.concat([head, fat, directory, ...padded])
}

/** One BIFF record: its number, then values as [bytes, value]; 8 bytes is a double, a string is UTF-16 with flags. */
export function xlsRecord(id: number, ...fields: ([1 | 2 | 4 | 8, number] | string | Uint8Array)[]): Buffer {
  const body = Buffer.concat(
    fields.map((field) => {
      if (typeof field === 'string') return Buffer.concat([Buffer.from([1]), Buffer.from(field, 'utf16le')])
      if (field instanceof Uint8Array) return Buffer.from(field)
      const out = Buffer.alloc(field[0])
      if (field[0] === 8) out.writeDoubleLE(field[1])
      else out.writeUIntLE(field[1], 0, field[0])
      return out
    }),
  )
  const head = Buffer.alloc(4)
  head.writeUInt16LE(id, 0)
  head.writeUInt16LE(body.length, 2)
  return Buffer.concat([head, body])
}

/** A BIFF8 workbook stream: global records, then sheets, with the offsets of the sheets filled in. */
export function makeXlsStream(
  globals: Buffer[],
  sheets: { name: string; state?: number; records: Buffer[] }[],
  version = 0x0600,
): Uint8Array {
  const bof = (type: number) => xlsRecord(0x0809, [2, version], [2, type], [4, 0], [4, 0], [4, 0])
  const eof = xlsRecord(0x000a)
  const bound = (offset: number, s: { name: string; state?: number }) =>
    xlsRecord(0x0085, [4, offset], [1, s.state ?? 0], [1, 0], [1, s.name.length], s.name)
  const bodies = sheets.map((s) => Buffer.concat([bof(0x10), ...s.records, eof]))
  const before = Buffer.concat([bof(5), ...globals])
  let at = before.length + sheets.reduce((sum, s) => sum + bound(0, s).length, 0) + eof.length
  const bounds = sheets.map((s, i) => {
    const record = bound(at, s)
    at += bodies[i]!.length
    return record
  })
  return Buffer.concat([before, ...bounds, eof, ...bodies])
}
