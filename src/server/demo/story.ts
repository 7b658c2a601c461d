import { dayAt } from '#kernel/days.ts'
import type { App } from '#kernel/node/app.ts'
import { createCommunity, operatorIn } from '#slices/people/community-store.ts'
import { engage, type Engaged } from './cast.ts'
import { setUpRegisters } from './registers.ts'
import { liveThroughTheYear } from './year.ts'

export const DEMO_CODE = 'demo'
const PRACTICE_CODE = 'practice'

/**
 * The story that is the demo: one community with a year of work in it, told through the same commands the screens
 * use, and an empty one beside it for trying imports. One transaction: it is there whole or not at all.
 */
export async function tellStory(app: App, people: Engaged[]): Promise<void> {
  const now = app.now()
  const today = dayAt(now)
  await app.db.asOwner(async (tx) => {
    const demo = await createCommunity(tx, { code: DEMO_CODE, name: '槐荫路社区（演示）', demo: true }, now)
    const practice = await createCommunity(tx, { code: PRACTICE_CODE, name: '空白社区（导入练习）' }, now)
    const context = { app, tx, reader: operatorIn(demo.id) }
    const registers = await setUpRegisters(context, Number(today.slice(0, 4)))
    await liveThroughTheYear(context, registers, today)
    await engage(tx, people, [demo.id, practice.id], { wangge: registers.gridMember }, now)
  })
}
