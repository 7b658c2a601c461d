import { checkCopies } from './check-copies.ts'
import { checkFacts } from './check-facts.ts'
import { checkTotals, unlabelledSums } from './check-totals.ts'
import { draftsOf } from './drafts-of.ts'
import type { FindingNote } from './finding-note.ts'
import { matchRows } from './match-rows.ts'
import type { Act, Known, KnownLink, Plan, PlanContext, PlannedRow } from './plan-model.ts'
import { readRow, type RowReading, type RowSource } from './read-row.ts'
import { type Desk, openDesk, type RowDrafts, type RowInput } from './row-drafts.ts'
import { identityOf } from './row-identity.ts'
import { settlePending } from './settle-pending.ts'
import type { ImportTargetDef } from './target-def.ts'
import { titleOf } from './title-of.ts'
import { usedOnly } from './used-only.ts'

/** One sheet as it will be loaded: its target decided, its columns mapped. */
export interface PlanSheet {
  sheet: string
  target: ImportTargetDef
  rows: RowSource[]
  /** Column letter of a mapped field, for sentences about empty cells. */
  letters: Record<string, string>
  /** 合计 rows, to be compared with what they claim to sum. */
  totals: RowSource[]
  notes: FindingNote[]
}

/** Registers stand through the years; what happened belongs to its year. */
export function sourceOf(year: number, target: ImportTargetDef, sheet: string): string {
  const standing = target.takes.as === 'place' || target.takes.as === 'asset' || target.takes.as === 'team'
  return `${standing ? 'register' : year}/${target.code}/${sheet}`
}

const MAIN = {
  entry: 'entry',
  case: 'case',
  place: 'place',
  team: 'party',
  asset: 'asset',
  profile: 'profile',
} as const

function mainTypeOf(target: ImportTargetDef): (typeof MAIN)[keyof typeof MAIN] {
  return MAIN[target.takes.as]
}

// What later sheets refer to comes first: yards before the screens at their gates, teams before their events.
const ORDER = [
  'place:grid',
  'place:yard',
  'place:building',
  'place:alley',
  'place:',
  'team',
  'asset:',
  'kind:',
  'profile',
]

function rank(target: ImportTargetDef): number {
  return ORDER.findIndex((prefix) => target.code.startsWith(prefix))
}

/**
 * Decides what every row of a file becomes, before anything is written. Pure: the same sheets, knowledge and context
 * give the same plan (but for new ids).
 */
export async function planImport(sheets: PlanSheet[], known: Known, context: PlanContext): Promise<Plan> {
  const desk = openDesk(known, context)
  const notes: FindingNote[] = sheets.flatMap((sheet) => sheet.notes)
  const linksBySource = Map.groupBy(known.links, (link) => link.source)
  const claimed = new Set(sheets.map((sheet) => sourceOf(context.year, sheet.target, sheet.sheet)))
  const rows: PlannedRow[] = []
  for (const sheet of [...sheets].sort((a, b) => rank(a.target) - rank(b.target))) {
    const planned = await planSheet(sheet, desk, known, linksBySource, claimed)
    rows.push(...planned.rows)
    notes.push(...planned.notes, ...checkTotals(sheet, planned.rows))
  }
  notes.push(...checkFacts(rows, desk.places), ...checkCopies(rows))
  const order = new Map(sheets.map((sheet, index) => [sheet.sheet, index]))
  rows.sort((a, b) => order.get(a.sheet)! - order.get(b.sheet)! || a.row - b.row)
  return { rows, notes, ...usedOnly(desk, rows) }
}

