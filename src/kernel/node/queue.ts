import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, run, type Runner, type TaskList } from 'graphile-worker'
import type pg from 'pg'

/** Failures reach the job's own row and our log; the queue's chatter does not. */
export const quietLogger = new Logger(() => (level, message) => {
  if (level === 'error') process.stderr.write(`queue: ${message}\n`)
})

export interface Job {
  task: string
  run: (payload: Record<string, unknown>) => Promise<void>
}

export interface Queue {
  /** Settles when the jobs that are running have ended. */
  stop: () => Promise<void>
}

const AGAIN_MS = 1_000

/**
 * Works the queue in this process until stopped. The library gives up for good when the database goes away while it
 * writes down how a job ended, or while it looks at the clock; here it begins anew for as long as this process lives.
 * A job cut short, by that or by kill -9, runs again: each must bear being run twice.
 */
export async function workQueue(pool: pg.Pool, jobs: Job[], crontab?: string): Promise<Queue> {
  const taskList: TaskList = Object.fromEntries(
    jobs.map((job) => [job.task, (payload: unknown) => job.run((payload ?? {}) as Record<string, unknown>)]),
  )
  const leaving = new AbortController()

  async function begin(): Promise<Runner> {
    await freeJobs(pool)
    return run({
      pgPool: pool,
      taskList,
      concurrency: 2,
      pollInterval: 2_000,
      noHandleSignals: true,
      logger: quietLogger,
      // Without a batch the library writes a job's end in a promise nobody holds, and a lost connection there would end
      // the process.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      ...(crontab ? { crontab } : {}),
    })
  }

  async function beginAgain(): Promise<Runner | undefined> {
    while (!leaving.signal.aborted) {
      try {
        await sleep(AGAIN_MS, undefined, { signal: leaving.signal })
        return await begin()
      } catch {
        // The database is not back yet, or we leave.
      }
    }
    return undefined
  }

  let runner: Runner | undefined = await begin()
  const watch = (async () => {
    while (runner !== undefined) {
      await runner.promise.catch(() => {})
      runner = await beginAgain()
      if (leaving.signal.aborted) await runner?.stop()
    }
  })()
  return {
    stop: async () => {
      leaving.abort()
      // Where it has stopped by itself there is nothing left to stop.
      await runner?.stop().catch(() => {})
      await watch
    },
  }
}

/** Nobody but this process works the queue of this database, so what is held now was held by one that is gone. */
async function freeJobs(pool: pg.Pool): Promise<void> {
  await pool.query(
    `select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
     from graphile_worker.jobs where locked_by is not null having count(*) > 0`,
  )
}
