import { dayAt } from '#kernel/days.ts'
import type { App } from '#kernel/node/app.ts'
import type { Job } from '#kernel/node/queue.ts'
import { operatorIn } from '#kernel/operator.ts'
import { draftDailySupervision } from './draft-papers.ts'
import { digestSlot, isWithin } from './notice-rules.ts'
import { calendarOf } from './store-calendar.ts'
import { allCommunities, makeDigests } from './store-notices.ts'
import { caseSettings } from './store-settings.ts'

/** Every half hour from 8:30 to 18:30 in Asia/Shanghai; a machine switched on late makes up for its morning. */
export const CASE_DIGEST_CRON = '0,30 0-10 * * * case-digest ?fill=4h'

/**
 * The morning's round, on worked days and outside quiet hours: one digest for each account (催办, the one thing that
 * goes out by itself), and drafts of the 督办单 the office's rule asks for, which wait for a leader's decision.
 */
export function caseDigest(app: App): Job {
  return {
    task: 'case-digest',
    run: async (payload) => {
      await digestsAt(app, plannedAt(payload) ?? app.now())
    },
  }
}

function plannedAt(payload: Record<string, unknown>): Date | null {
  const { ts } = (payload['_cron'] ?? {}) as { ts?: string }
  return ts === undefined ? null : new Date(ts)
}

const minuteOf = (instant: Date): number => Math.floor(instant.getTime() / 60_000 + 8 * 60) % 1440

/** Makes the digests whose half hour `planned` is. Returns how many were made. */
export async function digestsAt(app: App, planned: Date): Promise<number> {
  const now = app.now()
  const day = dayAt(planned)
  // What was slept through until another day is not made up for.
  if (dayAt(now) !== day) return 0
  let made = 0
  for (const community of await app.db.asOwner(allCommunities)) {
    const reader = operatorIn(community, 'administrator', 'digest')
    made += await app.db.asReader(reader, async (tx) => {
      const { quietHours, supervise } = await caseSettings(tx, community)
      if (digestSlot(quietHours) !== minuteOf(planned) || isWithin(minuteOf(now), quietHours)) return 0
      const calendar = await calendarOf(tx, community)
      if (!calendar.worked(day)) return 0
      if (supervise.daily) await draftDailySupervision({ app, tx, reader }, supervise)
      return makeDigests(tx, reader, day, calendar, now)
    })
  }
  return made
}
