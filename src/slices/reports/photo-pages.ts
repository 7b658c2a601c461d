import type { Evidence } from '#kernel/figure.ts'
import type { CommandContext } from '#kernel/node/commands.ts'
import type { Photo, PhotoItem } from '#kernel/node/office/gongwen-model.ts'
import { printPhoto } from '#kernel/node/photos/print-photo.ts'
import { readPhotoFacts } from '#kernel/node/photos/read-photo-facts.ts'
import { factsOf, type FactsOfPhoto } from '#kernel/photo-facts.ts'
import { stampLines } from '#kernel/photo-stamp.ts'
import { type EvidencePhoto, photosOf } from './store.ts'

/** Pictures made small at the same time. */
const AT_ONCE = 4

export interface PhotoPage {
  heading: string
  items: PhotoItem[]
}

/**
 * Pictures of the records behind the figures, before and after side by side, at most `most` rows in all: each figure
 * gets its turn before any gets a second one, so that a long list does not push the others out. A record behind
 * several figures is shown once.
 */
export async function photoPages(
  context: CommandContext,
  figures: { label: string; rows: Evidence[] }[],
  most: number,
): Promise<PhotoPage[]> {
  const taken = new Set<string>()
  const queues = figures.map(({ label, rows }) => ({
    heading: label,
    rows: rows.filter(
      (row) =>
        (row.type === 'entry' || row.type === 'case') && row.photos > 0 && !taken.has(row.id) && taken.add(row.id),
    ),
  }))
  const chosen = takeTurns(
    queues.map((queue) => queue.rows),
    most,
  )
  const photos = Map.groupBy(await photosOf(context.tx, context.reader, chosen.flat()), (photo) => photo.ownerId)
  const facts = await factsOfRows(context, chosen.flat())
  const plans = chosen.map((rows) =>
    rows.flatMap((row) => pairsOf(row, photos.get(row.id) ?? [], facts.get(row.id) ?? [])),
  )
  const kept = takeTurns(plans, most)
  const items = await inSmallGroups(kept.flat(), (plan) => pictures(context, plan))
  let next = 0
  return kept
    .map((plan, index) => ({
      heading: queues[index]!.heading,
      items: plan.map(() => items[next++]).filter((item) => item !== null && item !== undefined),
    }))
    .filter((page) => page.items.length > 0)
}

interface Plan {
  row: Evidence
  first: EvidencePhoto
  second?: EvidencePhoto
  facts: FactsOfPhoto[]
}

async function factsOfRows({ tx, reader }: CommandContext, rows: Evidence[]): Promise<Map<string, FactsOfPhoto[]>> {
  const of = (type: Evidence['type']) => rows.filter((row) => row.type === type).map((row) => row.id)
  const entries = await readPhotoFacts(tx, reader, 'entry', of('entry'))
  return new Map([...entries, ...(await readPhotoFacts(tx, reader, 'case', of('case')))])
}

/** Before and after by their order; what is left over stands alone. */
function pairsOf(row: Evidence, photos: EvidencePhoto[], facts: FactsOfPhoto[]): Plan[] {
  const before = photos.filter((photo) => photo.role === 'before')
  const after = photos.filter((photo) => photo.role === 'after')
  const pairs = before.slice(0, after.length).map((first, index) => ({ row, first, second: after[index]!, facts }))
  const rest = [
    ...before.slice(after.length),
    ...after.slice(before.length),
    ...photos.filter((photo) => photo.role === 'scene'),
  ]
  return [...pairs, ...rest.map((first) => ({ row, first, facts }))]
}

async function pictures(context: CommandContext, plan: Plan): Promise<PhotoItem | null> {
  const first = await picture(context, plan, plan.first)
  const second = plan.second ? await picture(context, plan, plan.second) : null
  if (!first) return second
  return second ? { ...first, pairWith: second } : first
}

/** The caption says the place already. */
const picture = ({ app }: CommandContext, { row, facts }: Plan, photo: EvidencePhoto): Promise<Photo | null> =>
  printPhoto(app.blobs.path(photo.sha256), captionOf(row, photo.role), stampLines(factsOf(facts, photo), ''))

function captionOf(row: Evidence, role: EvidencePhoto['role']): string {
  const side = role === 'before' ? '整改前' : role === 'after' ? '整改后' : ''
  return [row.day ?? '', row.place, row.title, side].filter((part) => part !== '').join(' ')
}

function takeTurns<T>(queues: T[][], most: number): T[][] {
  const inTurn = queues.flatMap((queue, at) => queue.map((item, round) => ({ item, at, round })))
  const chosen = inTurn.sort((a, b) => a.round - b.round || a.at - b.at).slice(0, most)
  return queues.map((_, at) => chosen.filter((one) => one.at === at).map((one) => one.item))
}

async function inSmallGroups<T, R>(items: T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (let at = 0; at < items.length; at += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(work))))
  }
  return results
}
