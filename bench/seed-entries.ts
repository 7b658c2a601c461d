import type pg from 'pg'
import { RARE_EVERY, seedNotes } from './seed-notes.ts'

const KINDS = `array['cleanup', 'cleanup', 'cleanup', 'cleanup', 'cleanup', 'cleanup', 'friday', 'friday', 'ad-round', 'ad-round',
  'demolition', 'volunteer-event', 'volunteer-event', 'publicity-post', 'publicity-post', 'meeting', 'patrol', 'patrol', 'visit', 'room-activity']`
const MEASURES = `(values
  ('cleanup', 'piles', '处', 4), ('cleanup', 'tons', '吨', 2), ('cleanup', 'smallAds', '条', 80), ('cleanup', 'vehicles', '辆', 12),
  ('friday', 'attendance', '人次', 40), ('ad-round', 'adRepaired', '处', 6), ('ad-round', 'graffiti', '处', 90),
  ('demolition', 'rooms', '间', 7), ('demolition', 'area', '平方米', 60), ('volunteer-event', 'attendance', '人次', 45),
  ('volunteer-event', 'hours', '小时', 3), ('meeting', 'attendance', '人次', 30), ('patrol', 'found', '处', 5),
  ('patrol', 'fixed', '处', 3), ('visit', 'visits', '户次', 20), ('visit', 'leaflets', '份', 50),
  ('renovation', 'households', '户', 40)) m (kind, measure, unit, most)`
/** Statements stay small enough that a seed of 20 million needs no more memory than one of a million. */
const CHUNK = 500_000

/**
 * Records of ten kinds on days from 2024 to 2026: one in a thousand spans its whole year, one in 500 several days, one
 * in twenty has a photo. Which ones follows from the record's number alone, so two seeds of one size are alike.
 */
export async function seedEntries(
  client: pg.PoolClient,
  community: string,
  entries: number,
  log: (line: string) => void,
): Promise<void> {
  const run = (text: string, values: unknown[] = []): Promise<unknown> => client.query(text, [community, ...values])
  const notes = seedNotes()
  for (let from = 1; from <= entries; from += CHUNK) {
    const to = Math.min(entries, from + CHUNK - 1)
    await run(RECORDS, [from, to, JSON.stringify(notes), notes.length])
    log(`${to.toLocaleString('en')} of ${entries.toLocaleString('en')} records seeded`)
  }
  await run(
    `insert into position_counter values ($1, $2) on conflict (community_id) do update set position = excluded.position`,
    [entries + 1],
  )
  await run(MEMBERS)
  await run(ROLLED)
}

/** Scattered evenly: a multiplicative hash of the record's number, and slices of it. */
const SCATTER = `cross join lateral (select n * 2654435761 % 4294967296 as h) s`
const ID = `(lpad(to_hex(1704067200000 + d.day * 86400000::bigint + n % 86400000), 12, '0') || '7'
  || substr(md5($1::text || n), 1, 3) || 'a' || substr(md5($1::text || n), 4, 15))::uuid`

