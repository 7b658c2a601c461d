import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import { kept, slot } from '#kernel/node/kept.ts'
import { record } from '#kernel/node/record.ts'
import type { Reader } from '#kernel/reader.ts'
import { termsOf } from '#kernel/terms.ts'
import type { CaseBody } from './case-body.ts'
import { CASE_COLUMNS } from './store-columns.ts'
import './tables.ts'

export interface CaseChange {
  id: string
  version: number
  body: CaseBody
  event: string
  reason?: string | undefined
}

/** Writes events through the one door and lays what each case now is into its row. At most one change per case. */
export async function writeCases(tx: Tx, reader: Reader, changes: CaseChange[], now: Date): Promise<void> {
  if (changes.length === 0) return
  const positions = await record(
    tx,
    reader,
    changes.map(({ id, version, body, event, reason }) => ({
      event,
      objectType: 'case',
      objectId: id,
      version,
      body,
      reason,
    })),
    now,
  )
  const rows = changes.map(({ id, version, body }, index) => ({
    ...body,
    id,
    version,
    position: positions[index],
    limitN: body.limit?.n ?? null,
    limitUnit: body.limit?.unit ?? null,
    terms: termsOf([body.issue, body.locus, body.checkItem, body.sourceRef, body.pointType]),
  }))
  await (rows.length > FEW ? write.once : write)(tx, [reader.communityId, JSON.stringify(rows)])
  await writePhotos(tx, reader, changes)
}

// A batch is planned for its size; one step of one case is not planned anew each time.
const FEW = 20

const listed = (of: (column: (typeof CASE_COLUMNS)[number]) => RawBuilder<unknown>) => sql.join(CASE_COLUMNS.map(of))
const changed = CASE_COLUMNS.filter((column) => !column.fixed).map(({ name }) => sql`${name} = excluded.${name}`)

const write =
  kept(sql`insert into problem_case (community_id, id, ${listed(({ name }) => name)}, terms, version, position)
    select ${slot(1)}::uuid, r.id, ${listed(({ said }) => sql`r.${said}`)}, r.terms, r.version, r.position
    from jsonb_to_recordset(${slot(2)}::jsonb) as r (id uuid, ${listed(({ said, type }) => sql`${said} ${type}`)},
      terms text[], version int, position bigint)
    on conflict (community_id, id) do update set ${sql.join(changed)},
      terms = excluded.terms, version = excluded.version, position = excluded.position`)

/** Those that came with this version; the earlier ones stand already. */
async function writePhotos(tx: Tx, reader: Reader, changes: CaseChange[]): Promise<void> {
  const photos = changes.flatMap(({ id, version, body }) =>
    body.photos.filter((photo) => photo.version === version).map((photo) => ({ case_id: id, ...photo })),
  )
  if (photos.length === 0) return
  await (photos.length > FEW ? writePhoto.once : writePhoto)(tx, [reader.communityId, JSON.stringify(photos)])
}

const writePhoto = kept(sql`insert into case_photo (community_id, case_id, sha256, role, version)
    select ${slot(1)}::uuid, p.case_id, p.sha256, p.role, p.version
    from jsonb_to_recordset(${slot(2)}::jsonb) as p (case_id uuid, sha256 text, role text, version int)
    on conflict do nothing`)
