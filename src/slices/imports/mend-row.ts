import { cutText } from '#kernel/cut-text.ts'
import type { CommandContext } from '#kernel/node/commands.ts'
import { problems } from '#kernel/problems.ts'
import { applyPlan } from './apply-plan.ts'
import { communityTargets } from './catalogues.ts'
import { draftsOf } from './drafts-of.ts'
import type { KnownPending, PlannedRow } from './plan-model.ts'
import { importProblems } from './problems.ts'
import { readRow } from './read-row.ts'
import { openDesk, type RowInput } from './row-drafts.ts'
import { DAY_KEY, identityOf } from './row-identity.ts'
import { rowFromWords } from './row-from-words.ts'
import { planContext } from './run-import.ts'
import { sayFindings } from './say-findings.ts'
import type { MendBody } from './schema.ts'
import { readKnown } from './store-known.ts'
import { readPending, settlePendingRows } from './store-pending.ts'
import { targetOf } from './targets.ts'
import { titleOf } from './title-of.ts'
import { usedOnly } from './used-only.ts'

/**
 * A broken row, put right by a person, becomes a record by the same rules as any row of a file, and is known from then
 * on: loading the file again leaves it alone, a file with the row corrected corrects that record.
 * @throws pending.settled, pending.still-broken with the first field at fault
 */
export async function mendRow(context: CommandContext, id: string, body: MendBody): Promise<{ objectId: string }> {
  const { app, tx, reader } = context
  const pending = await waitingRow(context, id, body.version)
  const targets = await communityTargets(context)
  const target = targetOf(targets, pending.target)
  if (!target) throw importProblems['import.unknown-target']({ target: pending.target })
  const known = await readKnown(tx, reader, [pending.source])
  const planning = planContext(context, pending.year, cutText(`修补导入行：${pending.fileName}`, 200), 'import')
  const desk = openDesk(known, planning)
  const reading = readRow(rowFromWords(body.values, pending), target.fields, pending.year)
  const links = known.links.filter((link) => link.rowKey === pending.rowKey)
  const linked = new Map(links.map((link) => [link.objectType, link.objectId]))
  const said = reading.words['place']
  const unknownWords = said !== undefined && !('placeId' in desk.places.resolve(said))
  const input: RowInput = { target, reading, linked, placeId: body.placeId, address: () => null, desk }
  const drafts = draftsOf(input)
  const notes = [...reading.notes, ...drafts.notes]
  const errors = notes.filter((note) => note.severity === 'error')
  if (errors.length > 0 || drafts.acts.length === 0) {
    const words = sayFindings(errors, reader.language)
      .map((one) => one.message)
      .join(' ')
    throw importProblems['pending.still-broken']({ said: words }, errors[0]?.field)
  }
  const identity = identityOf(reading, target, planning.digest)
  const taken = new Set(known.links.map((link) => link.rowKey))
  let n = 1
  while (taken.has(`${DAY_KEY}${identity.day}|${identity.place}#${n}`)) n += 1
  const before = known.pending.find((one) => one.id === id) as KnownPending
  const row: PlannedRow = {
    sheet: pending.sheet,
    row: pending.row,
    target,
    source: pending.source,
    reading,
    title: titleOf(reading, target),
    keys: [pending.rowKey, `${DAY_KEY}${identity.day}|${identity.place}#${n}`].filter(
      (key, at, all) => all.indexOf(key) === at,
    ),
    // The words of the file, not those of the mending: so the same file finds the row settled.
    hash: pending.hash,
    outcome: linked.size > 0 ? 'changed' : 'new',
    acts: drafts.acts,
    notes,
    linked,
    rekeyed: false,
    pending: before,
    settled: false,
  }
  const plan = { rows: [row], notes: [], ...usedOnly(desk, [row]) }
  const applied = await applyPlan(context, plan, {
    batchId: pending.batchId,
    reason: planning.reason,
    mended: '手工修补',
  })
  if (applied.broken > 0) {
    throw importProblems['pending.still-broken']({
      said: sayFindings(row.notes, reader.language).at(-1)?.message ?? '',
    })
  }
  if (body.placeId !== null && body.learn && unknownWords && target.takes.as !== 'place' && said.length <= 60) {
    await app.commands.run(context, 'place.alias', { items: [{ alias: said, placeId: body.placeId }] })
  }
  return { objectId: applied.objectIds[0]! }
}

export async function dropRow(
  context: CommandContext,
  id: string,
  body: { version: number; reason: string },
): Promise<void> {
  await waitingRow(context, id, body.version)
  await settlePendingRows(
    context.tx,
    context.reader,
    [{ id, state: 'dropped', reason: body.reason, objectId: null }],
    context.app.now(),
  )
}

async function waitingRow({ tx, reader }: CommandContext, id: string, version: number) {
  const pending = await readPending(tx, reader, id)
  if (!pending) throw problems['request.not-found']()
  if (pending.state !== 'waiting') throw importProblems['pending.settled']()
  if (pending.version !== version) throw problems['object.changed']()
  return pending
}
