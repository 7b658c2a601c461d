import { dayAt } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import type { CommandContext } from '#kernel/node/commands.ts'
import type { Saved } from '#kernel/saved.ts'
import type { Workbook } from '#kernel/workbook.ts'
import { readDue } from './due-words-rules.ts'
import { listProblems as problems } from './handed-list-problems.ts'
import { type ListConfirm, type ListPreview, type ListPreviewRow, MOST_LISTED } from './handed-list-schema.ts'
import { readListSheet } from './list-sheet-rules.ts'
import { type ListedProblem, readPastedList } from './paste-rules.ts'
import { openWords, partiesByName, placeNames, wordsKey } from './store-handed-list.ts'
import { reportCases } from './store-report.ts'
import { takeStep } from './store-step.ts'

/** Words a place's name may stand at the beginning of. */
const NAME_WITHIN = 40

type Resolve = (names: string[]) => Promise<({ placeId: string; locus: string } | null)[]>

function resolver(context: CommandContext): Resolve {
  return async (names) =>
    (await context.app.commands.run(context, 'place.resolve', { names })).map((found) =>
      'placeId' in found ? found : null,
    )
}

/** What a pasted text would be entered as. @throws list.nothing · list.too-many */
export async function previewPaste(context: CommandContext, text: string): Promise<ListPreview> {
  const resolve = resolver(context)
  // Which short lines are names must be known before the lines can be told apart.
  const short = [...new Set(text.split(/[\r\n：:【】]/).map((line) => bare(line)))].filter(
    ({ length }) => length >= 2 && length <= 24,
  )
  const found = await resolve(short)
  const places = new Set(short.filter((_, at) => found[at] && found[at]!.locus === ''))
  const { items, left } = readPastedList(text, (words) => places.has(bare(words)))
  return { ...(await preview(context, items, [])), left }
}

/** A heading without its number and the count behind it: 一、槐荫小区（3处） */
const bare = (line: string): string =>
  line
    .replace(/^\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]+|[①-⑳])\s*/, '')
    .replace(/[（(]\s*(?:共)?\d+\s*(?:处|个|项|条|件)(?:问题)?\s*[）)]/, '')
    .trim()

/** What the sheets of a workbook would be entered as. @throws list.nothing · list.too-many */
export async function previewSheets(context: CommandContext, workbook: Workbook): Promise<ListPreview> {
  const notes: string[] = []
  const items = workbook.sheets
    .filter((sheet) => !sheet.hidden && sheet.rows.length > 0)
    .flatMap((sheet) => {
      const read = readListSheet(sheet)
      if (!read) {
        notes.push(`“${sheet.name}”里没有找到“问题”一列，没有读取。`)
        return []
      }
      const columns = Object.values(read.columns).map((name) => `“${name}”`)
      notes.push(`“${sheet.name}”读取了 ${columns.join('、')} 列，共 ${read.items.length} 行。`)
      return read.items
    })
  return preview(context, items, notes)
}

async function preview(
  context: CommandContext,
  items: (ListedProblem & { ref?: string })[],
  notes: string[],
): Promise<ListPreview> {
  if (items.length === 0) throw problems['list.nothing']()
  if (items.length > MOST_LISTED) throw problems['list.too-many']({ most: MOST_LISTED, count: items.length })
  const { app, tx, reader } = context
  const today = dayAt(app.now())
  const resolve = resolver(context)
  // 东门垃圾满溢 under the heading 槐荫小区; or the sentence itself begins with the place.
  const inside = await resolve(items.map(({ where, issue }) => `${where}${issue}`.slice(0, NAME_WITHIN)))
  const headed = await resolve(items.map(({ where }) => where || '—'))
  const parties = await partiesByName(tx, reader.communityId, today)
  const open = await openWords(
    tx,
    reader.communityId,
    items.map(({ issue }) => issue),
  )
  const placed = items.map(({ where, issue }, at) => {
    const head = where === '' ? null : headed[at]
    const placeId = inside[at]?.placeId ?? head?.placeId ?? null
    // Words of a heading that are no name of a place are the spot, as they were written.
    const locus = where === '' ? '' : placeId === null ? where : head && head.placeId === placeId ? head.locus : ''
    return { placeId, locus: locus.slice(0, 80), issue }
  })
  const names = await placeNames(
    tx,
    reader.communityId,
    placed.flatMap(({ placeId }) => placeId ?? []),
  )
  const seen = new Set<string>()
  const rows = items.map((item, at): ListPreviewRow => {
    const { placeId, locus, issue } = placed[at]!
    const partyId = parties.get(item.party) ?? null
    const limit = item.due === '' ? null : readDue(item.due, today)
    const key = wordsKey(placeId, issue)
    const findings: string[] = []
    if (placeId === null)
      findings.push(item.where ? `“${item.where}”不在地点登记里，请选择地点。` : '没有写明地点，请选择。')
    if (item.party !== '' && partyId === null)
      findings.push(`没有登记“${item.party}”，请选择责任单位，或受理后再交办。`)
    if (item.due !== '' && limit === null)
      findings.push(`时限“${item.due}”读不出，或已经过期：将按类型的时限，原文记在上报里。`)
    if (issue.length > 500) findings.push('文字超过 500 字，请删减。')
    const twice = seen.has(key)
    if (twice) findings.push('与前面的一行相同，默认不登记。')
    else if (open.has(key)) findings.push('已有一个同样的未办结问题，默认不登记。')
    seen.add(key)
    const taken = !twice && !open.has(key) && issue.length >= 2 && issue.length <= 500
    return {
      id: newId(),
      line: item.line,
      issue,
      placeId,
      place: placeId ? (names.get(placeId) ?? '') : '',
      locus,
      where: item.where,
      partyId,
      party: item.party,
      limit,
      due: item.due.slice(0, 40),
      sourceRef: (item.ref ?? '').slice(0, 80),
      findings,
      taken,
    }
  })
  return { rows, left: [], notes, entered: 0 }
}

/**
 * Enters the problems of a list, all or none; the same ids sent twice are entered once. The time the list allows runs
 * from here on, whoever the problem is handed to. Those that name a responsible body are handed out at once when wanted.
 * @throws case.*
 */
export async function enterList(
  { app, tx, reader }: CommandContext,
  { source, sourceRef, rows, dispatch, foundOn }: ListConfirm,
): Promise<Saved[]> {
  const now = app.now()
  const drafts = rows.map((row) => ({
    id: row.id,
    issue: row.issue,
    placeId: row.placeId,
    locus: row.locus,
    severity: 'ordinary' as const,
    source,
    sourceRef: row.sourceRef || sourceRef,
    ...(row.limit ? { limit: row.limit } : { dueWords: row.due }),
    ...(foundOn ? { foundOn } : {}),
  }))
  const saved = await reportCases(tx, reader, drafts, now)
  if (!dispatch) return saved
  for (const [at, { partyId }] of rows.entries()) {
    if (partyId === null || saved[at]!.outcome !== 'created') continue
    const step = { step: 'dispatch' as const, version: 1, partyId }
    const done = await takeStep(tx, reader, saved[at]!.id, step, now)
    saved[at] = { ...saved[at]!, version: done.version }
  }
  return saved
}
