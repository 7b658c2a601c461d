import { Logger, run, type Runner, type TaskList } from 'graphile-worker'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Tx } from './db.ts'

/** Failures reach the job's own row and our log; the queue's chatter does not. */
export const quietLogger = new Logger(() => (level, message) => {
  if (level === 'error') process.stderr.write(`queue: ${message}\n`)
})

/** Adds a job in the caller's transaction: it exists exactly if the record does. */
export async function enqueue(tx: Tx, task: string, payload: Record<string, unknown>, jobKey?: string): Promise<void> {
  await sql`select ybz_enqueue(${task}, ${JSON.stringify(payload)}::jsonb, ${jobKey ?? null})`.execute(tx)
}

export interface Job {
  task: string
  run: (payload: Record<string, unknown>) => Promise<void>
}

/** Works the queue in this process until stopped; a job cut short by kill -9 is taken up again by the next start. */
export async function workQueue(pgPool: pg.Pool, jobs: Job[], crontab?: string): Promise<Runner> {
  const taskList: TaskList = Object.fromEntries(
    jobs.map((job) => [job.task, (payload: unknown) => job.run((payload ?? {}) as Record<string, unknown>)]),
  )
  return run({
    pgPool,
    taskList,
    concurrency: 2,
    pollInterval: 2_000,
    noHandleSignals: true,
    logger: quietLogger,
    ...(crontab ? { crontab } : { noPreparedStatements: false }),
  })
}
