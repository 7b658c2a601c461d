import type { CommandTable } from '#kernel/node/commands.ts'
import type { NotedPhoto } from '#kernel/node/photos/prepare-photo.ts'
import type { Saved } from '#kernel/saved.ts'
import type { KindDef, KindDraft } from './kind-schema.ts'
import type { CampaignDraft, EntryCorrection, EntryPhoto, EntryRecording, EntryWithdrawal } from './schema.ts'
import { auditRollup } from './store-audit.ts'
import { saveCampaigns } from './store-campaigns.ts'
import { joinRollups } from './store-join.ts'
import { readKinds, saveKinds } from './store-kinds.ts'
import { notePhoto } from './store-photos.ts'
import { rederivePlaces } from './store-rederive.ts'
import { attachPhoto, correctEntries, recordEntries, withdrawEntries } from './store-record.ts'

declare module '#kernel/node/commands.ts' {
  interface Commands {
    'entry.record': { input: { items: EntryRecording[] }; output: Saved[] }
    'entry.correct': { input: { items: EntryCorrection[] }; output: Saved[] }
    'entry.withdraw': { input: { items: EntryWithdrawal[] }; output: Saved[] }
    'kind.save': { input: { items: KindDraft[] }; output: Saved[] }
    'kind.all': { input: Record<string, never>; output: KindDef[] }
    'campaign.save': { input: { items: CampaignDraft[] }; output: Saved[] }
    /** One sentence for each roll-up cell that differs from a recount; none when all is well. */
    'ledger.audit': { input: Record<string, never>; output: string[] }
    /** Notes a photo whose bytes are stored already, so that records of other slices can point to it. */
    'photo.note': { input: { sha256: string; photo: NotedPhoto }; output: void }
    /** Ties a noted photo to a record; the same one in the same role again changes nothing. */
    'entry.add-photo': { input: { id: string; sha256: string; role: EntryPhoto['role'] }; output: { version: number } }
    /** A community comes to stand below these nodes; as the owner, in the same transaction. */
    'rollup.join': { input: { nodeIds: string[] }; output: void }
    /** After places changed their type or what they stand below: counts of places follow. */
    'entry.places-moved': { input: { placeIds: string[] }; output: { changed: number } }
  }
}

/** What other slices, imports, the CLI and the demo ask the ledger to do. */
export const ledgerCommands: CommandTable = {
  'entry.record': ({ app, tx, reader }, { items }) => recordEntries(tx, reader, items, app.now()),
  'entry.correct': ({ app, tx, reader }, { items }) => correctEntries(tx, reader, items, app.now()),
  'entry.withdraw': ({ app, tx, reader }, { items }) => withdrawEntries(tx, reader, items, app.now()),
  'kind.save': ({ app, tx, reader }, { items }) => saveKinds(tx, reader, items, app.now()),
  'kind.all': ({ tx }) => readKinds(tx),
  'campaign.save': ({ app, tx, reader }, { items }) => saveCampaigns(tx, reader, items, app.now()),
  'ledger.audit': ({ tx, reader }) => auditRollup(tx, reader.communityId),
  'photo.note': ({ app, tx, reader }, { sha256, photo }) => notePhoto(tx, reader, sha256, photo, app.now()),
  'entry.add-photo': ({ app, tx, reader }, { id, ...photo }) => attachPhoto(tx, reader, id, photo, app.now()),
  'rollup.join': ({ tx, reader }, { nodeIds }) => joinRollups(tx, reader.communityId, nodeIds),
  'entry.places-moved': ({ tx, reader }, { placeIds }) => rederivePlaces(tx, reader, placeIds),
}
