import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { brokenText, cleaned } from '#kernel/clean-texts.ts'
import { newId } from '#kernel/ids.ts'
import { sentenceLanguage } from '#kernel/language.ts'
import type { App } from '#kernel/node/app.ts'
import type { Tx } from '#kernel/node/db.ts'
import { record } from '#kernel/node/record.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import { Problem } from '#kernel/problem.ts'
import type { Reader } from '#kernel/reader.ts'
import { brokenPart } from './broken-part-rules.ts'
import { decide } from './decide-rules.ts'
import type { HandedAnswer, HandedIn, HandedItem } from './handed-schema.ts'
import { keepProblem } from './kept-problem-rules.ts'
import { operationText } from './operation-text.ts'
import { fieldProblems as problems } from './problems.ts'
import { Operation, type PhotoReply } from './schema.ts'
import { noteArrived, storedFile, type ToldPhoto } from './store-arrived.ts'
import { announce } from './store-field.ts'
import { knowledge } from './store-known.ts'
import { waitingLimits } from './store-limits.ts'
import { photoStore } from './store-photos.ts'
import { namesOfAccounts } from './store-waiting.ts'
import { issuesOf, wordBook } from './store-words.ts'
import { takePhoto } from './take-photo.ts'
import { idsIn, summaryOf } from './waiting-words-rules.ts'
import './tables.ts'

type Row = HandedIn['rows'][number]

/**
 * Takes rows of a phone's file to what waits for the office, under the names the phone gave them: the same file once
 * more, or the phone itself later, finds them here. Nothing is applied by this, and whoever handed it in stands for it;
 * who the file says it is from is kept as what a file says. Each row in a transaction of its own.
 * @param code of the community whose office this is @throws field.file-elsewhere
 */
export async function takeHanded(
  app: App,
  reader: Reader,
  code: string,
  { deviceId, community, rows, look = false }: HandedIn,
): Promise<HandedAnswer> {
  if (community !== code) throw problems['field.file-elsewhere']({ code: community })
  const items: HandedItem[] = []
  const read: Operation[] = []
  for (const row of rows) {
    const operation = readRow(row)
    if (operation instanceof Problem) items.push(refusedOf(row, operation, reader))
    else {
      read.push(operation)
      items.push(await takeRow(app, reader, deviceId, row, operation, look))
    }
  }
  return { items, wanted: look ? [] : await wantedOf(app, reader, deviceId, read) }
}

function readRow({ operation }: Row): Operation | Problem {
  const read = Operation.safeParse(operation)
  const broken = brokenText(operation) ?? read.error?.issues[0]!.path
  if (broken || !read.success) {
    const { zh, en } = brokenPart(broken ?? [])
    return problems['field.broken']({ what: zh, whatEn: en })
  }
  const text = operationText(read.data.act, read.data.photos)
  if (createHash('sha256').update(text).digest('hex') !== read.data.hash) return problems['field.file-changed']()
  return read.data
}

function refusedOf({ operation }: Row, problem: Problem, reader: Reader): HandedItem {
  const name = operation as { id?: unknown; version?: unknown } | null
  return {
    id: String(name?.id ?? '').slice(0, 60),
    version: Number.isInteger(name?.version) ? (name!.version as number) : 0,
    outcome: 'refused',
    problem: problem.say(sentenceLanguage(reader.language)),
    summary: '',
    author: '',
  }
}

function takeRow(
  app: App,
  reader: Reader,
  deviceId: string,
  { accountId }: Row,
  operation: Operation,
  look: boolean,
): Promise<HandedItem> {
  const { id, version } = operation
  return app.db.asReader(reader, async (tx) => {
    if (!look) await takeTurn(tx, reader.communityId)
    const said = (outcome: HandedItem['outcome'], problem: string | null = null): Promise<HandedItem> =>
      inWords(app, tx, reader, { id, version, outcome, problem }, operation, accountId)
    const known = knowledge(tx, reader.communityId)
    // What was refused then may be recorded by somebody who looks at it now.
    const versions = (await known.known(deviceId, id)).filter(({ outcome }) => outcome !== 'refused')
    const decision = decide(operation, versions, await known.chained(deviceId, operation.deviceSeq))
    if (decision.do === 'answer') {
      const { outcome } = decision.reply
      return said(outcome === 'applied' || outcome === 'dropped' ? outcome : 'waiting')
    }
    if (decision.do === 'pass') return said('older')
    const owner = await ownerOf(tx, reader, accountId)
    const full = await waitingLimits(tx, { ...reader, accountId: owner }, null)(operation)
    if (full) return said('later', full)
    if (look) return said('taken')
    const why = decision.do === 'quarantine' ? decision.why : 'refused-now'
    await keepHanded(app, tx, reader, deviceId, operation, { accountId, owner }, why)
    await announce(tx, reader.communityId, deviceId, operation, false)
    return said('taken')
  })
}