const RECORDS = `
  with notes as materialized (
    select at, x ->> 'text' as text, array(select jsonb_array_elements_text(x -> 'terms')) as terms
    from jsonb_array_elements($4::jsonb) with ordinality j (x, at)),
  made as (
    insert into entry (community_id, id, kind, place_id, day_from, day_to, fields, note, author, via, version, position, recorded_at, terms, photo_count)
    select $1, ${ID}, k.kind, p.ids[1 + h / 16 % cardinality(p.ids)], w.day_from, w.day_to,
      '{}',
      t.text, ('00000000-0000-7000-8000-' || lpad((1 + h / 512 % 10)::text, 12, '0'))::uuid, 'import', 1, n + 1, now(), t.terms, case when (n + 1) % 20 = 0 then 1 else 0 end
    from generate_series($2::bigint, $3::bigint) n ${SCATTER}
    cross join (select array_agg(id order by type, name) as ids from place where community_id = $1 and type <> 'grid') p
    join notes t on t.at = case when n % ${RARE_EVERY} = 0 then 1 else 2 + h / 8192 % ($5::bigint - 1) end
    cross join lateral (select (h / 1048576 % 1096)::int as day) d
    cross join lateral (select case when n % 1000 = 999 then 'renovation' else (${KINDS})[1 + h / 65536 % 20] end as kind) k
    cross join lateral (select date '2024-01-01' + d.day as day) y
    cross join lateral (select
      case when n % 1000 = 999 then date_trunc('year', y.day)::date else y.day end as day_from,
      case when n % 1000 = 999 then (date_trunc('year', y.day) + interval '1 year - 1 day')::date
        when n % 500 = 250 then y.day + 2 else y.day end as day_to) w
    returning *),
  measured as (
    insert into measure (community_id, entry_id, measure, unit, amount, kind, place_id, author, day_from, day_to)
    select $1, e.id, m.measure, m.unit, (1 + e.position * 31 % (m.most * 4)) / 4.0, e.kind, e.place_id, e.author, e.day_from, e.day_to
    from made e join ${MEASURES} on m.kind = e.kind),
  -- Two units at every Friday, one team at every volunteers' event.
  named as (
    insert into entry_party (community_id, entry_id, field, party_id, kind, place_id, author, day_from, day_to)
    select $1, e.id, f.field, u.ids[1 + (e.position * 7 + f.more) % cardinality(u.ids)], e.kind, e.place_id, e.author, e.day_from, e.day_to
    from made e join (values ('friday', 'units', 'unit', 0), ('friday', 'units', 'unit', 1), ('volunteer-event', 'teams', 'team', 0))
      f (kind, field, party, more) on f.kind = e.kind
    join (select kind, array_agg(id) as ids from party where community_id = $1 group by kind) u on u.kind = f.party),
  pictured as (
    insert into photo (community_id, sha256, bytes, type, width, height, created_at)
    select $1, md5(id::text) || md5(position::text), 300000, 'image/jpeg', 1600, 1200, now() from made where position % 20 = 0)
  insert into entry_photo (community_id, entry_id, sha256)
  select $1, id, md5(id::text) || md5(position::text) from made where position % 20 = 0`

/** Every month, quarter and year that holds the record wholly. */
const WITHIN = `cross join lateral (
  select span from (values (to_char(day_from, 'YYYY'), to_char(day_to, 'YYYY')),
    (to_char(day_from, 'YYYY"Q"Q'), to_char(day_to, 'YYYY"Q"Q')), (to_char(day_from, 'YYYY-MM'), to_char(day_to, 'YYYY-MM'))) v (span, ends)
  where span = ends) s`

const MEMBERS = `
  insert into seen (community_id, span, kind, dimension, member_id, entries)
  select community_id, s.span, kind, '~party:' || field, party_id, count(*)
  from entry_party ${WITHIN} where community_id = $1 group by 1, 2, 3, 4, 5`

const SPAN = `case when to_char(day_from, 'MM-DD') = '01-01' and day_to = (date_trunc('year', day_from) + interval '1 year - 1 day')::date
    then to_char(day_from, 'YYYY')
  when to_char(day_from, 'YYYY-MM') = to_char(day_to, 'YYYY-MM') then to_char(day_from, 'YYYY-MM')
  else to_char(day_from, 'YYYY-MM') || '~' || to_char(day_to, 'YYYY-MM') end`

const ROLLED = `
  insert into rollup (node_id, kind, measure, unit, span, amount, entries)
  select a.node_id, x.kind, x.measure, x.unit, x.span, sum(x.amount), sum(x.entries) from (
    select kind, measure, unit, ${SPAN} as span, sum(amount) as amount, count(*) as entries
    from measure where community_id = $1 group by 1, 2, 3, 4
    union all
    select kind, '~count', '', ${SPAN}, count(*), count(*) from entry where community_id = $1 group by 1, 4
    union all
    select kind, '~party:' || field, '', s.span, count(distinct party_id), count(distinct entry_id)
    from entry_party ${WITHIN} where community_id = $1 group by 1, 2, 4) x
  join org_above a on a.org_id = $1 group by 1, 2, 3, 4, 5
  on conflict (node_id, kind, measure, unit, span) do update
    set amount = rollup.amount + excluded.amount, entries = rollup.entries + excluded.entries`
