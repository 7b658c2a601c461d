import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { cleaned } from '#kernel/clean-texts.ts'
import { sentenceLanguage } from '#kernel/language.ts'
import type { CommandContext } from '#kernel/node/commands.ts'
import type { Tx } from '#kernel/node/db.ts'
import { problems as kernelProblems } from '#kernel/problems.ts'
import { OPERATOR_NAME, type Reader } from '#kernel/reader.ts'
import { dayPutRight } from './clock-rules.ts'
import { codeOfKept, paramsOfKept, sayKept } from './kept-problem-rules.ts'
import { fieldProblems as problems } from './problems.ts'
import { type Act, Operation } from './schema.ts'
import { type Standing, standingOf } from './store-standing.ts'
import { issuesOf, wordBook } from './store-words.ts'
import { caseLines, entryLines, idsIn, summaryOf, withdrawLines, type WordBook } from './waiting-words-rules.ts'
import type { WaitingOne, WaitingPage, WaitingQuery, WaitingRow } from './waiting-schema.ts'
import './tables.ts'

export interface Held {
  id: string
  state: WaitingRow['state']
  why: WaitingRow['why']
  problem: string
  operation: Operation
  hash: string
  device_id: string
  account_id: string
  came_at: Date
  edition: number
  reason: string | null
  settled_at: Date | null
  who: string | null
  settled_by: string | null
  told: number
  arrived: number
}

/** What phones sent and could not be applied, the longest waiting first; settled ones the newest first. */
export async function listWaiting(
  context: CommandContext,
  { state, page, size }: z.infer<typeof WaitingQuery>,
): Promise<z.infer<typeof WaitingPage>> {
  const { tx, reader } = context
  const order = state === 'waiting' ? sql`q.came_at, q.id` : sql`q.settled_at desc, q.id`
  const held = await heldRows(
    tx,
    reader,
    sql`q.state = ${state}`,
    sql`order by ${order} limit ${size}
    offset ${(page - 1) * size}`,
  )
  return { total: await countWaiting(tx, reader, state), rows: await rowsOf(context, held) }
}

export async function countWaiting(tx: Tx, reader: Reader, state: WaitingRow['state']): Promise<number> {
  const found = await sql<{ n: number }>`select count(*)::int as n from field_quarantine
    where community_id = ${reader.communityId}::uuid and state = ${state}`.execute(tx)
  return found.rows[0]!.n
}

/** One of them in full, beside the record it touches. @throws request.not-found */
export async function readWaiting(context: CommandContext, id: string): Promise<WaitingOne> {
  const { tx, reader } = context
  const held = await readHeld(tx, reader, id)
  const { photos } = held.operation
  const act = cleaned(held.operation.act)
  const standing = await standingBeside(tx, reader, held.operation)
  const ids = [...idsIn(act), ...(standing ? idsIn(standing.body) : [])]
  const book = await wordBook(context, ids)
  const target = targetOf(held.operation)
  const others = await heldRows(
    tx,
    reader,
    sql`q.state = 'waiting' and q.id <> ${id}::uuid
      and coalesce(q.operation -> 'act' ->> 'caseId', q.operation_id::text) = ${target.id}`,
    sql`order by q.came_at, q.id limit 20`,
  )
  const here = await arrivedOf(tx, reader, held)
  const cannot = whyNever(act, standing)
  const [row] = await rowsOf(context, [held], book)
  return {
    ...row!,
    lines: linesOf(act, standing, book),
    pictures: photos.map(({ sha256, role, source, takenAt }) => ({
      sha256,
      role,
      source,
      takenAt,
      arrived: here.has(sha256),
    })),
    stands: standing && {
      is: standing.is,
      id: standing.id,
      version: standing.version,
      withdrawn: standing.is === 'entry' && standing.body.state === 'withdrawn',
      changedBy: standing.changedBy ?? OPERATOR_NAME,
      changedAt: new Date(standing.changedAt).toISOString(),
      reason: standing.reason ?? '',
      photos: standing.body.photos.length,
    },
    outdated: await isOutdated(tx, reader, held),
    others: (await rowsOf(context, others)).map(({ id, summary, cameAt }) => ({ id, summary, cameAt })),
    became: (await standingOf(tx, reader.communityId, 'entry', id)) === null ? null : id,
    clock: dayPutRight(held.operation, held.came_at),
    cannot: cannot && cannot.say(sentenceLanguage(reader.language)),
  }
}

