import { latestVersion } from '#slices/field/phone/outbox-rules.ts'
import type { Held } from '#slices/field/phone/outbox.ts'
import type { Act } from '#slices/field/schema.ts'

/** What a record says: of one that was taken back, what it last said before, as long as this phone holds that. */
export function saidOf(id: string, { rows }: Held): Act | null {
  const own = rows.filter((row) => row.operation.id === id)
  const said = latestVersion(own.filter((row) => row.operation.act.do !== 'withdraw')) ?? latestVersion(own)
  return said?.operation.act ?? null
}
