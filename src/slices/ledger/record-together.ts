import { newId } from '#kernel/ids.ts'
import type { App } from '#kernel/node/app.ts'
import type { Db } from '#kernel/node/db.ts'
import { Problem } from '#kernel/problem.ts'
import type { Reader } from '#kernel/reader.ts'
import type { Saved } from '#kernel/saved.ts'
import type { EntryDraft } from './schema.ts'
import { recordEach, recordEntries, type Recording } from './store-record.ts'

/** Recordings that share a transaction; those beyond wait for the next. */
const MOST = 50

interface Waiting extends Recording {
  settle: (saved: Saved) => void
  fail: (error: unknown) => void
}

const queues = new WeakMap<Db, Map<string, Waiting[]>>()

/**
 * Records one entry in a transaction of its own or, when a community records faster than a disk answers, in one that
 * it shares with others: whoever finds nobody at it begins at once, and those who come meanwhile go together next.
 * Each is checked and answered on its own, and acknowledged when it is on disk.
 * @throws entry.*, kind.* problems
 */
export function recordTogether(app: App, reader: Reader, wanted: EntryDraft): Promise<Saved> {
  // Named once, so that trying again after a commit of which no answer came records nothing twice.
  const draft = { ...wanted, id: wanted.id ?? newId(app.now().getTime()) }
  // The wall of one who sees part of the places is theirs alone.
  if (reader.places !== null) return recordAlone(app, { reader, draft })
  const communities = queues.get(app.db) ?? new Map<string, Waiting[]>()
  queues.set(app.db, communities)
  return new Promise((settle, fail) => {
    const mine = { reader, draft, settle, fail }
    const queue = communities.get(reader.communityId)
    if (queue) queue.push(mine)
    else void work(app, communities, mine)
  })
}

async function work(app: App, communities: Map<string, Waiting[]>, first: Waiting): Promise<void> {
  const { communityId } = first.reader
  const queue = [first]
  communities.set(communityId, queue)
  while (queue.length > 0) {
    const group = takeGroup(queue)
    try {
      const outcomes = await app.db.asReader(group[0]!.reader, (tx) => recordEach(tx, group, app.now()))
      for (const [index, outcome] of outcomes.entries()) answer(group[index]!, outcome)
    } catch (error) {
      if (group.length === 1) group[0]!.fail(error)
      // What stopped all of them may be the doing of one.
      else for (const one of group) await recordAlone(app, one).then(one.settle, one.fail)
    }
  }
  // In the same breath as the last look at it, so that nobody joins a queue that nobody works any more.
  communities.delete(communityId)
}

/** The first ones waiting, up to where an id comes again: the second of two sendings sees what became of the first. */
function takeGroup(queue: Waiting[]): Waiting[] {
  const ids = new Set<string>()
  const end = queue.findIndex(({ draft: { id } }, index) => {
    if (index >= MOST || (id !== undefined && ids.has(id))) return true
    if (id !== undefined) ids.add(id)
    return false
  })
  return queue.splice(0, end === -1 ? queue.length : end)
}

function answer(one: Waiting, outcome: Saved | Problem): void {
  if (outcome instanceof Problem) one.fail(outcome)
  else one.settle(outcome)
}

async function recordAlone(app: App, { reader, draft }: Recording): Promise<Saved> {
  const [saved] = await app.db.asReader(reader, (tx) => recordEntries(tx, reader, [draft], app.now()))
  return saved!
}
