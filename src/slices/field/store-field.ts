import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { timeWords } from '#kernel/amount-of-time.ts'
import { newId } from '#kernel/ids.ts'
import { sentenceLanguage } from '#kernel/language.ts'
import type { App } from '#kernel/node/app.ts'
import type { Tx } from '#kernel/node/db.ts'
import { kept, slot } from '#kernel/node/kept.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import { Problem } from '#kernel/problem.ts'
import type { Reader } from '#kernel/reader.ts'
import { applyNewEntries, applyOperation } from './apply-operation.ts'
import { brokenPart } from './broken-part-rules.ts'
import { dayPutRight } from './clock-rules.ts'
import { keepProblem, keepSentence, sayKept } from './kept-problem-rules.ts'
import { fieldProblems as problems } from './problems.ts'
import type { Operation } from './schema.ts'
import { withoutDropped } from './store-dropped.ts'
import { waitingInAll, waitingLimits } from './store-limits.ts'
import { photoStore } from './store-photos.ts'
import { knowledge } from './store-known.ts'
import { lastPosition, marksOf } from './store-marks.ts'
import { isChangedSince, lastApplied, type Standing, standingOf } from './store-standing.ts'
import type { Applied, FieldStore, FieldTx } from './take-batch.ts'
import { offerPhotos } from './take-photo.ts'
import './tables.ts'

/** The server's half of the protocol over the real database, on behalf of one reader and device. */
export function fieldStore(app: App, reader: Reader): FieldStore {
  const language = sentenceLanguage(reader.language)
  const community = reader.communityId
  return {
    accountId: reader.accountId,
    inTransaction: async (work) => {
      const all = reader.former ? await waitingInAll(app, reader) : null
      return app.db.asReader(reader, async (tx) => {
        // The same may be on its way twice: what is known is read when nobody else writes.
        await takeTurn(tx, reader.communityId)
        const { write, ...field } = fieldTx(app, tx, reader, all)
        const result = await work(field)
        await write()
        return result
      })
    },
    photos: (deviceId, owed) => offerPhotos(photoStore(app, reader), deviceId, owed),
    marks: () => app.db.asReader(reader, (tx) => marksOf(tx, community)),
    hash: (text) => Promise.resolve(createHash('sha256').update(text).digest('hex')),
    now: app.now,
    isPassing: (error) => {
      // Not decided means sent again; what stopped it is told to whoever keeps the machine.
      const lasts = isLasting(error)
      process.stderr.write(`${JSON.stringify({ level: lasts ? 'error' : 'warn', field: describe(error) })}\n`)
      return !lasts
    },
    sayConflict: (why) => problems[`field.${why}`]().say(language),
    sayBroken: (path) => {
      const { zh, en } = brokenPart(path)
      return problems['field.broken']({ what: zh, whatEn: en }).say(language)
    },
    sayStumbled: () => problems['field.stumbled']().say(language),
    otherAccount: () => problems['field.other-account'](),
  }
}

