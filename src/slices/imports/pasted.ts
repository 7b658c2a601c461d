import { dayAt } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { sentenceLanguage } from '#kernel/language.ts'
import type { CommandContext } from '#kernel/node/commands.ts'
import { Problem } from '#kernel/problem.ts'
import type { Saved } from '#kernel/saved.ts'
import { communityTargets } from './catalogues.ts'
import { readChat } from './chat-lines.ts'
import { draftsOf } from './drafts-of.ts'
import type { FindingNote } from './finding-note.ts'
import type { Known, PlannedRow } from './plan-model.ts'
import { importProblems } from './problems.ts'
import { readRow } from './read-row.ts'
import { type Desk, openDesk } from './row-drafts.ts'
import { rowFromWords } from './row-from-words.ts'
import { planContext } from './run-import.ts'
import { sayFindings } from './say-findings.ts'
import type { PastedConfirmBody, PastedDraft } from './schema.ts'
import { readKnown } from './store-known.ts'
import type { ImportTargetDef } from './target-def.ts'
import { targetOf } from './targets.ts'
import { titleOf } from './title-of.ts'
import { usedOnly } from './used-only.ts'

const SHEET = '群消息'

/** Draft records from pasted chat lines; nothing is written. @throws pasted.nothing */
export async function readPasted(
  context: CommandContext,
  { text, year }: { text: string; year: number },
): Promise<PastedDraft[]> {
  const targets = await communityTargets(context)
  const known = await readKnown(context.tx, context.reader, [])
  const desk = openDesk(known, planContext(context, year, '', 'chat'))
  const drafts = readChat(text, {
    kinds: targets.flatMap((target) => (target.takes.as === 'entry' ? target.takes.kind : [])),
    problem: targets.flatMap((target) => (target.takes.as === 'case' ? target.takes.kind : []))[0],
    places: placeNames(known),
    parties: known.parties,
    today: dayAt(context.app.now()),
    year,
  })
  if (drafts.length === 0) throw importProblems['pasted.nothing']()
  return drafts.map((draft) => {
    const target = targetOf(targets, `kind:${draft.kind}`)!
    const { row } = planWords(desk, target, draft.values, { row: draft.line, placeId: null, id: newId() })
    const more = draft.unclaimed.map((said): FindingNote => ({
      sheet: SHEET,
      cell: null,
      row: draft.line,
      code: 'quantity.unclaimed',
      severity: 'question',
      params: { said },
    }))
    const main = row.acts[0]
    return {
      id: newId(),
      line: draft.line,
      said: draft.said,
      target: target.code,
      targetLabel: target.label,
      values: draft.values,
      placeId: main?.type === 'entry' || main?.type === 'case' ? main.draft.placeId : null,
      findings: sayFindings([...row.notes, ...more], context.reader.language),
    }
  })
}

/** Records confirmed drafts, all or none. The same ids sent twice are recorded once. @throws pasted.broken */
export async function confirmPasted(context: CommandContext, { year, items }: PastedConfirmBody): Promise<Saved[]> {
  const { app, tx, reader } = context
  const targets = await communityTargets(context)
  const desk = openDesk(await readKnown(tx, reader, []), planContext(context, year, '', 'chat'))
  const rows = items.map((item, index) => {
    const target = targetOf(targets, item.target)
    if (target?.takes.as !== 'entry' && target?.takes.as !== 'case')
      throw importProblems['import.unknown-target']({ target: item.target })
    const { row, errors } = planWords(desk, target, item.values, { row: index + 1, placeId: item.placeId, id: item.id })
    if (errors.length > 0) {
      const said = sayFindings(errors, reader.language)
        .map((one) => one.message)
        .join(' ')
      throw importProblems['pasted.broken'](
        { line: index + 1, said },
        `items.${index}.values.${errors[0]!.field ?? ''}`,
      )
    }
    return row
  })
  const { campaigns, places, parties } = usedOnly(desk, rows)
  await app.commands.run(context, 'campaign.save', { items: campaigns })
  await app.commands.run(context, 'place.save', { items: places })
  await app.commands.run(context, 'party.save', { items: parties })
  try {
    const drafts = rows.flatMap((row) => row.acts.flatMap((act) => (act.type === 'entry' ? act.draft : [])))
    const problems = rows.flatMap((row) => row.acts.flatMap((act) => (act.type === 'case' ? act.draft : [])))
    const recorded = await app.commands.run(context, 'entry.record', { items: drafts })
    const reason = '群消息整理'
    const taken = await app.commands.run(context, 'case.import', { items: problems, reason })
    const byId = new Map([...recorded, ...taken].map((saved) => [saved.id, saved]))
    return items.map((item) => byId.get(item.id)!)
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 422) throw error
    throw importProblems['pasted.broken']({
      line: error.params['row'] ?? 1,
      said: error.say(sentenceLanguage(reader.language)),
    })
  }
}

function planWords(
  desk: Desk,
  target: ImportTargetDef,
  values: Record<string, string>,
  { row, placeId, id }: { row: number; placeId: string | null; id: string },
): { row: PlannedRow; errors: FindingNote[] } {
  const reading = readRow(rowFromWords(values, { sheet: SHEET, row, refs: {} }), target.fields, desk.context.year)
  const linked = new Map<string, string>()
  const { acts, notes } = draftsOf({ target, reading, linked, placeId, address: () => null, desk })
  for (const act of acts) if (act.type === 'entry' || act.type === 'case') act.draft.id = id
  const all = [...reading.notes, ...notes]
  return {
    errors: all.filter((note) => note.severity === 'error'),
    row: {
      sheet: SHEET,
      row,
      target,
      source: '',
      reading,
      title: titleOf(reading, target),
      keys: [],
      hash: '',
      outcome: 'new',
      acts,
      notes: all,
      linked,
      rekeyed: false,
      pending: null,
      settled: false,
    },
  }
}

// Buildings and what is in them are called by number alone, which a message says of anything.
const NUMBERED = new Set(['building', 'unit', 'household'])

function placeNames(known: Known): string[] {
  return known.places.flatMap((place) =>
    place.validTo === null && !NUMBERED.has(place.type) ? [place.name, ...place.aliases] : [],
  )
}
