import type { CommandContext, CommandTable } from '#kernel/node/commands.ts'
import type { Saved } from '#kernel/saved.ts'
import type { PlaceDraft, PlaceResolution, ProfileFactDraft } from './schema.ts'
import { learnAliases } from './store-aliases.ts'
import { saveProfile } from './store-profile.ts'
import { resolvePlaces } from './store-resolve.ts'
import { savePlaces } from './store-save.ts'

declare module '#kernel/node/commands.ts' {
  interface Commands {
    'place.save': { input: { items: PlaceDraft[] }; output: Saved[] }
    /** Adds other words for places; what already means a place is left as it is. */
    'place.alias': { input: { items: { alias: string; placeId: string }[] }; output: Saved[] }
    'place.resolve': { input: { names: string[] }; output: PlaceResolution[] }
    'profile.save': { input: { items: ProfileFactDraft[] }; output: Saved[] }
  }
}

export const placeCommands: CommandTable = {
  'place.save': (context, { items }) => save(context, items),
  'place.alias': ({ app, tx, reader }, { items }) => learnAliases(tx, reader, items, app.now()),
  'place.resolve': ({ tx, reader }, { names }) => resolvePlaces(tx, reader, names),
  'profile.save': ({ app, tx, reader }, { items }) => saveProfile(tx, reader, items, app.now()),
}

/** What the ledger counted by place follows a place that moved, in the same transaction. */
async function save(context: CommandContext, items: PlaceDraft[]): Promise<Saved[]> {
  const { app, tx, reader } = context
  const { saved, moved } = await savePlaces(tx, reader, items, app.now())
  if (moved.length > 0) await app.commands.run(context, 'entry.places-moved', { placeIds: moved })
  return saved
}