function fieldTx(app: App, tx: Tx, reader: Reader, waiting: number | null): FieldTx & { write: () => Promise<void> } {
  const community = reader.communityId
  const language = sentenceLanguage(reader.language)
  const known = knowledge(tx, community)
  const rows: object[] = []
  /** What stood in the way of operations, by their hash: kept as it is, it is said in any language. */
  const inTheWay = new Map<string, Problem>()
  const waits = (operation: Operation, problem: Problem): Applied => {
    inTheWay.set(operation.hash, problem)
    return { outcome: 'quarantined', problem: problem.say(language) }
  }
  const inWords = (hash: string, sentence: string): string => {
    const problem = inTheWay.get(hash)
    return problem ? keepProblem(problem) : keepSentence(sentence)
  }
  /** What was kept goes into the database in one statement: at the end, or before somebody looks for it there. */
  const write = async (): Promise<void> => {
    const some = rows.splice(0)
    if (some.length > 0) await insertOperations(tx, [community, reader.accountId, app.now(), JSON.stringify(some)])
  }
  /** Taken back before the record itself came: that is noted only, and nothing of it is recorded when it comes late. */
  const withdrawnUnheard = async (operation: Operation): Promise<Applied> => {
    const versions = await known.known(reader.deviceId.replace(/^phone:/, ''), operation.id)
    if (versions.some(({ outcome }) => outcome === 'quarantined')) throw problems['field.withdraw-waits']()
    return { outcome: 'applied', position: await lastPosition(tx, community), problem: null }
  }
  return {
    foresee: known.foresee,
    noRoom: waitingLimits(tx, reader, waiting),
    write,
    applyNew: async (operations) => {
      if (operations.length < 2 || reader.former) return new Map()
      await sql`savepoint field_apply`.execute(tx)
      try {
        const created = await applyNewEntries({ app, tx, reader }, operations)
        let position = await lastPosition(tx, community)
        const done = new Map<Operation, Applied>()
        for (const [at, operation] of [...operations.entries()].toReversed()) {
          done.set(operation, { outcome: 'applied', position, problem: null })
          if (created[at]) position -= 1
        }
        return done
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        await sql`rollback to savepoint field_apply`.execute(tx)
        return new Map()
      }
    },
    known: async (deviceId, id) => {
      const versions = await known.known(deviceId, id)
      return versions.map(({ reason, ...known }) =>
        known.outcome === 'dropped'
          ? { ...known, problem: problems['field.set-aside']({ reason }).say(language) }
          : { ...known, problem: known.problem && sayKept(known.problem, language) },
      )
    },
    chained: known.chained,
    apply: async (operation, corrects): Promise<Applied> => {
      if (reader.former) return waits(operation, problems['field.role-ended']())
      if (corrects) await write()
      await sql`savepoint field_apply`.execute(tx)
      try {
        if (operation.act.do === 'withdraw' && !corrects) return await withdrawnUnheard(operation)
        const stood = corrects ? await standingOf(tx, community, 'entry', operation.id) : null
        if (
          stood &&
          !hasSeen(operation, stood) &&
          (await isChangedSince(tx, community, stood, await lastApplied(tx, community, operation.id)))
        )
          throw problems[operation.act.do === 'withdraw' ? 'field.withdraw-since' : 'field.corrected-since']()
        const campaignId = stood?.body.campaignId
        const stay =
          stood && operation.act.do === 'entry'
            ? await withoutDropped(tx, reader, operation, stood.body.photos)
            : undefined
        await applyOperation({ app, tx, reader }, operation, { corrects, campaignId, stay })
        return { outcome: 'applied', position: await lastPosition(tx, community), problem: null }
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        await sql`rollback to savepoint field_apply`.execute(tx)
        if (error.code === 'case.photo-needed' && operation.photos.some((photo) => photo.role === 'after')) {
          return waits(operation, problems['field.photos-first']())
        }
        const clock = error.code === 'entry.future' ? dayPutRight(operation, app.now()) : null
        if (clock) {
          const { zh: off, en: offEn } = timeWords(clock.ahead)
          return waits(operation, problems['field.clock-off']({ off, offEn, said: clock.said }))
        }
        // What is wrong with the words themselves stays wrong; rights and clashes are for somebody to settle.
        if (!NEVER.has(error.status)) return waits(operation, error)
        inTheWay.set(operation.hash, error)
        return { outcome: 'refused', problem: error.say(language) }
      }
    },
    keep: async (deviceId, operation, row) => {
      const { id, deviceSeq, previous, clientTime, clockAhead } = operation
      const problem = row.problem && inWords(row.hash, row.problem)
      rows.push({ ...row, problem, id, deviceId, deviceSeq, previous, clientTime, clockAhead })
      known.remember(operation, row)
      if (row.outcome === 'quarantined') {
        const why = inTheWay.get(row.hash)?.code === 'field.photos-first' ? 'photos' : 'refused-now'
        await putAside(tx, app, reader, deviceId, operation, why, problem ?? '')
      }
      if (row.outcome === 'refused') return
      // Of an older version coming late nothing was done, so what it alone brings goes to no record either.
      const late = (await known.known(deviceId, id)).some(
        (one) => one.outcome === 'applied' && one.version > row.version,
      )
      await announce(tx, community, deviceId, operation, row.outcome === 'applied' && !late)
    },
    keepConflict: async (deviceId, operation, why) => {
      const problem = problems[`field.${why}`]().say(language)
      await putAside(tx, app, reader, deviceId, operation, why, keepSentence(problem))
      const { version, hash } = operation
      known.remember(operation, { version, hash, outcome: 'quarantined', position: 0, problem })
      await announce(tx, community, deviceId, operation, false)
    },
  }
}

