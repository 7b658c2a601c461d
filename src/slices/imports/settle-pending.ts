import type { KnownPending } from './plan-model.ts'
import type { RowReading } from './read-row.ts'

/**
 * Finds what waits for a row since an earlier load: by its key, or, where the row has no serial number and its day or
 * place was the fault, as the one waiting row that says the same in every field that was not at fault.
 */
export function settlePending(pending: KnownPending[]): {
  find: (keys: string[], reading: RowReading) => KnownPending | null
} {
  const byKey = new Map<string, KnownPending>()
  // A waiting row goes before one settled under the same key; of those the last one counts.
  for (const one of pending) if (byKey.get(one.rowKey)?.state !== 'waiting') byKey.set(one.rowKey, one)
  const waiting = new Set(pending.filter((one) => one.state === 'waiting' && !one.rowKey.startsWith('s:')))
  return {
    find: (keys, reading) => {
      for (const key of keys) {
        const found = byKey.get(key)
        if (!found) continue
        waiting.delete(found)
        return found
      }
      if (waiting.size === 0) return null
      const alike = [...waiting].filter((one) => {
        const sound = Object.entries(one.cells).filter(([field]) => !one.faulty.includes(field))
        return (
          sound.length >= 2 && one.faulty.length > 0 && sound.every(([field, text]) => reading.texts[field] === text)
        )
      })
      if (alike.length !== 1) return null
      waiting.delete(alike[0]!)
      return alike[0]!
    },
  }
}
