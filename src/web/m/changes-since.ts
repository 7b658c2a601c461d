import type { Held } from '#slices/field/phone/outbox.ts'
import type { OfficeChange } from './my-record.ts'
import type { ReadSide } from './read-side.ts'

/** What the office changed in a record after the last version of it that this phone sent. */
export function changesSince(id: string, { rows }: Held, { records }: ReadSide): OfficeChange[] {
  const sent = rows.filter(({ operation, outcome }) => operation.id === id && outcome === 'applied')
  const last = Math.max(0, ...sent.map((row) => row.position))
  return records.find((record) => record.id === id)?.changes.filter((change) => change.position > last) ?? []
}
