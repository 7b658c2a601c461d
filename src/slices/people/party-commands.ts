import type { CommandTable } from '#kernel/node/commands.ts'
import type { Saved } from '#kernel/saved.ts'
import { partyNames } from './party-store.ts'
import { saveParties } from './party-store-save.ts'
import type { PartyDraft } from './schema.ts'

declare module '#kernel/node/commands.ts' {
  interface Commands {
    'party.save': { input: { items: PartyDraft[] }; output: Saved[] }
    /** Names by id; empty where details were erased. */
    'party.names': { input: { ids: string[] }; output: Record<string, string> }
  }
}

export const partyCommands: CommandTable = {
  'party.save': ({ app, tx, reader }, { items }) => saveParties(tx, reader, items, app.now()),
  'party.names': ({ tx, reader }, { ids }) => partyNames(tx, reader, ids),
}