/** What stands of the record or problem an operation is about. */
export function standingBeside(tx: Tx, reader: Reader, operation: Operation): Promise<Standing | null> {
  const { is, id } = targetOf(operation)
  return standingOf<Standing['is']>(tx, reader.communityId, is, id)
}

export function targetOf({ id, act }: Operation): { is: 'entry' | 'case'; id: string } {
  if (act.do === 'step') return { is: 'case', id: act.caseId }
  return { is: act.do === 'case' ? 'case' : 'entry', id }
}

/** Why an operation cannot be applied whatever else is done; null when it can be tried. */
export function whyNever(act: Act, standing: Standing | null) {
  if (act.do === 'case' && standing) return problems['field.case-replace']()
  if (act.do === 'step' && !standing) return problems['field.case-gone']()
  if (act.do === 'withdraw' && !standing) return problems['field.withdraw-nothing']()
  return null
}

/** @throws request.not-found */
export async function readHeld(tx: Tx, reader: Reader, id: string): Promise<Held> {
  const [held] = await heldRows(tx, reader, sql`q.id = ${id}::uuid`, sql``)
  if (!held) throw kernelProblems['request.not-found']()
  return held
}

/** What this reader sent from a device and what only waits for photos that are all here now. */
export async function readyWithPhotos(tx: Tx, reader: Reader, deviceId: string): Promise<Held[]> {
  const mine = sql`q.state = 'waiting' and q.why = 'photos' and q.device_id = ${deviceId}::uuid
    and q.account_id = ${reader.accountId}::uuid`
  const held = await heldRows(tx, reader, mine, sql`order by q.came_at, q.id limit 20`)
  return held.filter(({ told, arrived }) => arrived >= told)
}

/** Of what waits, whether this picture came with it and is here. */
export async function mayUseHeldPhoto(tx: Tx, reader: Reader, id: string, sha256: string): Promise<boolean> {
  const held = await readHeld(tx, reader, id)
  return (await arrivedOf(tx, reader, held)).has(sha256)
}

async function heldRows(tx: Tx, reader: Reader, where: RawBuilder<unknown>, end: RawBuilder<unknown>): Promise<Held[]> {
  const found = await sql<Held>`
    with person as (
      select distinct m.account_id, n.name from ybz_members() m join actor_name n on n.actor = m.actor)
    select q.id, q.state, q.why, q.problem, q.operation, q.hash, q.device_id, q.account_id, q.came_at, q.edition, q.reason,
      q.settled_at, s.name as who, d.name as settled_by,
      jsonb_array_length(q.operation -> 'photos')::int as told,
      (select count(distinct f.sha256)::int from field_photo f
        where f.community_id = q.community_id and f.device_id = q.device_id and f.arrived_at is not null
          and f.sha256 in (select p ->> 'sha256' from jsonb_array_elements(q.operation -> 'photos') p)) as arrived
    from field_quarantine q
    left join person s on s.account_id = q.account_id
    left join person d on d.account_id = q.settled_by
    where q.community_id = ${reader.communityId}::uuid and ${where} ${end}`.execute(tx)
  return found.rows.map((row) => ({ ...row, operation: Operation.parse(row.operation) }))
}

/** Of the photos that came with it, those whose bytes are here. */
export async function arrivedOf(tx: Tx, reader: Reader, { device_id: device, operation }: Held): Promise<Set<string>> {
  const names = operation.photos.map((photo) => photo.sha256)
  const found = await sql<{ sha256: string }>`select distinct sha256 from field_photo
    where community_id = ${reader.communityId}::uuid and device_id = ${device}::uuid and arrived_at is not null
      and sha256 = any(${names}::text[])`.execute(tx)
  return new Set(found.rows.map((row) => row.sha256))
}

