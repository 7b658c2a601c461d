import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { App } from '#kernel/node/app.ts'
import type { Job } from '#kernel/node/queue.ts'
import { MANIFEST } from './manifest.ts'
import { writeBackup } from './write-backup.ts'

/** Daily backups. */
const KEPT = 7
/** 02:30 in Asia/Shanghai; a night slept through is made up for at the next start. */
export const DAILY_BACKUP_CRON = '30 18 * * * daily-backup ?fill=1d'

/**
 * The daily backup: into the folder an office named for it (a share of another machine, a removable disk), which then
 * counts as off this machine; without one into the data folder, which does not.
 */
export function dailyBackup(app: App, elsewhere: string | undefined): Job {
  return {
    task: 'daily-backup',
    run: async () => {
      const into = elsewhere ?? join(app.dataFolder, 'backups')
      const blobFolder = join(app.dataFolder, 'blobs')
      await writeBackup({
        poolConfig: app.poolConfig,
        blobFolder,
        into,
        offMachine: elsewhere !== undefined,
        now: app.now(),
      })
      await dropOld(into)
    },
  }
}

// Names begin with the time they were made, so that the oldest come first. Photos are shared between backups and stay.
async function dropOld(into: string): Promise<void> {
  const made = (await readdir(into, { withFileTypes: true }))
    .filter((one) => one.isDirectory() && one.name.startsWith('ybz-'))
    .map((one) => one.name)
    .toSorted()
  for (const name of made.slice(0, -KEPT)) {
    const files = await readdir(join(into, name))
    if (files.includes(MANIFEST)) await rm(join(into, name), { recursive: true })
  }
}
