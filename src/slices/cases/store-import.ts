import { canonicalJson } from '#kernel/canonical-json.ts'
import type { Tx } from '#kernel/node/db.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import type { Reader } from '#kernel/reader.ts'
import type { Saved } from '#kernel/saved.ts'
import type { CaseBody } from './case-body.ts'
import { correctedCase, hasMoved, importedCase } from './import-rules.ts'
import type { CaseImport } from './import-schema.ts'
import { readCases } from './store-body.ts'
import { type CaseChange, writeCases } from './store-write.ts'

/**
 * Takes problems out of a sheet. The same row again changes nothing; changed words are a correction with its reason.
 * 已整改 closes a case only as long as nothing was done to it in the product, and 未整改 opens such a one again.
 */
export async function importCases(
  tx: Tx,
  reader: Reader,
  items: CaseImport[],
  reason: string,
  now: Date,
): Promise<Saved[]> {
  await takeTurn(tx, reader.communityId)
  const standing = await readCases(
    tx,
    reader.communityId,
    items.map((item) => item.id),
  )
  const changes: CaseChange[] = []
  const saved = items.map((item): Saved => {
    const { id } = item
    const before = standing.get(id)
    if (!before) {
      changes.push({ id, version: 1, body: importedCase(item, reader.actor, now), event: 'case.imported' })
      return { id, version: 1, outcome: 'created' }
    }
    const body = correctedCase(before.body, item, now)
    if (same(before.body, body)) return { id, version: before.version, outcome: 'unchanged' }
    const version = before.version + 1
    const act = hasMoved(before.body)
      ? { step: 'edit' as const, note: '' }
      : { step: 'import' as const, note: item.note }
    const closes = before.body.closedAt === null && body.closedAt !== null
    const event = closes ? 'case.closed-before' : 'case.corrected'
    changes.push({ id, version, body: { ...body, act }, event, reason })
    return { id, version, outcome: 'corrected' }
  })
  await writeCases(tx, reader, changes, now)
  return saved
}

// An open case keeps the instant it came in at; that it is read again is no change.
function same(a: CaseBody, b: CaseBody): boolean {
  return canonicalJson({ ...a, act: null }) === canonicalJson({ ...b, act: null })
}
