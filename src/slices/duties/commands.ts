import type { Day } from '#kernel/days.ts'
import type { CommandTable } from '#kernel/node/commands.ts'
import type { Saved } from '#kernel/saved.ts'
import type { DutyDraft } from './schema.ts'
import { coverage } from './store-coverage.ts'
import { saveDuties } from './store-save.ts'

declare module '#kernel/node/commands.ts' {
  interface Commands {
    /** How many places stand without anybody contracted on a day. */
    'duty.gap-count': { input: { on: Day }; output: number }
    'duty.save': { input: { items: DutyDraft[] }; output: Saved[] }
  }
}

export const dutyCommands: CommandTable = {
  'duty.gap-count': async ({ tx, reader }, { on }) => (await coverage(tx, reader, { from: on, to: on })).gaps.length,
  'duty.save': ({ app, tx, reader }, { items }) => saveDuties(tx, reader, items, app.now()),
}
