import { sql } from 'kysely'
import { canonicalJson } from '#kernel/canonical-json.ts'
import type { Tx } from '#kernel/node/db.ts'
import { kept, slot } from '#kernel/node/kept.ts'
import type { CaseBody } from '#slices/cases/case-body.ts'
import { STEP_EVENT } from '#slices/cases/step-schema.ts'
import { must } from './hold.ts'
import type { Told } from './told.ts'

const historyOf = kept<{
  version: number
  position: number
  event: string
  actor: string
  at: Date
  reason: string | null
  body: CaseBody
}>(sql`select version, position, event, actor, at, reason, body from history
  where community_id = ${slot(1)}::uuid and object_id = ${slot(2)}::uuid and object_type = 'case' order by version`)

/**
 * Events in order without a gap, each by whom, when, why and with the body that stood then. `stood` holds that body for
 * every version. Returns the positions taken.
 */
export async function holdHistory(tx: Tx, community: string, told: Told, stood: CaseBody[]): Promise<number[]> {
  const rows = await historyOf(tx, [community, told.id])
  must(rows.length === told.version, () => `${rows.length} events for version ${told.version}`)
  rows.forEach((row, index) => {
    must(row.version === index + 1, () => `a gap before event ${row.version}`)
    must(index === 0 || row.position > rows[index - 1]!.position, () => `positions fall at event ${row.version}`)
    const photo = told.photos.find((one) => one.version === row.version)
    const happened = photo ?? told.events.find((one) => one.version === row.version)!
    const expected = {
      event: photo ? 'case.photo-added' : eventOf(told, row.version),
      actor: happened.by.actor,
      at: happened.at.toISOString(),
      reason: ('said' in happened ? happened.said.reason : undefined) ?? null,
    }
    const found = { event: row.event, actor: row.actor, at: new Date(row.at).toISOString(), reason: row.reason }
    must(
      canonicalJson(found) === canonicalJson(expected),
      () => `event ${row.version} is ${JSON.stringify(found)}, told ${JSON.stringify(expected)}`,
    )
    must(
      canonicalJson(inOrder(row.body)) === canonicalJson(inOrder(stood[index]!)),
      () => `event ${row.version} keeps ${JSON.stringify(row.body)}, and there stood ${JSON.stringify(stood[index])}`,
    )
  })
  return rows.map((row) => row.position)
}

function eventOf(told: Told, version: number): string {
  const { step, said } = told.events.find((one) => one.version === version)!
  if (step !== 'report') return STEP_EVENT[step]
  return said.spot === undefined ? 'case.reported' : 'case.fixed-on-spot'
}

const inOrder = (body: CaseBody) => ({
  ...body,
  photos: body.photos.map((photo) => `${photo.version} ${photo.role} ${photo.sha256}`).toSorted(),
})

/** Nobody else writes in the community meanwhile: what a sequence wrote must take its positions without a gap. */
export function holdPositions(positions: number[]): void {
  const inTurn = positions.toSorted((a, b) => a - b)
  inTurn.forEach((position, index) =>
    must(position === inTurn[0]! + index, () => `a gap in the positions before ${position}`),
  )
}
