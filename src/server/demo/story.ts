import { dayAt, dayOf } from '#kernel/days.ts'
import type { App } from '#kernel/node/app.ts'
import { instantOf } from '#kernel/work-calendar.ts'
import { operatorIn } from '#kernel/operator.ts'
import { createCommunity } from '#slices/people/community-store.ts'
import { engage, type Engaged } from './cast.ts'
import { seeProblemsThrough } from './problems.ts'
import { setUpRegisters } from './registers.ts'
import { liveThroughTheYear } from './year.ts'

export const DEMO_CODE = 'demo'
const PRACTICE_CODE = 'practice'

/**
 * The story that is the demo: one community with a year of work in it, told through the same commands the screens
 * use, and an empty one beside it for trying imports. What makes the demo is one transaction: it is there whole or
 * not at all. Its problems follow in a second one, because who may check them is read through a reader's eyes.
 */
export async function tellStory(app: App, people: Engaged[]): Promise<void> {
  const now = app.now()
  const today = dayAt(now)
  const year = Number(today.slice(0, 4))
  // Everybody has worked here since New Year, so that they could be drawn for what happened before today.
  const since = instantOf(dayOf(year, 1, 1), 9 * 60)
  const { cast, registers } = await app.db.asOwner(async (tx) => {
    const demo = await createCommunity(tx, { code: DEMO_CODE, name: '槐荫路社区（演示）', demo: true }, now)
    const practice = await createCommunity(tx, { code: PRACTICE_CODE, name: '空白社区（导入练习）' }, now)
    const context = { app, tx, reader: operatorIn(demo.id) }
    const registers = await setUpRegisters(context, year)
    await liveThroughTheYear(context, registers, today)
    const parties = {
      wangge: { partyId: registers.gridMember },
      ganbu: { partyId: registers.cadres[0]!, unitId: registers.units[0]! },
    }
    return { registers, cast: await engage(tx, people, [demo.id, practice.id], parties, since) }
  })
  await seeProblemsThrough(app, cast, registers)
}
