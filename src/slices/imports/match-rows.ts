import type { FindingNote } from './finding-note.ts'
import type { KnownLink } from './plan-model.ts'
import { DAY_KEY, naturalOf, type RowIdentity, SERIAL_KEY } from './row-identity.ts'

interface Matched {
  keys: string[]
  linked: Map<string, string>
  /** Fingerprint the row had when it was taken last; null for a new row. */
  before: string | null
  /** The keys are not those written down last time. */
  rekeyed: boolean
}

export interface SheetMatch {
  rows: Matched[]
  notes: FindingNote[]
  /** True where serial numbers tell rows apart in this load. */
  bySerial: boolean
}

interface Member {
  objects: Map<string, string>
  hash: string
  keys: string[]
  batchId: string
}

/**
 * Matches the rows of one sheet to what they became before: by serial number where it is unique in the sheet, else by
 * day, place and occurrence. Where most rows found by serial differ in both day and place, the sheet is of another
 * period (or was numbered anew) and serials prove nothing: then day and place decide, so that nothing is overwritten.
 */
export function matchRows(
  sheet: string,
  rows: { row: number; identity: RowIdentity; serialCell: string | null }[],
  links: KnownLink[],
  mainType: string,
): SheetMatch {
  const notes: FindingNote[] = []
  const { members, byKey } = gather(links, mainType)
  const serialRows = Map.groupBy(
    rows.filter((one) => one.identity.serial !== null),
    (one) => one.identity.serial!,
  )
  const repeated = [...serialRows].filter(([, all]) => all.length > 1)
  for (const [serial, all] of repeated) {
    notes.push({
      sheet,
      cell: all[1]!.serialCell,
      row: all[1]!.row,
      code: 'row.duplicate-serial',
      severity: 'question',
      field: 'serial',
      params: { said: serial, rows: all.map((one) => one.row).join('、') },
    })
  }
  const serialMember = (identity: RowIdentity): Member | undefined =>
    identity.serial === null ? undefined : byKey.get(SERIAL_KEY + identity.serial)
  let bySerial = serialRows.size > 0 && repeated.length === 0
  let strange = false
  if (bySerial) {
    const found = rows.filter((one) => serialMember(one.identity))
    const differ = found.filter((one) => differs(one.identity, serialMember(one.identity)!))
    if (differ.length * 2 > found.length) {
      bySerial = false
      // Numbered anew, the rows are still there under their days and places; a sheet of another period is strange.
      const before = new Set(
        [...byKey.keys()].filter((key) => key.startsWith(DAY_KEY)).map((key) => key.slice(0, key.lastIndexOf('#'))),
      )
      strange = rows.filter((one) => before.has(naturalOf(one.identity))).length * 2 < rows.length
      if (strange)
        notes.push({ sheet, cell: null, row: null, code: 'sheet.other-period', severity: 'question', params: {} })
    }
  }
  const taken = new Set<Member>()
  const matched = rows.map((): Member | undefined => undefined)
  const take = (index: number, member: Member | undefined): void => {
    if (!member || taken.has(member)) return
    taken.add(member)
    matched[index] = member
  }
  const left = (): number[] => [...rows.keys()].filter((index) => !matched[index])
  // Lists are taken from their ends, so that ten thousand rows of one day and place cost no more than others.
  const pool = (keyOf: (natural: string, member: Member) => string | null): ((key: string) => Member | undefined) => {
    const lists = new Map<string, Member[]>()
    for (const [key, member] of byKey) {
      if (!key.startsWith(DAY_KEY) || taken.has(member)) continue
      const named = keyOf(key.slice(0, key.lastIndexOf('#')), member)
      if (named === null) continue
      const list = lists.get(named)
      if (list) list.push(member)
      else lists.set(named, [member])
    }
    for (const list of lists.values()) list.reverse()
    return (key) => {
      const list = lists.get(key) ?? []
      let member = list.pop()
      while (member && taken.has(member)) member = list.pop()
      return member
    }
  }
  // First the rows that say what they said before, so that no changed row takes the place of an unchanged one.
  for (const [index, { identity }] of rows.entries()) {
    const member = serialMember(identity)
    if (member?.hash === identity.hash && !differs(identity, member)) take(index, member)
  }
  const same = pool((natural, member) => `${natural}\n${member.hash}`)
  for (const index of left()) take(index, same(`${naturalOf(rows[index]!.identity)}\n${rows[index]!.identity.hash}`))
  if (bySerial) for (const index of left()) take(index, serialMember(rows[index]!.identity))
  // Then by day and place. A row with a number of its own beside one the sheet still has is another row.
  const hasNumber = (member: Member): boolean => bySerial && member.keys.some((key) => key.startsWith(SERIAL_KEY))
  const isElsewhere = (member: Member): boolean =>
    bySerial && member.keys.some((key) => key.startsWith(SERIAL_KEY) && serialRows.has(key.slice(SERIAL_KEY.length)))
  const plain = pool((natural, member) => (hasNumber(member) ? null : natural))
  const numbered = pool((natural, member) => (hasNumber(member) && !isElsewhere(member) ? natural : null))
  if (!strange) {
    for (const index of left()) {
      const { identity } = rows[index]!
      const key = naturalOf(identity)
      take(index, plain(key) ?? (bySerial && identity.serial !== null ? undefined : numbered(key)))
    }
  }
  notes.push(...vanished(sheet, members, taken, bySerial))
  return { bySerial, notes, rows: withKeys(rows, matched, bySerial, repeated.length === 0, byKey) }
}

