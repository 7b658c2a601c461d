import type { KnownVersion } from '#slices/field/decide-rules.ts'
import type { Operation } from '#slices/field/schema.ts'
import type { Applied, FieldTx } from '#slices/field/take-batch.ts'
import { contentOf } from './phone-disk.ts'
import { amountOf, type Held, type ServerState, withdraws } from './server-state.ts'

/** One transaction of the server over a draft of its disk. */
export function fieldTx(draft: ServerState, accountId: string, demoted: ReadonlySet<string>): FieldTx {
  const ofDevice = (deviceId: string, id: string): Held[] => {
    const held = [...draft.held.values()].filter((row) => row.deviceId === deviceId && row.id === id)
    const kept = [...draft.kept.values()].filter((row) => row.deviceId === deviceId && row.id === id)
    return [...held, ...kept.filter((row) => !draft.held.has(contentOf(row)))]
  }
  const announce = (deviceId: string, { id: targetId, photos }: Operation, tied: boolean): void => {
    for (const { sha256: name } of photos) {
      const there = draft.announced.find(
        (one) => one.deviceId === deviceId && one.sha256 === name && one.targetId === targetId,
      )
      if (there && (there.tied || !tied)) continue
      // What waited untied, and is tied now, is asked for once more.
      const row = { deviceId, sha256: name, targetId, accountId, tied, arrived: false }
      draft.announced = [...draft.announced.filter((one) => one !== there), row]
    }
  }
  return {
    known: (deviceId, id) => Promise.resolve(ofDevice(deviceId, id)),
    chained: (deviceId, deviceSeq) => {
      const row = [...draft.kept.values()].find((one) => one.deviceId === deviceId && one.deviceSeq === deviceSeq)
      return Promise.resolve(row ? { id: row.id, version: row.version, hash: row.hash } : null)
    },
    apply: (operation, corrects): Promise<Applied> => {
      const { id, version, hash, act } = operation
      if (act.do === 'entry' && act.kind === 'stumbles') throw new TypeError('the server stumbles over this')
      if (demoted.has(accountId)) return Promise.resolve({ outcome: 'quarantined', problem: 'role' })
      if (act.do === 'entry' && act.kind === 'no-such-kind')
        return Promise.resolve({ outcome: 'refused', problem: 'kind' })
      const before = draft.ledger.get(id)
      const applied = { outcome: 'applied', problem: null } as const
      if (withdraws(operation) && !corrects) {
        // Only what was told of it: nothing of it is recorded, and nothing of it waits.
        const isHeld = [...draft.held.values()].some((row) => row.id === id && row.outcome === 'quarantined')
        return Promise.resolve(
          isHeld ? { outcome: 'quarantined', problem: 'waits' } : { ...applied, position: draft.position },
        )
      }
      // It was taken back before it came, and comes after all, from an older copy of its phone: the ledger has nothing
      // to correct.
      if (corrects && !before) return Promise.resolve({ outcome: 'quarantined', problem: 'not found' })
      draft.position += 1
      const amount = amountOf(operation)
      draft.total += amount - (before?.amount ?? 0)
      const made = (before?.made ?? 0) + (corrects ? 0 : 1)
      const withdrawn = withdraws(operation)
      draft.ledger.set(id, { photos: before?.photos ?? new Set(), version, hash, made, amount, withdrawn })
      return Promise.resolve({ ...applied, position: draft.position })
    },
    keep: (deviceId, operation, outcome) => {
      const row = heldOf(deviceId, accountId, operation, outcome)
      draft.kept.set(`${deviceId} ${operation.id} ${operation.version}`, row)
      if (outcome.outcome === 'quarantined') draft.held.set(contentOf(operation), row)
      if (outcome.outcome !== 'refused') announce(deviceId, operation, outcome.outcome === 'applied')
      return Promise.resolve()
    },
    keepConflict: (deviceId, operation, why) => {
      const outcome = { outcome: 'quarantined', position: 0, problem: why } as const
      if (!draft.held.has(contentOf(operation)))
        draft.held.set(contentOf(operation), heldOf(deviceId, accountId, operation, outcome))
      announce(deviceId, operation, false)
      return Promise.resolve()
    },
  }
}

function heldOf(
  deviceId: string,
  accountId: string,
  operation: Operation,
  { outcome, position, problem }: Pick<KnownVersion, 'outcome' | 'position' | 'problem'>,
): Held {
  const { id, version, hash, deviceSeq } = operation
  return { id, version, hash, outcome, position, problem, deviceId, deviceSeq, accountId, operation }
}
