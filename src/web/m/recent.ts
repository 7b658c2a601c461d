import { disk } from './phone.ts'
import type { Who } from './who.ts'

/** What this person recorded lately on this phone, newest first: what they most likely record next. */
export interface Recent {
  kinds: string[]
  places: string[]
  /** kind → the place it was last recorded at. */
  placeOf: Record<string, string>
}

export const NOTHING_RECENT: Recent = { kinds: [], places: [], placeOf: {} }
const keyOf = ({ accountId, community }: Who): string => `recent:${accountId}:${community}`

export const recentOf = async (who: Who): Promise<Recent> => (await disk.kept<Recent>(keyOf(who))) ?? NOTHING_RECENT

export async function remember(who: Who, kind: string | null, placeId: string | null): Promise<void> {
  const { kinds, places, placeOf } = await recentOf(who)
  const first = (one: string | null, all: string[]): string[] =>
    one === null ? all : [one, ...all.filter((other) => other !== one)].slice(0, 12)
  await disk.keep(keyOf(who), {
    kinds: first(kind, kinds),
    places: first(placeId, places),
    placeOf: kind && placeId ? { ...placeOf, [kind]: placeId } : placeOf,
  } satisfies Recent)
}

/** How lately this kind was recorded: 0 the latest; those never recorded come after all others, alike. */
export function rankOf({ kinds }: Recent, code: string): number {
  const at = kinds.indexOf(code)
  return at === -1 ? kinds.length : at
}
