import type { Plan, PlannedRow } from './plan-model.ts'
import type { Desk } from './row-drafts.ts'

/** Only what rows that will be written really use: a place named in a broken row alone is not made. */
export function usedOnly(desk: Desk, rows: PlannedRow[]): Pick<Plan, 'campaigns' | 'places' | 'parties'> {
  const used = new Set<string>()
  const take = (id: string | null | undefined): void => void (id && used.add(id))
  for (const { acts } of rows) {
    for (const act of acts) {
      if (act.type === 'entry') {
        take(act.draft.placeId)
        take(act.draft.campaignId)
        Object.values(act.draft.parties).flat().forEach(take)
      } else if (act.type === 'case') {
        take(act.draft.placeId)
        take(act.draft.partyId)
      } else if (act.type === 'place') take(act.draft.parentId)
      else if (act.type === 'party') take(act.draft.stationId)
      else if (act.type === 'asset') take(act.draft.placeId)
      else if (act.type === 'duty') take(act.draft.partyId)
    }
  }
  const own = new Set(rows.flatMap((row) => row.acts.map((act) => ('id' in act.draft ? act.draft.id : ''))))
  const { campaigns, places, parties } = desk.brought
  return {
    campaigns: campaigns.filter((campaign) => used.has(campaign.id)),
    places: places.filter((place) => used.has(place.id)),
    parties: parties.filter((party) => used.has(party.id) && !own.has(party.id)),
  }
}
