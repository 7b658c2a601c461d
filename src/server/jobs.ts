import type { App } from '#kernel/node/app.ts'
import { DAILY_BACKUP_CRON, dailyBackup } from '#kernel/node/backup/daily-backup.ts'
import { type Job, workQueue } from '#kernel/node/queue.ts'
import { CASE_DIGEST_CRON, caseDigest } from '#slices/cases/jobs.ts'
import { PHOTO_REUSE_CRON, photoReuse } from '#slices/evidence/jobs.ts'
import type { Settings } from './settings.ts'
import { startFolding } from '#slices/ledger/fold.ts'

/** Everything that runs besides requests: the queue's jobs and the half-second folding of roll-ups. */
export async function startJobs(app: App, settings: Settings): Promise<{ stop: () => Promise<void> }> {
  const jobs: Job[] = [dailyBackup(app, settings.backupFolder), caseDigest(app), photoReuse(app)]
  const folding = startFolding(app.db)
  const runner = await workQueue(app.db.pool, jobs, [DAILY_BACKUP_CRON, CASE_DIGEST_CRON, PHOTO_REUSE_CRON].join('\n'))
  return {
    stop: async () => {
      await folding.stop()
      await runner.stop()
    },
  }
}
