import { newId } from '#kernel/ids.ts'
import type { CommandContext } from '#kernel/node/commands.ts'
import { Problem } from '#kernel/problem.ts'
import type { Saved } from '#kernel/saved.ts'
import type { Act, Plan, PlannedRow } from './plan-model.ts'
import { type LinkRow, writeLinks } from './store-links.ts'
import { type PendingDraft, settlePendingRows, type Settled, writePending } from './store-pending.ts'

export interface Applied {
  accepted: number
  corrected: number
  unchanged: number
  broken: number
  /** What the rows became, in order; rows that were left alone have none. */
  objectIds: string[]
}

export interface ApplyOptions {
  batchId: string
  /** Written with every correction. */
  reason: string
  /** Why rows leave the waiting list. */
  mended?: string
  step?: ((done: number, total: number) => Promise<void>) | undefined
}

/** Records handed to the ledger at a time, progress told between. */
const CHUNK = 2_000

/**
 * Writes a plan in the caller's transaction: all of it or nothing. Rows that the ledger refuses after all wait like
 * other broken rows. `step` may throw to cancel; then nothing was done.
 */
export async function applyPlan(
  context: CommandContext,
  plan: Plan,
  { batchId, reason, mended = '再次导入时已改正', step }: ApplyOptions,
): Promise<Applied> {
  const { app, tx, reader } = context
  const { commands } = app
  const now = app.now()
  const rows = plan.rows.filter((row) => row.acts.length > 0)
  const total = rows.length + 1
  await step?.(0, total)
  const drafts = <T extends Act['type']>(type: T) =>
    rows.flatMap((row) =>
      row.acts.filter((act): act is Extract<Act, { type: T }> => act.type === type).map((act) => ({ row, act })),
    )
  const saved = new Map<Act, Saved>()
  const keep = (acts: { act: Act }[], results: Saved[]): void =>
    acts.forEach(({ act }, index) => saved.set(act, results[index]!))

  await commands.run(context, 'campaign.save', { items: plan.campaigns })
  const places = drafts('place')
  const placed = await commands.run(context, 'place.save', {
    items: [...plan.places, ...places.map(({ row, act }) => ({ ...act.draft, ...why(row, reason) }))],
  })
  keep(places, placed.slice(plan.places.length))
  const moved = placed.filter((one) => one.outcome === 'corrected').map((one) => one.id)
  if (moved.length > 0) await commands.run(context, 'entry.places-moved', { placeIds: moved })
  const parties = drafts('party')
  keep(
    parties,
    (
      await commands.run(context, 'party.save', {
        items: [...plan.parties, ...parties.map(({ row, act }) => ({ ...act.draft, ...why(row, reason) }))],
      })
    ).slice(plan.parties.length),
  )
  const duties = drafts('duty')
  keep(
    duties,
    await commands.run(context, 'duty.save', {
      items: duties.map(({ row, act }) => ({ ...act.draft, ...why(row, reason) })),
    }),
  )
  const facts = drafts('profile')
  keep(
    facts,
    await commands.run(context, 'profile.save', {
      items: facts.map(({ row, act }) => ({ ...act.draft, ...why(row, reason) })),
    }),
  )
  const assets = drafts('asset')
  keep(
    assets,
    await commands.run(context, 'asset.save', {
      items: assets.map(({ row, act }) => ({ ...act.draft, ...why(row, reason) })),
    }),
  )

  const entries = drafts('entry')
  let done = rows.length - entries.length - drafts('case').length
  const refused: { row: PlannedRow; problem: Problem }[] = []
  for (const [name, part] of [
    ['entry.record', entries.filter(({ row }) => !row.linked.has('entry'))],
    ['entry.correct', entries.filter(({ row }) => row.linked.has('entry'))],
  ] as const) {
    for (let at = 0; at < part.length; at += CHUNK) {
      await step?.(done, total)
      const chunk = part.slice(at, at + CHUNK)
      done += chunk.length
      refused.push(
        ...(await tolerant(chunk, async (items) => {
          keep(
            items,
            name === 'entry.record'
              ? await commands.run(context, name, { items: items.map(({ act }) => act.draft) })
              : await commands.run(context, name, { items: items.map(({ act }) => ({ ...act.draft, reason })) }),
          )
        })),
      )
    }
  }
  const cases = drafts('case')
  for (let at = 0; at < cases.length; at += CHUNK) {
    await step?.(done, total)
    const chunk = cases.slice(at, at + CHUNK)
    done += chunk.length
    keep(chunk, await commands.run(context, 'case.import', { items: chunk.map(({ act }) => act.draft), reason }))
  }
  await step?.(done, total)
  for (const { row, problem } of refused) {
    row.outcome = 'broken'
    row.acts = []
    row.notes = [
      ...row.notes,
      {
        sheet: row.sheet,
        cell: null,
        row: row.row,
        code: 'row.refused',
        severity: 'error',
        params: { said: problem.say('zh'), saidEn: problem.say('en') },
      },
    ]
  }
  await writeLinks(
    tx,
    reader,
    batchId,
    plan.rows.flatMap((row) => linksOf(row, saved)),
  )
  await settle(context, plan, { batchId, mended }, saved, now)
  const objectIds = plan.rows.flatMap((row) => (row.acts[0] ? (saved.get(row.acts[0])?.id ?? []) : []))
  return { ...count(plan.rows, saved), objectIds }
}

