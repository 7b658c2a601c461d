import type { Day } from '#kernel/days.ts'
import type { CommandTable } from '#kernel/node/commands.ts'
import type { Saved } from '#kernel/saved.ts'
import type { DutyDraft, DutyRow } from './schema.ts'
import { coverage } from './store-coverage.ts'
import { dutiesOf } from './store-read.ts'
import { saveDuties } from './store-save.ts'

declare module '#kernel/node/commands.ts' {
  interface Commands {
    /** How many places stand without anybody contracted on a day. */
    'duty.gap-count': { input: { on: Day }; output: number }
    /** What a party answers for on a day, place by place. */
    'duty.of-party': { input: { partyId: string; on: Day }; output: DutyRow[] }
    'duty.save': { input: { items: DutyDraft[] }; output: Saved[] }
  }
}

export const dutyCommands: CommandTable = {
  'duty.gap-count': async ({ tx, reader }, { on }) => (await coverage(tx, reader, { from: on, to: on })).gaps.length,
  'duty.of-party': ({ tx, reader }, { partyId, on }) => dutiesOf(tx, reader, partyId, on),
  'duty.save': ({ app, tx, reader }, { items }) => saveDuties(tx, reader, items, app.now()),
}