/** A withdrawal of what its owner looked at, or of what is withdrawn already, clashes with nobody. */
function hasSeen({ act }: Operation, { version, body }: Standing): boolean {
  return act.do === 'withdraw' && ((act.seen ?? 0) >= version || ('state' in body && body.state === 'withdrawn'))
}

/** In one line; what the database says may repeat what somebody typed, and a log holds no personal data. */
function describe(error: unknown): string {
  const { code, table } = (error ?? {}) as { code?: unknown; table?: unknown }
  if (typeof code === 'string') return typeof table === 'string' ? `${code} ${table}` : code
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** Words the database cannot hold, a rule of a table, a mistake of ours: the same tomorrow. */
function isLasting(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  if (typeof code === 'string') return /^(?:22|23)/.test(code) && code !== UNIQUE
  return error instanceof TypeError || error instanceof RangeError
}

/** Somebody else was first; asked again, it is answered from what they wrote. */
const UNIQUE = '23505'

const NEVER: ReadonlySet<number> = new Set([400, 413, 415, 422])

async function putAside(
  tx: Tx,
  app: App,
  reader: Reader,
  deviceId: string,
  operation: Operation,
  why: 'content' | 'fork' | 'refused-now' | 'photos',
  problem: string,
): Promise<void> {
  await sql`insert into field_quarantine (community_id, id, device_id, operation_id, version, hash, why, problem,
      operation, account_id, came_at)
    values (${reader.communityId}::uuid, ${newId()}::uuid, ${deviceId}::uuid, ${operation.id}::uuid,
      ${operation.version}, ${operation.hash}, ${why}, ${problem}, ${JSON.stringify(operation)}::jsonb,
      ${reader.accountId}::uuid, ${app.now()}::timestamptz)
    on conflict do nothing`.execute(tx)
}

/** Notes which photos an operation told of; their bytes follow. @param tied whether its record takes them on arrival */
export async function announce(
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
    select distinct on (p.sha256, p.role) ${community}::uuid, ${deviceId}::uuid, p.sha256, ${target}, ${targetId}::uuid, p.role, p.source,
      p."takenAt", p."cameraSha256", ${tied}
    from jsonb_to_recordset(${JSON.stringify(operation.photos)}::jsonb)
      as p (sha256 text, role text, source text, "takenAt" timestamptz, "cameraSha256" text)
    on conflict (community_id, device_id, sha256, target_id, role) do update
      set tied = true, arrived_at = null where excluded.tied and not field_photo.tied`.execute(tx)
}

const insertOperations = kept(sql`insert into field_operation (community_id, device_id, id, version, device_seq, hash,
    previous, outcome, position, problem, account_id, client_time, clock_ahead, came_at)
  select ${slot(1)}::uuid, "deviceId", id, version, "deviceSeq", hash, previous, outcome, position, problem,
    ${slot(2)}::uuid, "clientTime", "clockAhead", ${slot(3)}::timestamptz
  from jsonb_to_recordset(${slot(4)}::jsonb) as o ("deviceId" uuid, id uuid, version int, "deviceSeq" int, hash text,
    previous text, outcome text, position bigint, problem text, "clientTime" text, "clockAhead" float)`)
