import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import { sentenceLanguage } from '#kernel/language.ts'
import { Problem } from '#kernel/problem.ts'
import type { Reader } from '#kernel/reader.ts'
import type { App } from './app.ts'
import type { Db, Tx } from './db.ts'

/** Long work a person waits for. The row is its own small story: progress, a wish to cancel, and how it ended. */
export interface WorkRow {
  id: string
  kind: string
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  done: number
  total: number
  result: unknown
  problem: unknown
}

export async function createWork(tx: Tx, reader: Reader, kind: string, input: object, now: Date): Promise<string> {
  const id = newId()
  await tx
    .insertInto('work')
    .values({
      community_id: reader.communityId,
      id,
      kind,
      state: 'waiting',
      input: JSON.stringify(input),
      result: 'null',
      problem: 'null',
      actor: reader.actor,
      updated_at: now,
    })
    .execute()
  return id
}

export async function getWork(tx: Tx, communityId: string, id: string): Promise<WorkRow | undefined> {
  return tx
    .selectFrom('work')
    .select(['id', 'kind', 'state', 'done', 'total', 'result', 'problem'])
    .where('community_id', '=', communityId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Whether work of this kind with this input waits or runs. */
export async function isUnderWay(tx: Tx, communityId: string, kind: string, input: object): Promise<boolean> {
  const row = await tx
    .selectFrom('work')
    .select('id')
    .where('community_id', '=', communityId)
    .where('kind', '=', kind)
    .where('state', 'in', ['waiting', 'running'])
    .where(sql<boolean>`input @> ${JSON.stringify(input)}::jsonb`)
    .executeTakeFirst()
  return row !== undefined
}

export async function wishCancel(tx: Tx, communityId: string, id: string): Promise<boolean> {
  const row = await tx
    .updateTable('work')
    .set({ cancel: true, updated_at: sql`now()` })
    .where('community_id', '=', communityId)
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Thrown inside work when its reader asked to cancel: the transaction around it rolls back and nothing is half-done. */
export class Cancelled extends Error {}

export interface Progress {
  /** Reports progress on a connection of its own, so that it shows while the work's transaction is still open. */
  step: (done: number, total: number) => Promise<void>
}

/**
 * Runs `job` and writes how it ended. Work left 'running' by a killed process is marked failed by `closeOrphans` at
 * the next start, with a sentence that says nothing was saved.
 */
export async function runWork(app: App, reader: Reader, id: string, job: (progress: Progress) => Promise<unknown>) {
  await setWork(app.db, reader, id, { state: 'running' })
  let lastStep = 0
  const step = async (done: number, total: number): Promise<void> => {
    const now = Date.now()
    if (now - lastStep < 200 && done < total) return
    lastStep = now
    if (await setWork(app.db, reader, id, { done, total })) throw new Cancelled()
  }
  try {
    const result = await job({ step })
    await setWork(app.db, reader, id, { state: 'done', result: JSON.stringify(result ?? null) })
  } catch (error) {
    if (error instanceof Cancelled) return void (await setWork(app.db, reader, id, { state: 'cancelled' }))
    const body =
      error instanceof Problem
        ? error.body(sentenceLanguage(reader.language))
        : { code: 'server.failed', message: '处理时出现意外错误，没有保存任何内容，请重试。' }
    await setWork(app.db, reader, id, { state: 'failed', problem: JSON.stringify(body) })
    if (!(error instanceof Problem)) throw error
  }
}

type WorkChange = Partial<{ state: WorkRow['state']; done: number; total: number; result: string; problem: string }>

async function setWork(db: Db, reader: Reader, id: string, change: WorkChange): Promise<boolean> {
  return db.asReader(reader, async (tx) => {
    const row = await tx
      .updateTable('work')
      .set({ ...change, updated_at: sql`now()` })
      .where('community_id', '=', reader.communityId)
      .where('id', '=', id)
      .returning('cancel')
      .executeTakeFirst()
    return row?.cancel ?? false
  })
}

export async function closeOrphans(db: Db): Promise<void> {
  const problem = {
    code: 'work.interrupted',
    message: '服务曾中断，这项工作没有完成，也没有保存任何内容，请重新开始。',
  }
  await db.asOwner((tx) =>
    tx
      .updateTable('work')
      .set({ state: 'failed', problem: JSON.stringify(problem), updated_at: sql`now()` })
      .where('state', 'in', ['waiting', 'running'])
      .execute(),
  )
}
