import type { PartyAttrs, PartyKind } from './schema.ts'

/** A party as history keeps it. The name only of units and teams: a person's stands in party_detail alone. */
export interface PartyBody {
  kind: PartyKind
  name: string
  phone: string
  stationId: string | null
  attrs: PartyAttrs
  validFrom: string
  validTo: string | null
}

/** What may go into history, which is never erased: no phone of anybody, no name or title of a person. */
export function historyBody(body: PartyBody): Record<string, unknown> {
  const { name, phone: _, ...rest } = body
  if (body.kind !== 'person') return { ...rest, name }
  const { title: __, ...attrs } = rest.attrs
  return { ...rest, attrs }
}
