import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import { kept, slot } from '#kernel/node/kept.ts'
import { likePattern } from '#kernel/node/like-pattern.ts'
import type { Reader } from '#kernel/reader.ts'
import type { EntryFilter } from './schema.ts'
import { placesBelow } from './store-places.ts'
import { searchWords } from '#kernel/terms.ts'

export interface ResolvedFilter {
  /** What to read: the table, or where a rare word is sought only the records that hold it. Aliased `e`. */
  from: RawBuilder<unknown>
  /** Conditions on `e`. */
  where: RawBuilder<unknown>
  /** The same, written so that no index of places is offered: for pages of a filter that leaves very many. */
  walking: RawBuilder<unknown>
  /** Only kind and days narrow it, and the reader sees every place: the roll-up can count it. */
  plain: boolean
  /** few: read from a short list. many: known to be more than are counted. */
  size: 'few' | 'many' | 'unknown'
}

/** Turns a filter into conditions on entry `e`; looks up what is below the place and whom the words name. */
export async function resolveFilter(tx: Tx, reader: Reader, filter: EntryFilter): Promise<ResolvedFilter> {
  const community = reader.communityId
  const live = filter.state !== 'withdrawn'
  const all: RawBuilder<unknown>[] = [
    sql`e.community_id = ${community}::uuid`,
    // Written out, not as a parameter, so that the planner sees the partial indexes fit.
    live ? sql`e.state = 'live'` : sql`e.state = 'withdrawn'`,
  ]
  if (filter.kind) all.push(sql`e.kind = ${filter.kind}`)
  if (filter.from) all.push(sql`e.day_from >= ${filter.from}::date`)
  if (filter.to) all.push(sql`e.day_from <= ${filter.to}::date and e.day_to <= ${filter.to}::date`)
  if (filter.campaign) all.push(sql`e.campaign_id = ${filter.campaign}::uuid`)
  if (filter.author) all.push(sql`e.author = ${filter.author}::uuid`)
  if (filter.mine) all.push(sql`e.author = ${reader.actor}::uuid`)
  if (filter.via) all.push(sql`e.via = ${filter.via}`)
  if (filter.photos) all.push(filter.photos === 'yes' ? sql`e.photo_count > 0` : sql`e.photo_count = 0`)
  const alone = all.length === 2 && !filter.place && live && reader.places === null
  const search = filter.text ? await searchFor(tx, community, searchWords(filter.text), live) : null
  if (search) all.push(...search.where)
  const at = filter.place && sql`e.place_id = any(${await placesBelow(tx, community, filter.place)}::uuid[])`
  const { place, campaign, author, mine, via, photos } = filter
  const plain = !place && !campaign && !author && !mine && !via && !photos && live && !search && reader.places === null
  const few = search?.few
  return {
    // The fence (offset 0) keeps the planner from walking all days past a short list of ids.
    from: few
      ? sql`(select * from entry x where x.community_id = ${community}::uuid and x.id = any(${few}::uuid[]) offset 0) e`
      : sql`entry e`,
    where: sql.join(at ? [...all, at] : all, sql` and `),
    walking: sql.join(at ? [...all, sql`(${at}) is true`] : all, sql` and `),
    plain,
    size: few ? 'few' : alone && search?.common ? 'many' : 'unknown',
  }
}

interface Search {
  where: RawBuilder<unknown>[]
  /** Every record that can match, when they are few and no word but one names a place or a party. */
  few: Ids | null
  /** Only the text is sought, and more records hold it than are counted. */
  common: boolean
}

// Each word must be in the record's own text, or in the name of its place or of a party it names.
async function searchFor(
  tx: Tx,
  community: string,
  words: { word: string; pairs: string[] }[],
  live: boolean,
): Promise<Search | null> {
  if (words.length === 0) return null
  const like = words.map(({ word }) => likePattern(word))
  const named = await sql<{ at: number; places: string[]; parties: string[] }>`
    select w.at::int, array(select l.id from place_step l
        where l.community_id = ${community}::uuid and lower(l.name) like w.word limit 5000) as places,
      array(select b.id from party_label b
        where b.community_id = ${community}::uuid and lower(b.name) like w.word limit 500) as parties
    from unnest(${like}::text[]) with ordinality as w (word, at)`.execute(tx)
  const search: Search = { where: [], few: null, common: false }
  // Words that name no place and no party can only stand in the text: all of them are sought there at once.
  const plain: string[][] = []
  for (const [index, { word, pairs }] of words.entries()) {
    const { places, parties } = named.rows.find((row) => row.at === index + 1)!
    if (places.length + parties.length === 0 && pairs.length > 0 && live) {
      plain.push(pairs)
      continue
    }
    const any = [inText(word, pairs, live && pairs.length > 0 ? await recordsWith(tx, community, [pairs]) : null)]
    if (places.length > 0) any.push(sql`e.place_id = any(${places}::uuid[])`)
    if (parties.length > 0) {
      any.push(sql`e.id = any(array(select p.entry_id from entry_party p
        where p.community_id = ${community}::uuid and p.party_id = any(${parties}::uuid[])))`)
    }
    search.where.push(sql`(${sql.join(any, sql` or `)})`)
  }
  if (plain.length > 0) {
    search.few = await recordsWith(tx, community, plain)
    search.common = search.few === null && search.where.length === 0
    if (!search.few) search.where.push(inText('', plain.flat(), null))
  }
  return search
}

/** A word in more records than this is found faster by walking the days than by its list of records. */
const RARE = 10_000

/** The records that hold all of these words; null when they are many. */
async function recordsWith(tx: Tx, community: string, words: string[][]): Promise<Ids | null> {
  const [found] = await holding(tx, [community, words.map((pairs) => pairs.join(' ')), RARE])
  return found!.ids
}

/** A list of ids as PostgreSQL writes it: it comes from there and goes back unread. */
type Ids = string

const holding = kept<{ ids: Ids | null }>(
  sql`select ybz_entries_with(${slot(1)}::uuid, ${slot(2)}::text[], ${slot(3)})::text as ids`,
)

function inText(word: string, pairs: string[], records: Ids | null): RawBuilder<unknown> {
  if (records) return sql`e.id = any(${records}::uuid[])`
  if (pairs.length > 0) return sql`e.terms @> ${pairs}::text[]`
  return sql`exists (select from unnest(e.terms) t where t like ${likePattern(word)})`
}
