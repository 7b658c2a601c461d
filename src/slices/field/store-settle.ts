import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { dayAt } from '#kernel/days.ts'
import type { CommandContext } from '#kernel/node/commands.ts'
import type { Tx } from '#kernel/node/db.ts'
import { record } from '#kernel/node/record.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import { Problem } from '#kernel/problem.ts'
import { problems as kernelProblems } from '#kernel/problems.ts'
import type { Reader } from '#kernel/reader.ts'
import { applyOperation } from './apply-operation.ts'
import { actOn, dayPutRight } from './clock-rules.ts'
import { keepProblem } from './kept-problem-rules.ts'
import { operationText } from './operation-text.ts'
import { fieldProblems as problems } from './problems.ts'
import type { Operation } from './schema.ts'
import type { Standing } from './store-standing.ts'
import { copyHeldPhotos, tieHeldPhotos } from './store-tie.ts'
import {
  arrivedOf,
  claimIn,
  type Held,
  readHeld,
  readyWithPhotos,
  standingBeside,
  targetOf,
  whyNever,
} from './store-waiting.ts'
import type { ApplyBody, SettledAnswer, WaitingState } from './waiting-schema.ts'
import './tables.ts'

/**
 * Applies after all what a phone sent: the bytes that were held, through the same commands as every other door. It
 * stays its sender's record; history names whoever settles it. Photos that are here are tied to it, later ones follow.
 * @throws field.settled when somebody else was first · object.changed when what stands is not what was looked at ·
 * whatever the commands refuse with
 */
export async function applyHeld(
  context: CommandContext,
  id: string,
  { edition, stands, reason, day, anew = false }: ApplyBody,
): Promise<SettledAnswer> {
  const { app, tx, reader } = context
  await takeTurn(tx, reader.communityId)
  const came = await openHeld(tx, reader, id, 'waiting', edition)
  checkWhole(came)
  const held = day === undefined ? came : onDay(came, day)
  const { operation } = held
  const standing = await standingBeside(tx, reader, operation)
  const never = whyNever(operation.act, standing)
  if (never) throw never
  if ((standing?.version ?? null) !== stands) throw kernelProblems['object.changed']()
  const corrects = standing?.is === 'entry' && !anew
  if (anew && (standing?.is !== 'entry' || operation.act.do !== 'entry')) throw problems['field.not-two']()
  if (corrects && !reason) throw problems['field.reason-needed']({}, 'reason')
  const sender = await senderOf(tx, reader, held)
  const behalf = { app, tx, reader: sender }
  const photosLeft = anew ? await putBeside(behalf, held, reason) : await putIn(behalf, held, standing, reason)
  const object = anew ? ({ is: 'entry', id } as const) : targetOf(operation)
  // History keeps what the phone sent as it was sent, and beside it what was made of it.
  const made = { ...(anew ? { became: object } : {}), ...(day === undefined ? {} : { day }) }
  const settled = await settle(context, came, sender.actor, 'applied', reason ?? null, made)
  return { ...settled, object, photosLeft }
}

/** What was sent, on the day it was. @throws field.clock-right · entry.future while that is still to come */
function onDay(held: Held, day: string): Held {
  const { operation } = held
  if (!dayPutRight(operation, held.came_at)) throw problems['field.clock-right']({}, 'day')
  return { ...held, operation: { ...operation, act: actOn(operation.act, day) } }
}

/**
 * Records it as something of its own, beside the record under whose name it came. The new record goes by the id under
 * which it waited, so it can only ever be made once. @returns as putIn
 */
async function putBeside(context: CommandContext, held: Held, reason: string | undefined): Promise<number> {
  const came = dayAt(held.came_at)
  const why = `另记一笔：手机 ${came} 送来，原与另一条同号${reason ? `。${reason}` : ''}`.slice(0, 200)
  await applyOperation(context, { id: held.id, act: held.operation.act }, { corrects: false, reason: why })
  await copyHeldPhotos(context.tx, context.reader, held)
  return tieHeldPhotos(context, held, held.id)
}

/**
 * Does by itself what only waited for its photos, now that these are here. What has changed under it meanwhile is left
 * to the office.
 */
export async function applyWithPhotos(context: CommandContext, deviceId: string): Promise<void> {
  const { tx, reader } = context
  for (const held of await readyWithPhotos(tx, reader, deviceId)) {
    await sql`savepoint field_ready`.execute(tx)
    try {
      // Sent in time, done too late: whose work here is over does nothing any more.
      if (reader.former) throw problems['field.role-ended']()
      const { act } = held.operation
      const standing = await standingBeside(tx, reader, held.operation)
      if (act.do === 'step' && standing?.version !== act.seen) throw kernelProblems['object.changed']()
      await putIn(context, held, standing, undefined)
      await settle(context, held, reader.actor, 'applied', null)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      await sql`rollback to savepoint field_ready`.execute(tx)
      const problem = keepProblem(error)
      await sql`update field_quarantine set why = 'refused-now', problem = ${problem}
        where community_id = ${reader.communityId}::uuid and id = ${held.id}::uuid`.execute(tx)
    }
  }
}

