import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import { sentenceLanguage } from '#kernel/language.ts'
import type { App } from '#kernel/node/app.ts'
import type { Tx } from '#kernel/node/db.ts'
import { Problem } from '#kernel/problem.ts'
import type { Reader } from '#kernel/reader.ts'
import { applyOperation } from './apply-operation.ts'
import type { KnownVersion } from './decide-rules.ts'
import { fieldProblems as problems } from './problems.ts'
import type { Operation } from './schema.ts'
import { ownedPhotos } from './store-photos.ts'
import type { Applied, FieldStore, FieldTx } from './take-batch.ts'
import './tables.ts'

/** The server's half of the protocol over the real database, on behalf of one reader and device. */
export function fieldStore(app: App, reader: Reader): FieldStore {
  const language = sentenceLanguage(reader.language)
  return {
    inTransaction: (work) => app.db.asReader(reader, (tx) => work(fieldTx(app, tx, reader))),
    photos: (deviceId, owed) => ownedPhotos(app, reader, deviceId, owed),
    backup: () => app.db.asReader(reader, (tx) => lastBackup(tx, reader.communityId)),
    epoch: () => app.db.asReader(reader, (tx) => epochOf(tx, reader.communityId)),
    hash: (text) => Promise.resolve(createHash('sha256').update(text).digest('hex')),
    now: app.now,
    isPassing: (error) => {
      // Not decided means sent again; what stopped it is told to whoever keeps the machine.
      process.stderr.write(`field: ${error instanceof Error ? error.message : String(error)}\n`)
      return true
    },
    sayConflict: (why) => problems[`field.${why}`]().say(language),
    sayBroken: (what) => problems['field.broken']({ what }).say(language),
  }
}

function fieldTx(app: App, tx: Tx, reader: Reader): FieldTx {
  const community = reader.communityId
  const language = sentenceLanguage(reader.language)
  return {
    known: async (deviceId, id) => {
      const found = await sql<KnownVersion>`select version, hash, outcome, position, problem from field_operation
        where community_id = ${community}::uuid and device_id = ${deviceId}::uuid and id = ${id}::uuid`.execute(tx)
      return found.rows
    },
    chained: async (deviceId, seq) => {
      const found = await sql<{ id: string; version: number; hash: string }>`select id, version, hash
        from field_operation where community_id = ${community}::uuid and device_id = ${deviceId}::uuid
          and device_seq = ${seq}`.execute(tx)
      return found.rows[0] ?? null
    },
    apply: async (operation, corrects): Promise<Applied> => {
      await sql`savepoint field_apply`.execute(tx)
      try {
        await applyOperation({ app, tx, reader }, operation, corrects)
        return { outcome: 'applied', position: await lastPosition(tx, community), problem: null }
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        await sql`rollback to savepoint field_apply`.execute(tx)
        const problem = error.say(language)
        // What is wrong with the words themselves stays wrong; rights and clashes are for somebody to settle.
        return NEVER.has(error.status) ? { outcome: 'refused', problem } : { outcome: 'quarantined', problem }
      }
    },
    keep: async (deviceId, operation, row) => {
      await sql`insert into field_operation (community_id, device_id, id, version, device_seq, hash, previous, outcome,
          position, problem, account_id, client_time, clock_ahead, came_at)
        values (${community}::uuid, ${deviceId}::uuid, ${operation.id}::uuid, ${row.version}, ${operation.deviceSeq},
          ${row.hash}, ${operation.previous}, ${row.outcome}, ${row.position}, ${row.problem},
          ${reader.accountId}::uuid, ${operation.clientTime}, ${operation.clockAhead},
          ${app.now()}::timestamptz)`.execute(tx)
      if (row.outcome === 'quarantined')
        await putAside(tx, app, reader, deviceId, operation, 'refused-now', row.problem ?? '')
      if (row.outcome !== 'refused') await announce(tx, community, deviceId, operation, row.outcome === 'applied')
    },
    keepConflict: async (deviceId, operation, why) => {
      await putAside(tx, app, reader, deviceId, operation, why, problems[`field.${why}`]().say(language))
      await announce(tx, community, deviceId, operation, false)
    },
  }
}

const NEVER: ReadonlySet<number> = new Set([400, 413, 415, 422])

async function putAside(
  tx: Tx,
  app: App,
  reader: Reader,
  deviceId: string,
  operation: Operation,
  why: 'content' | 'fork' | 'refused-now',
  problem: string,
): Promise<void> {
  await sql`insert into field_quarantine (community_id, id, device_id, operation_id, version, hash, why, problem,
      operation, account_id, came_at)
    values (${reader.communityId}::uuid, ${newId()}::uuid, ${deviceId}::uuid, ${operation.id}::uuid,
      ${operation.version}, ${operation.hash}, ${why}, ${problem}, ${JSON.stringify(operation)}::jsonb,
      ${reader.accountId}::uuid, ${app.now()}::timestamptz)
    on conflict do nothing`.execute(tx)
}

async function announce(
  tx: Tx,
  community: string,
  deviceId: string,
  operation: Operation,
  tied: boolean,
): Promise<void> {
  if (operation.photos.length === 0) return
  const target = operation.act.do === 'entry' ? 'entry' : 'case'
  const targetId = operation.act.do === 'step' ? operation.act.caseId : operation.id
  await sql`insert into field_photo (community_id, device_id, sha256, target, target_id, role, source, taken_at,
      camera_sha256, tied)
    select ${community}::uuid, ${deviceId}::uuid, p.sha256, ${target}, ${targetId}::uuid, p.role, p.source,
      p."takenAt", p."cameraSha256", ${tied}
    from jsonb_to_recordset(${JSON.stringify(operation.photos)}::jsonb)
      as p (sha256 text, role text, source text, "takenAt" timestamptz, "cameraSha256" text)
    on conflict do nothing`.execute(tx)
}

async function lastPosition(tx: Tx, community: string): Promise<number> {
  const found = await sql<{ position: number }>`select position from position_counter
    where community_id = ${community}::uuid`.execute(tx)
  return found.rows[0]?.position ?? 0
}

async function lastBackup(tx: Tx, community: string): Promise<{ watermark: number; backedUpAt: number }> {
  const found = await sql<{ position: number; made_at: Date }>`select position, made_at from backup_mark
    where community_id = ${community}::uuid and off_machine order by made_at desc limit 1`.execute(tx)
  const [mark] = found.rows
  return { watermark: mark?.position ?? 0, backedUpAt: mark ? new Date(mark.made_at).getTime() : 0 }
}

async function epochOf(tx: Tx, community: string): Promise<number> {
  const found = await sql<{ epoch: number }>`select epoch from community_epoch
    where community_id = ${community}::uuid`.execute(tx)
  return found.rows[0]?.epoch ?? 1
}