const why = (row: PlannedRow, reason: string): { reason?: string } => (row.outcome === 'changed' ? { reason } : {})

/** Runs a batch; an item the command names as refused is taken out and the rest tried again. Nothing was written before. */
async function tolerant<T extends { row: PlannedRow }>(
  items: T[],
  run: (items: T[]) => Promise<void>,
): Promise<{ row: PlannedRow; problem: Problem }[]> {
  const refused: { row: PlannedRow; problem: Problem }[] = []
  let left = items
  while (left.length > 0) {
    try {
      await run(left)
      break
    } catch (error) {
      const at =
        error instanceof Problem && error.status === 422 ? (left.length === 1 ? 1 : Number(error.params['row'])) : NaN
      if (!(at >= 1 && at <= left.length)) throw error
      refused.push({ row: left[at - 1]!.row, problem: error as Problem })
      left = left.filter((_, index) => index !== at - 1)
    }
  }
  return refused
}

function linksOf(row: PlannedRow, saved: Map<Act, Saved>): LinkRow[] {
  const objects: [string, string][] =
    row.acts.length > 0
      ? row.acts.flatMap((act): [string, string][] => {
          const id = saved.get(act)?.id
          if (!id || (act.type === 'duty' && act.slot.endsWith(':ended'))) return []
          return [[act.type === 'duty' ? act.slot : act.type, id]]
        })
      : row.outcome === 'unchanged' && row.rekeyed
        ? [...row.linked]
        : []
  return objects.flatMap(([objectType, objectId]) =>
    row.keys.map((rowKey) => ({ source: row.source, rowKey, hash: row.hash, objectType, objectId })),
  )
}

/** Broken rows go to the waiting list, rows that came mended leave it. */
async function settle(
  context: CommandContext,
  plan: Plan,
  { batchId, mended: reason }: { batchId: string; mended: string },
  saved: Map<Act, Saved>,
  now: Date,
): Promise<void> {
  const { tx, reader } = context
  const waiting: PendingDraft[] = []
  const mended: Settled[] = []
  for (const row of plan.rows) {
    const { pending } = row
    if (row.outcome === 'broken') {
      if (row.settled) continue
      waiting.push({
        id: pending?.state === 'waiting' ? pending.id : newId(),
        source: row.source,
        rowKey: row.keys[0]!,
        hash: row.hash,
        sheet: row.sheet,
        row: row.row,
        target: row.target.code,
        cells: row.reading.texts,
        refs: row.reading.refs,
        findings: row.notes.filter((note) => note.severity !== 'info'),
      })
    } else if (pending?.state === 'waiting' && row.acts[0]) {
      mended.push({ id: pending.id, state: 'mended', reason, objectId: saved.get(row.acts[0])?.id ?? null })
    }
  }
  await settlePendingRows(tx, reader, mended, now)
  await writePending(tx, reader, batchId, waiting, now)
}

function count(rows: PlannedRow[], saved: Map<Act, Saved>): Omit<Applied, 'objectIds'> {
  const counts = { accepted: 0, corrected: 0, unchanged: 0, broken: 0 }
  for (const row of rows) {
    if (row.outcome === 'broken') counts.broken += 1
    else if (row.acts.length === 0) counts.unchanged += 1
    else {
      const outcomes = row.acts.map((act) => saved.get(act)?.outcome)
      if (outcomes[0] === 'created') counts.accepted += 1
      else if (outcomes.some((outcome) => outcome !== 'unchanged')) counts.corrected += 1
      else counts.unchanged += 1
    }
  }
  return counts
}
