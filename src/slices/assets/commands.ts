import type { CommandTable } from '#kernel/node/commands.ts'
import type { Saved } from '#kernel/saved.ts'
import type { AssetDraft } from './schema.ts'
import { saveAssets } from './store-save.ts'

declare module '#kernel/node/commands.ts' {
  interface Commands {
    'asset.save': { input: { items: AssetDraft[] }; output: Saved[] }
  }
}

export const assetCommands: CommandTable = {
  'asset.save': ({ app, tx, reader }, { items }) => saveAssets(tx, reader, items, app.now()),
}
