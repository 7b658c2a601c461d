import type { App } from '#kernel/node/app.ts'
import type { CommandContext } from '#kernel/node/commands.ts'
import type { Reader } from '#kernel/reader.ts'
import { type Office, testOffice } from '#test/office.ts'
import type { KindDraft } from './kind-schema.ts'
import type { EntryDraft } from './schema.ts'

/** A community with a small register, ready to record: the named places and parties of the ledger's tests. */
export interface LedgerWorld {
  app: App
  office: Office
  reader: Reader
  places: Record<PlaceName, string>
  parties: Record<PartyName, string>
  /** Runs in a transaction of the community's office, or of another reader. */
  run: <T>(work: (context: CommandContext) => Promise<T>, as?: Reader) => Promise<T>
  close: () => Promise<void>
}

type PlaceName = 'north' | 'south' | 'elm' | 'elm3' | 'plum' | 'lane'
type PartyName = 'bureau' | 'school' | 'team' | 'keeper'

export async function ledgerWorld(): Promise<LedgerWorld> {
  const office = await testOffice()
  const { app, reader, close } = office
  const run: LedgerWorld['run'] = (work, as = reader) => app.db.asReader(as, (tx) => work({ app, tx, reader: as }))
  return { app, office, reader, ...(await run(register)), run, close }
}

async function register(context: CommandContext): Promise<Pick<LedgerWorld, 'places' | 'parties'>> {
  const place = async (type: string, name: string, parentId: string | null): Promise<string> => {
    const items = [{ type, name, parentId, attrs: {}, validFrom: '2026-01-01' }]
    return (await context.app.commands.run(context, 'place.save', { items }))[0]!.id
  }
  const north = await place('grid', '北网格', null)
  const south = await place('grid', '南网格', null)
  const elm = await place('yard', '榆树院', north)
  const places = {
    north,
    south,
    elm,
    elm3: await place('building', '3号楼', elm),
    plum: await place('yard', '梅园', south),
    lane: await place('alley', '石板巷', south),
  }
  const party = async (kind: 'unit' | 'team' | 'person', name: string): Promise<string> => {
    const items = [{ kind, name, attrs: {}, validFrom: '2026-01-01' }]
    return (await context.app.commands.run(context, 'party.save', { items }))[0]!.id
  }
  const parties = {
    bureau: await party('unit', '水务局'),
    school: await party('unit', '第二小学'),
    team: await party('team', '银杏志愿队'),
    keeper: await party('person', '老周'),
  }
  return { places, parties }
}

/** A kind of the community's own with a closed choice, counted by it: what none of the shipped kinds has. */
export const facilityCheck: KindDraft = {
  code: 'own-facility',
  label: '设施检查',
  placeRequired: true,
  titleField: 'issue',
  fields: [
    { key: 'issue', label: '缺陷', type: 'text', required: true },
    { key: 'unit', label: '管护单位', type: 'party', partyKind: 'unit' },
    {
      key: 'status',
      label: '现状',
      type: 'choice',
      required: true,
      options: ['未修复', '已修复'],
      optionAliases: { 修复中: '未修复' },
    },
  ],
  figures: [
    ...(['', 'yard', 'alley'] as const).map((placeType) => ({
      key: ['own-facility.open', placeType, 'count'].filter(Boolean).join('.'),
      label: `未修复设施${placeType}`,
      unit: '处',
      aggregate: 'count' as const,
      ...(placeType === '' ? {} : { placeType }),
      where: { field: 'status', equals: '未修复' },
      asOf: true,
    })),
    {
      key: 'own-facility.mended.count',
      label: '已修复设施',
      unit: '处',
      aggregate: 'count' as const,
      where: { field: 'status', equals: '已修复' },
    },
  ],
}

/** A clean-up that collected something, changed where a test needs it otherwise. */
export function cleanup(placeId: string | null, changes: Partial<EntryDraft> = {}): EntryDraft {
  const day = changes.dayFrom ?? '2026-03-12'
  const amounts = { piles: '2', tons: '1.5' }
  return {
    kind: 'cleanup',
    placeId,
    dayFrom: day,
    dayTo: day,
    amounts,
    fields: {},
    parties: {},
    via: 'form',
    ...changes,
  }
}
