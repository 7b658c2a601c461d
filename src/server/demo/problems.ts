import type { App } from '#kernel/node/app.ts'
import type { Tx } from '#kernel/node/db.ts'
import { addDays, dayAt } from '#kernel/days.ts'
import type { Reader } from '#kernel/reader.ts'
import { instantOf } from '#kernel/work-calendar.ts'
import type { CaseDraft } from '#slices/cases/draft-schema.ts'
import type { CaseStep } from '#slices/cases/step-schema.ts'
import { readCases } from '#slices/cases/store-body.ts'
import { attachCasePhoto } from '#slices/cases/store-photos.ts'
import type { CastName } from './cast.ts'
import { drawn, type Picture, pictures } from './pictures.ts'
import { type Act, problemsOf } from './problem-plot.ts'
import type { Registers } from './registers.ts'

/**
 * Problems in every state, told through the commands the screens use, each act at its own hour: found, handed out,
 * late, put right, checked, come back. One transaction.
 */
export async function seeProblemsThrough(
  app: App,
  cast: Record<CastName, Reader>,
  registers: Registers,
): Promise<void> {
  const photos = await pictures(app)
  const teller = { ...cast.shuji, places: null }
  await app.db.asReader(teller, async (tx) => {
    const versions = new Map<string, number>()
    for (const act of problemsOf(registers, dayAt(app.now())).toSorted(
      (a, b) => b.daysAgo - a.daysAgo || a.order - b.order,
    )) {
      await play({ app: at(app, act), tx, cast, photos, versions }, act)
    }
  })
}

/** The office as it was when the act happened: in the morning of its day, or just now. */
function at(app: App, { daysAgo, order }: Act): App {
  const now = app.now()
  const instant =
    daysAgo === 0
      ? new Date(now.getTime() - 60_000)
      : instantOf(addDays(dayAt(now), -daysAgo), MORNING + order * MINUTES_BETWEEN)
  return { ...app, now: () => instant }
}

const MORNING = 9 * 60
const MINUTES_BETWEEN = 2

interface Stage {
  app: App
  tx: Tx
  cast: Record<CastName, Reader>
  photos: Record<Picture, string>
  versions: Map<string, number>
}

async function play(stage: Stage, act: Act): Promise<void> {
  const { app, tx, cast, versions } = stage
  const who = act.who === 'drawn' ? await whoWasDrawn(stage, act.id) : cast[act.who]
  if (!who) return
  const context = { app, tx, reader: who }
  if (act.does === 'report') {
    const [saved] = await app.commands.run(context, 'case.report', {
      items: [{ ...act.draft, id: act.id } as CaseDraft],
    })
    versions.set(act.id, saved!.version)
  } else if (act.does === 'photo') {
    await drawn(context, stage.photos[act.picture], act.picture)
    const photo = { sha256: stage.photos[act.picture], role: act.role }
    versions.set(act.id, (await attachCasePhoto(tx, who, act.id, photo, app.now())).version)
  } else {
    const step = { ...act.step, version: versions.get(act.id)! } as CaseStep
    const stepped = await app.commands.run(context, 'case.step', { id: act.id, step })
    versions.set(act.id, stepped.version)
    if (stepped.opened) versions.set(stepped.opened, 1)
  }
}

/** Who looks again is drawn, so the story follows the draw. */
async function whoWasDrawn({ tx, cast }: Stage, id: string): Promise<Reader | undefined> {
  const body = (await readCases(tx, cast.shuji.communityId, [id])).get(id)?.body
  return Object.values(cast).find((reader) => reader.actor === body?.recheckBy)
}