/** Whoever the file says it is from must find it here when their phone sends it after all; a stranger to us never will. */
async function ownerOf(tx: Tx, reader: Reader, claimed: string): Promise<string> {
  return (await namesOfAccounts({ tx }, [claimed])).has(claimed) ? claimed : reader.accountId!
}

/** It waits like anything a phone sent, and history says from the first who handed it in. */
async function keepHanded(
  app: App,
  tx: Tx,
  reader: Reader,
  deviceId: string,
  operation: Operation,
  { accountId, owner }: { accountId: string; owner: string },
  why: 'content' | 'fork' | 'refused-now',
): Promise<void> {
  const id = newId()
  const at = app.now()
  const { hash } = operation
  const came = at.toISOString()
  const body = { state: 'waiting', why, hash, deviceId, author: reader.actor, claimed: accountId, came, operation }
  const fact = { event: 'phone-record.handed-in', objectType: 'phone-record', objectId: id, version: 1, body }
  const [position] = await record(tx, reader, [fact], at)
  const problem = keepProblem(problems['field.from-file']({ account: accountId, by: reader.accountId }))
  await sql`insert into field_quarantine (community_id, id, device_id, operation_id, version, hash, why, problem,
      operation, account_id, came_at, edition, position)
    values (${reader.communityId}::uuid, ${id}::uuid, ${deviceId}::uuid, ${operation.id}::uuid, ${operation.version},
      ${hash}, ${why}, ${problem}, ${JSON.stringify(operation)}::jsonb, ${owner}::uuid, ${at}::timestamptz,
      1, ${position!})`.execute(tx)
}

async function inWords(
  app: App,
  tx: Tx,
  reader: Reader,
  item: Pick<HandedItem, 'id' | 'version' | 'outcome' | 'problem'>,
  { act: sent }: Operation,
  accountId: string,
): Promise<HandedItem> {
  const context = { app, tx, reader }
  const act = cleaned(sent)
  const book = await wordBook(context, idsIn(act))
  const issue = act.do === 'step' ? (await issuesOf(context, [act.caseId])).get(act.caseId) : ''
  const author = (await namesOfAccounts(context, [accountId])).get(accountId) ?? ''
  return { ...item, summary: summaryOf(act, book, issue), author }
}

/** Their photos that were told of, and whose bytes nobody sent yet. */
async function wantedOf(app: App, reader: Reader, deviceId: string, operations: Operation[]): Promise<string[]> {
  const names = operations.flatMap(({ photos }) => photos.map(({ sha256 }) => sha256))
  if (names.length === 0) return []
  return app.db.asReader(reader, async (tx) => {
    const found = await sql<{ sha256: string }>`select distinct sha256 from field_photo
      where community_id = ${reader.communityId}::uuid and device_id = ${deviceId}::uuid and arrived_at is null
        and sha256 = any(${names}::text[])`.execute(tx)
    return found.rows.map(({ sha256 }) => sha256)
  })
}

/**
 * Keeps a photo of a phone's file, once one of its records told of it: the same checks as at the door of phones. A
 * record that is in the ledger already takes it.
 * @throws field.photo-unknown · field.photo-changed · whatever is wrong with the bytes
 */
export function takeHandedPhoto(
  app: App,
  reader: Reader,
  deviceId: string,
  sha256: string,
  bytes: Uint8Array,
): Promise<PhotoReply> {
  const store = { ...photoStore(app, reader), tie: () => tieHanded(app, reader, deviceId, sha256) }
  return takePhoto(store, { deviceId, accountId: reader.accountId }, sha256, bytes)
}

async function tieHanded(app: App, reader: Reader, deviceId: string, sha256: string): Promise<void> {
  const file = await storedFile(app, sha256)
  await app.db.asReader(reader, async (tx) => {
    await takeTurn(tx, reader.communityId)
    const told = await sql<ToldPhoto>`update field_photo set arrived_at = ${app.now()}::timestamptz
      where community_id = ${reader.communityId}::uuid and device_id = ${deviceId}::uuid and sha256 = ${sha256}
        and arrived_at is null
      returning target, target_id, role, source, taken_at, camera_sha256, tied`.execute(tx)
    for (const row of told.rows) await noteArrived({ app, tx, reader }, sha256, file, row)
  })
}
