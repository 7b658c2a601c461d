import { type Day, yearSpan } from '#kernel/days.ts'
import { foldKey } from '#kernel/fold-text.ts'
import type { PartyKind } from '#slices/people/schema.ts'
import type { FindingNote } from './finding-note.ts'
import type { Act, Known, KnownCase, KnownDuty, Plan, PlanContext } from './plan-model.ts'
import { type KnownPlace, type PlaceBook, placeBook } from './place-book.ts'
import type { FindingCode } from './finding-texts.ts'
import type { RowReading } from './read-row.ts'
import type { ImportTargetDef } from './target-def.ts'

/** What is known while rows become drafts; grows with every place, party and campaign the file brings. */
export interface Desk {
  context: PlanContext
  span: { from: Day; to: Day }
  places: PlaceBook
  party: (kind: PartyKind, name: string) => string
  campaign: (name: string, kind: string) => string
  knownParty: (kind: PartyKind, name: string) => string | undefined
  nameParty: (kind: PartyKind, name: string, id: string) => void
  partyFrom: (id: string) => Day | undefined
  assetFrom: (id: string) => Day | undefined
  duty: (partyId: string, role: string, placeId: string) => KnownDuty | undefined
  caseOf: (id: string) => KnownCase | undefined
  dutyById: (id: string) => KnownDuty | undefined
  /** A place the file names in passing and that is made with it. */
  bring: (place: Pick<KnownPlace, 'type' | 'name' | 'parentId'>) => KnownPlace
  brought: Pick<Plan, 'campaigns' | 'places' | 'parties'>
}

export interface RowInput {
  target: ImportTargetDef
  reading: RowReading
  /** What this row became before, by object type; new ids are made for the rest. */
  linked: Map<string, string>
  /** A place the clerk picked for this row. */
  placeId: string | null
  /** Cell address of a field in this row even where the cell is empty. */
  address: (field: string) => string | null
  desk: Desk
}

export interface RowDrafts {
  acts: Act[]
  notes: FindingNote[]
}

export function openDesk(known: Known, context: PlanContext): Desk {
  const span = yearSpan(context.year)
  const places = placeBook(known.places)
  const brought: Desk['brought'] = { campaigns: [], places: [], parties: [] }
  const parties = new Map(known.parties.map((party) => [`${party.kind}\n${foldKey(party.name)}`, party.id]))
  const campaigns = new Map(known.campaigns.map((campaign) => [foldKey(campaign.name), campaign.id]))
  const duties = new Map(
    known.duties
      .filter((duty) => duty.validTo === null)
      .map((duty) => [`${duty.partyId}\n${duty.role}\n${duty.placeId}`, duty]),
  )
  const dutiesById = new Map(known.duties.map((duty) => [duty.id, duty]))
  const partiesFrom = new Map(known.parties.map((party) => [party.id, party.validFrom]))
  return {
    context,
    span,
    places,
    brought,
    party: (kind, name) => {
      const key = `${kind}\n${foldKey(name)}`
      let id = parties.get(key)
      if (id === undefined) {
        id = context.newId()
        parties.set(key, id)
        brought.parties.push({ id, kind, name, attrs: {}, validFrom: span.from })
      }
      return id
    },
    campaign: (name, kind) => {
      const key = foldKey(name)
      let id = campaigns.get(key)
      const made = brought.campaigns.find((campaign) => campaign.id === id)
      if (id === undefined) {
        id = context.newId()
        campaigns.set(key, id)
        brought.campaigns.push({ id, name, kinds: [kind], targets: [], validFrom: span.from, validTo: span.to })
      } else if (made && !made.kinds!.includes(kind)) made.kinds!.push(kind)
      return id
    },
    knownParty: (kind, name) => parties.get(`${kind}\n${foldKey(name)}`),
    nameParty: (kind, name, id) => void parties.set(`${kind}\n${foldKey(name)}`, id),
    partyFrom: (id) => partiesFrom.get(id),
    assetFrom: (id) => known.assetsFrom.get(id),
    caseOf: (id) => known.cases.get(id),
    dutyById: (id) => dutiesById.get(id),
    duty: (partyId, role, placeId) => duties.get(`${partyId}\n${role}\n${placeId}`),
    bring: ({ type, name, parentId }) => {
      const id = context.newId()
      const place: KnownPlace = {
        id,
        type,
        name,
        parentId,
        attrs: {},
        note: '',
        aliases: [],
        validFrom: span.from,
        validTo: null,
      }
      places.add(place)
      brought.places.push({ id, type, name, parentId, attrs: {}, validFrom: span.from })
      return place
    },
  }
}

/** Says something about one field of a row. */
export function noteOn(
  input: RowInput,
  field: string,
  code: FindingCode,
  severity: FindingNote['severity'],
  params: FindingNote['params'] = {},
): FindingNote {
  const { reading, target } = input
  return {
    sheet: reading.sheet,
    cell: reading.refs[field] || input.address(field),
    row: reading.row,
    code,
    severity,
    field,
    params: {
      label: target.fields.find((one) => one.key === field)?.label ?? field,
      said: reading.texts[field] ?? '',
      ...params,
    },
  }
}
