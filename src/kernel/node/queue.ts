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