async function planSheet(
  sheet: PlanSheet,
  desk: Desk,
  known: Known,
  linksBySource: Map<string, KnownLink[]>,
  claimed: Set<string>,
): Promise<{ rows: PlannedRow[]; notes: FindingNote[] }> {
  const { target } = sheet
  const { context } = desk
  const readings = await eachRow(sheet.rows, context, (source) => ({
    source,
    reading: readRow(source, target.fields, context.year),
  }))
  const sums = unlabelledSums(
    readings.map((one) => one.reading),
    target,
  )
  const data = readings.filter((one) => !sums.has(one.reading))
  const read = await eachRow(data, context, ({ source, reading }) => {
    return {
      row: source.row,
      reading,
      identity: identityOf(reading, target, context.digest),
      serialCell: reading.refs['serial'] ?? null,
    }
  })
  const own = sourceOf(context.year, target, sheet.sheet)
  const source = linksBySource.has(own)
    ? own
    : (renamedFrom(
        own,
        target,
        read.map((one) => one.identity.hash),
        linksBySource,
        claimed,
      ) ?? own)
  const match = matchRows(sheet.sheet, read, linksBySource.get(source) ?? [], mainTypeOf(target))
  const pendingBefore = settlePending(known.pending.filter((pending) => pending.source === source))
  const seen = new Map<string, number>()
  const rows = await eachRow(read, context, ({ row, reading, identity }, index): PlannedRow => {
    const { keys, linked, before, rekeyed } = match.rows[index]!
    const base = {
      sheet: sheet.sheet,
      row,
      target,
      source,
      reading,
      title: titleOf(reading, target),
      keys,
      hash: identity.hash,
      linked,
      rekeyed,
    }
    const address = (field: string): string | null => (sheet.letters[field] ? `${sheet.letters[field]}${row}` : null)
    const input: RowInput = { target, reading, linked, placeId: null, address, desk }
    const pending = pendingBefore.find(keys, reading)
    // A row that says what it said last time stays as it is, whatever became of its record since.
    if (before === identity.hash) {
      // Questions are asked again. Registers are not laid over what somebody changed by hand since.
      const register = target.takes.as === 'place' || target.takes.as === 'team'
      const notes = [...reading.notes, ...(register ? [] : draftsOf(input).notes)]
      const broken = notes.some((note) => note.severity === 'error')
      const kept = notes.filter((note) => note.severity !== 'error')
      const settled = broken
        ? [{ ...noteOfRow(sheet.sheet, row), code: 'row.settled', params: { said: '已修补入账' } }]
        : []
      return { ...base, outcome: 'unchanged', acts: [], notes: [...kept, ...settled], pending, settled: true }
    }
    const twice =
      target.takes.as === 'place' || target.takes.as === 'team' ? repeatOf(seen, target, reading, row) : null
    const drafts: RowDrafts =
      twice !== null
        ? {
            acts: [],
            notes: [
              {
                ...noteOfRow(sheet.sheet, row),
                cell: reading.refs['name'] ?? null,
                code: 'row.twice',
                severity: 'error',
                field: 'name',
                params: { said: reading.words['name'] ?? '', other: twice },
              },
            ],
          }
        : draftsOf(input)
    const notes = [...reading.notes, ...drafts.notes]
    const main = drafts.acts[0]
    if (notes.some((note) => note.severity === 'error') || !main) {
      const settled = pending !== null && pending.state !== 'waiting' && pending.hash === identity.hash
      if (settled) {
        const said = pending.state === 'dropped' ? `已放弃：${pending.reason ?? ''}` : '已修补入账'
        const note = { ...noteOfRow(sheet.sheet, row), code: 'row.settled', params: { said } }
        return { ...base, outcome: 'unchanged', acts: [], notes: [note], pending, settled }
      }
      return {
        ...base,
        outcome: 'broken',
        acts: [],
        notes,
        pending,
        settled: pending?.state === 'waiting' && pending.hash === identity.hash,
      }
    }
    if ((main.type === 'entry' || main.type === 'case') && known.withdrawn.has(main.draft.id)) {
      return {
        ...base,
        outcome: 'unchanged',
        acts: [],
        notes: [{ ...noteOfRow(sheet.sheet, row), code: 'row.withdrawn' }],
        pending,
        settled: true,
      }
    }
    return {
      ...base,
      outcome: linked.size > 0 ? 'changed' : standsAlready(main, known) ? 'changed' : 'new',
      acts: drafts.acts,
      notes,
      pending,
      settled: false,
    }
  })
  return { rows, notes: [...[...sums].map(sumNote), ...match.notes] }
}

async function eachRow<T, R>(items: T[], { breathe }: PlanContext, work: (item: T, index: number) => R): Promise<R[]> {
  const done: R[] = []
  for (const [index, item] of items.entries()) {
    if (index % 500 === 499) await breathe()
    done.push(work(item, index))
  }
  return done
}

function sumNote({ sheet, row, refs, amounts }: RowReading): FindingNote {
  const cell = refs[Object.keys(amounts)[0] ?? ''] ?? null
  return { sheet, cell, row, code: 'row.unlabelled-sum', severity: 'info', params: {} }
}

function noteOfRow(sheet: string, row: number): FindingNote {
  return { sheet, cell: null, row, code: 'row.settled', severity: 'info', params: {} }
}

function repeatOf(seen: Map<string, number>, target: ImportTargetDef, reading: RowReading, row: number): number | null {
  const name = reading.words['name']
  if (name === undefined) return null
  const parents = Object.entries(reading.words).filter(
    ([key]) => target.code === 'place:building' && key.startsWith('parent.'),
  )
  const key = [name, ...parents.map(([, said]) => said)].join('\n')
  const before = seen.get(key)
  if (before === undefined) seen.set(key, row)
  return before ?? null
}

/** A sheet the clerk renamed: another sheet of the same target and year, not in this file, that held most of these rows. */
function renamedFrom(
  own: string,
  target: ImportTargetDef,
  hashes: string[],
  linksBySource: Map<string, KnownLink[]>,
  claimed: Set<string>,
): string | null {
  const prefix = own.slice(0, own.indexOf('/', own.indexOf('/') + 1) + 1)
  const now = new Set(hashes)
  for (const [source, links] of linksBySource) {
    if (source === own || claimed.has(source) || !source.startsWith(prefix)) continue
    const before = new Set(links.filter((link) => link.objectType === mainTypeOf(target)).map((link) => link.hash))
    const same = [...now].filter((hash) => before.has(hash)).length
    if (same > 0 && same * 2 >= now.size) return source
  }
  return null
}

function standsAlready(main: Act, known: Known): boolean {
  if (main.type === 'place') return known.places.some((place) => place.id === main.draft.id)
  if (main.type === 'party') return known.parties.some((party) => party.id === main.draft.id)
  return false
}