/** @returns how many of its photos the record would not take */
async function putIn(
  context: CommandContext,
  held: Held,
  standing: Standing | null,
  reason: string | undefined,
): Promise<number> {
  const { operation } = held
  if (operation.act.do === 'step') {
    // Some steps are only taken with a photo of what was done.
    const left = await tieHeldPhotos(context, held)
    const now = await standingBeside(context.tx, context.reader, operation)
    await applyOperation(context, operation, { corrects: false, seen: now?.version })
    return left
  }
  const before = standing?.is === 'entry' ? standing : null
  const here = await arrivedOf(context.tx, context.reader, held)
  const photos = operation.photos.filter(({ sha256 }) => here.has(sha256)).map(({ sha256, role }) => ({ sha256, role }))
  await applyOperation(context, operation, {
    corrects: before !== null,
    reason,
    seen: before?.version,
    campaignId: before?.body.campaignId,
    photos,
  })
  return tieHeldPhotos(context, held)
}

/** Leaves it out of the ledger for now; it is kept whole and can be taken up again. @throws as applyHeld */
export async function setHeldAside(
  context: CommandContext,
  id: string,
  { edition, reason }: { edition: number; reason: string },
): Promise<SettledAnswer> {
  await takeTurn(context.tx, context.reader.communityId)
  const held = await openHeld(context.tx, context.reader, id, 'waiting', edition)
  return settleFor(context, held, 'dropped', reason)
}

/** Puts what was set aside back among those that wait. */
export async function takeHeldUp(
  context: CommandContext,
  id: string,
  { edition }: { edition: number },
): Promise<SettledAnswer> {
  await takeTurn(context.tx, context.reader.communityId)
  const held = await openHeld(context.tx, context.reader, id, 'dropped', edition)
  return settleFor(context, held, 'waiting', null)
}

const DONE: Record<WaitingState, { zh: string; en: string }> = {
  waiting: { zh: '已重新拿出来', en: 'taken up again' },
  applied: { zh: '已代为入账', en: 'recorded' },
  dropped: { zh: '已搁置', en: 'set aside' },
}

async function openHeld(tx: Tx, reader: Reader, id: string, wanted: WaitingState, edition: number): Promise<Held> {
  const held = await readHeld(tx, reader, id)
  if (held.state === wanted && held.edition === edition) return held
  if (wanted === 'dropped' && held.state === 'waiting' && held.edition === edition) throw problems['field.not-aside']()
  const { zh: what, en: whatEn } = DONE[held.state]
  throw problems['field.settled']({ who: held.settled_by ?? '—', what, whatEn })
}

function checkWhole({ hash, operation }: Held): void {
  const text = operationText(operation.act, operation.photos)
  if (createHash('sha256').update(text).digest('hex') !== hash) throw problems['field.damaged']()
}

/** The reader in whose name it is applied: what the sender wrote stays theirs, what they may not do the settler does. */
async function senderOf(tx: Tx, reader: Reader, held: Held): Promise<Reader> {
  // Nobody signed for what a file says of who wrote it: the record is that of whoever settles it.
  if (claimIn(held.problem)) return reader
  const found = await sql<{ actor: string; parties: string[] }>`select actor, parties from ybz_members()
    where account_id = ${held.account_id}::uuid limit 1`.execute(tx)
  const [sender] = found.rows
  if (!sender) throw kernelProblems['request.not-found']()
  const { actor, deviceId } = reader
  return {
    ...reader,
    ...sender,
    accountId: held.account_id,
    name: held.who ?? reader.name,
    deputy: { actor, deviceId },
  }
}

async function settleFor(
  context: CommandContext,
  held: Held,
  state: WaitingState,
  reason: string | null,
): Promise<SettledAnswer> {
  const { actor } = await senderOf(context.tx, context.reader, held)
  return { ...(await settle(context, held, actor, state, reason)), object: null, photosLeft: 0 }
}

const EVENT: Record<WaitingState, string> = {
  waiting: 'phone-record.taken-up',
  applied: 'phone-record.applied',
  dropped: 'phone-record.set-aside',
}

async function settle(
  { app, tx, reader }: CommandContext,
  held: Held,
  author: string,
  state: WaitingState,
  reason: string | null,
  made: object = {},
): Promise<Pick<SettledAnswer, 'id' | 'state' | 'edition'>> {
  const { id, why, hash, operation, device_id: deviceId } = held
  const edition = held.edition + 1
  const came = new Date(held.came_at).toISOString()
  const body: { operation: Operation } & Record<string, unknown> = {
    state,
    why,
    hash,
    deviceId,
    author,
    came,
    operation,
    ...made,
  }
  const fact = { event: EVENT[state], objectType: 'phone-record', objectId: id, version: edition, body }
  const [position] = await record(tx, reader, [{ ...fact, reason: reason ?? undefined }], app.now())
  await sql`update field_quarantine set state = ${state}, edition = ${edition}, position = ${position!}, reason = ${reason},
      settled_by = ${reader.accountId}::uuid, settled_at = ${app.now()}::timestamptz
    where community_id = ${reader.communityId}::uuid and id = ${id}::uuid`.execute(tx)
  return { id, state, edition }
}