async function rowsOf(context: CommandContext, held: Held[], known?: WordBook): Promise<WaitingRow[]> {
  const shown = held.map((one) => ({ ...one, operation: { ...one.operation, act: cleaned(one.operation.act) } }))
  const acts = shown.map(({ operation }) => operation.act)
  const book = known ?? (await wordBook(context, acts.flatMap(idsIn)))
  const issues = await issuesOf(
    context,
    acts.flatMap((act) => (act.do === 'step' ? [act.caseId] : [])),
  )
  const language = sentenceLanguage(context.reader.language)
  const names = await namesOfAccounts(
    context,
    held.flatMap(({ problem }) => Object.values(claimIn(problem) ?? {})),
  )
  return shown.map(({ operation, ...row }) => {
    const { act, clientTime, clockAhead } = operation
    const claim = claimIn(row.problem)
    const claimed = Date.parse(clientTime)
    return {
      id: row.id,
      state: row.state,
      why: row.why,
      problem: sayKept(row.problem, language),
      act: act.do,
      summary: summaryOf(act, book, act.do === 'step' ? issues.get(act.caseId) : ''),
      who: (claim ? names.get(claim.by) : row.who) ?? '—',
      fromFile: claim && { author: names.get(claim.account) ?? '' },
      alike: alikeOf(row),
      phone: phoneName(row.device_id),
      claimedAt: Number.isNaN(claimed) ? '' : new Date(claimed).toISOString(),
      clockAhead,
      cameAt: new Date(row.came_at).toISOString(),
      photos: { told: row.told, arrived: row.arrived },
      edition: row.edition,
      reason: row.reason,
      settledBy: row.settled_by,
      settledAt: row.settled_at && new Date(row.settled_at).toISOString(),
    }
  })
}

/** The account a file says it was saved by, and the one that handed the file in; null for what a phone sent itself. */
export function claimIn(problem: string): { account: string; by: string } | null {
  const { account, by } = paramsOfKept(problem)
  const isFile = codeOfKept(problem) === 'field.from-file' && typeof account === 'string' && typeof by === 'string'
  return isFile ? { account, by } : null
}

/** Names of accounts of this community, whatever has become of them. */
export async function namesOfAccounts(
  { tx }: Pick<CommandContext, 'tx'>,
  accounts: readonly string[],
): Promise<Map<string, string>> {
  if (accounts.length === 0) return new Map()
  const found = await sql<{ id: string; name: string }>`select distinct m.account_id as id, n.name
    from ybz_members() m join actor_name n on n.actor = m.actor
    where m.account_id = any(${[...accounts]}::uuid[])`.execute(tx)
  return new Map(found.rows.map(({ id, name }) => [id, name]))
}

const RIGHT_LOST: ReadonlySet<string | null> = new Set(['field.role-ended', 'entry.place-beyond', 'access.denied'])

function alikeOf({ state, why, problem }: Pick<Held, 'state' | 'why' | 'problem'>): WaitingRow['alike'] {
  if (state !== 'waiting' || why !== 'refused-now') return null
  const code = codeOfKept(problem)
  if (code === 'field.from-file') return 'file'
  return RIGHT_LOST.has(code) ? 'role' : null
}

function linesOf(act: Act, standing: Standing | null, book: WordBook): WaitingOne['lines'] {
  if (act.do === 'entry') return entryLines(act, standing?.is === 'entry' ? standing.body : null, book)
  if (act.do === 'withdraw') return withdrawLines(act, standing?.is === 'entry' ? standing.body : null, book)
  return caseLines(act, standing?.is === 'case' ? standing.body : null, book)
}

async function isOutdated(tx: Tx, reader: Reader, { device_id: device, operation }: Held): Promise<boolean> {
  const found = await sql`select 1 from field_operation
    where community_id = ${reader.communityId}::uuid and device_id = ${device}::uuid and id = ${operation.id}::uuid
      and outcome = 'applied' and version > ${operation.version}
    union all select 1 from field_quarantine
    where community_id = ${reader.communityId}::uuid and device_id = ${device}::uuid
      and operation_id = ${operation.id}::uuid and state = 'applied' and version > ${operation.version} limit 1`.execute(
    tx,
  )
  return found.rows.length > 0
}

/** Enough to tell two phones of a community apart. */
export const phoneName = (deviceId: string): string => deviceId.slice(-4).toUpperCase()