function gather(links: KnownLink[], mainType: string): { members: Member[]; byKey: Map<string, Member> } {
  const byObject = new Map<string, Member>()
  const byKey = new Map<string, Member>()
  for (const link of links.filter((one) => one.objectType === mainType)) {
    const member = byObject.get(link.objectId) ?? {
      objects: new Map([[mainType, link.objectId]]),
      hash: link.hash,
      keys: [],
      batchId: link.batchId,
    }
    member.keys.push(link.rowKey)
    byObject.set(link.objectId, member)
    byKey.set(link.rowKey, member)
  }
  for (const link of links.filter((one) => one.objectType !== mainType)) {
    byKey.get(link.rowKey)?.objects.set(link.objectType, link.objectId)
  }
  return { members: [...byObject.values()], byKey }
}

function differs(now: RowIdentity, before: Member): boolean {
  const old = before.keys.find((key) => key.startsWith(DAY_KEY))
  if (old === undefined) return false
  const [day = '', ...place] = old.slice(DAY_KEY.length, old.lastIndexOf('#')).split('|')
  const otherPlace = place.join('|') !== now.place
  return otherPlace && (day !== now.day || (day === '' && now.day === ''))
}

/** Rows that earlier loads of this sheet had. When more are missing than found, it is said once, not row by row. */
function vanished(sheet: string, members: Member[], taken: Set<Member>, bySerial: boolean): FindingNote[] {
  const batches = new Set([...taken].map((member) => member.batchId))
  const missing = members.filter((member) => !taken.has(member) && batches.has(member.batchId))
  if (missing.length === 0) return []
  if (missing.length > taken.size) {
    if (!bySerial) return []
    return [
      {
        sheet,
        cell: null,
        row: null,
        code: 'rows.vanished',
        severity: 'question',
        params: { count: missing.length, matched: taken.size },
      },
    ]
  }
  return missing.map((member) => ({
    sheet,
    cell: null,
    row: null,
    code: 'row.vanished',
    severity: 'question' as const,
    params: { said: saidOf(member), objectId: [...member.objects.values()][0]! },
  }))
}

function saidOf(member: Member): string {
  const serial = member.keys.find((key) => key.startsWith(SERIAL_KEY))?.slice(SERIAL_KEY.length)
  const natural = member.keys.find((key) => key.startsWith(DAY_KEY)) ?? ''
  const words = natural.slice(DAY_KEY.length, natural.lastIndexOf('#')).split('|').filter(Boolean).join(' ')
  return [serial ? `序号${serial}` : '', words].filter(Boolean).join(' ')
}

function withKeys(
  rows: { identity: RowIdentity }[],
  matched: (Member | undefined)[],
  bySerial: boolean,
  serialsUnique: boolean,
  byKey: Map<string, Member>,
): Matched[] {
  const held = new Set(matched)
  held.delete(undefined)
  // A day-and-place key stays with the object that holds it; new rows take the next free occurrence.
  const used = new Set<string>()
  const kept = rows.map((one, index) => {
    const key = matched[index]?.keys.find((k) => k.startsWith(`${naturalOf(one.identity)}#`))
    if (key) used.add(key)
    return key
  })
  // Keys of objects this load does not hold stay theirs.
  for (const [key, member] of byKey) if (key.startsWith(DAY_KEY) && !held.has(member)) used.add(key)
  const majority = held.size * 2 >= rows.length
  const counters = new Map<string, number>()
  return rows.map((one, index) => {
    const natural = naturalOf(one.identity)
    let key = kept[index]
    if (key === undefined) {
      let n = counters.get(natural) ?? 0
      do n += 1
      while (used.has(`${natural}#${n}`))
      counters.set(natural, n)
      key = `${natural}#${n}`
      used.add(key)
    }
    const { serial } = one.identity
    const mayHoldSerial = serial !== null && serialsUnique && (bySerial || majority || !byKey.has(SERIAL_KEY + serial))
    const member = matched[index]
    const keys = [...(mayHoldSerial ? [SERIAL_KEY + serial] : []), key]
    return {
      keys,
      rekeyed: member !== undefined && [...member.keys].sort().join('\n') !== [...keys].sort().join('\n'),
      linked: member?.objects ?? new Map<string, string>(),
      before: member?.hash ?? null,
    }
  })
}
