import { canonicalJson } from './canonical-json.ts'
import { problems } from './problems.ts'
import type { Saved } from './saved.ts'

/** An object as somebody wants it to stand. */
export interface Wanted<B> {
  id: string
  body: B
  reason?: string | undefined
  /** The version its author saw. */
  version?: number | undefined
}

export interface Change<B> {
  id: string
  version: number
  before: B | null
  body: B
  reason: string | undefined
}

export interface SavePlan<B> {
  /** One per wanted object, in order. */
  saved: Saved[]
  /** Every change in order, for the history. */
  changes: Change<B>[]
  /** The last change of each object, for the row. */
  rows: Change<B>[]
}

/**
 * Decides for a batch what is new, what is corrected and what is the same as it stands. A body equal to the present
 * one is no change, so saving twice writes once.
 * @throws object.changed when an author saw another version than the one that stands.
 */
export function planSaves<B>(
  wanted: Wanted<B>[],
  standing: ReadonlyMap<string, { version: number; body: B }>,
): SavePlan<B> {
  const now = new Map(standing)
  const changes: Change<B>[] = []
  const saved = wanted.map(({ id, body, reason, version }): Saved => {
    const before = now.get(id)
    if (before && canonicalJson(before.body) === canonicalJson(body)) {
      return { id, version: before.version, outcome: 'unchanged' }
    }
    if (version !== undefined && version !== (before?.version ?? 0)) throw problems['object.changed']()
    const next = (before?.version ?? 0) + 1
    changes.push({ id, version: next, before: before?.body ?? null, body, reason: reason || undefined })
    now.set(id, { version: next, body })
    return { id, version: next, outcome: before ? 'corrected' : 'created' }
  })
  const last = new Map(changes.map((change) => [change.id, change]))
  return { saved, changes, rows: [...last.values()] }
}
