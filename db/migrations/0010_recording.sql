-- What a batch of records depends on, read in one trip: takes the community's turn, then looks up what the batch names.
-- Every look sees what was there once the turn had come, because each statement in here has a view of its own.
-- It runs with the rights of whoever asks, behind their row wall; plans are made once for a connection, not per call.
create function ybz_look(community uuid, entry_ids uuid[], place_ids uuid[], party_ids uuid[], campaign_ids uuid[],
  photo_ids text[], kind_codes text[], brought text,
  out entries jsonb, out places jsonb, out parties jsonb, out campaigns jsonb, out photos jsonb, out kinds jsonb)
language plpgsql set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  perform from position_counter where community_id = community for update;
  if not found then
    insert into position_counter (community_id, position) values (community, 0)
      on conflict (community_id) do update set position = position_counter.position;
  end if;
  if entry_ids <> '{}' then
    entries := (select jsonb_agg(id) from entry where community_id = community and id = any(entry_ids));
  end if;
  if place_ids <> '{}' then
    -- Each place with itself and what stands above it, the nearest of each type.
    places := (
      with recursive up as (
        select s.id as place_id, s.id, s.parent_id, s.type, 0 as depth from place_step s
        where s.community_id = community and s.id = any(place_ids)
        union all
        select up.place_id, s.id, s.parent_id, s.type, up.depth + 1
        from up join place_step s on s.community_id = community and s.id = up.parent_id where up.depth < 12),
      near as (select distinct on (place_id, type) place_id, type, id from up order by place_id, type, depth)
      select jsonb_object_agg(place_id, line) from (
        select place_id, jsonb_agg(jsonb_build_object('type', type, 'id', id)) as line from near group by 1) n);
  end if;
  if party_ids <> '{}' then
    parties := (select jsonb_object_agg(id, kind) from party_label
      where community_id = community and id = any(party_ids));
  end if;
  if campaign_ids <> '{}' then
    campaigns := (select jsonb_agg(id) from campaign where community_id = community and id = any(campaign_ids));
  end if;
  if photo_ids <> '{}' then
    -- Whoever sees part of the places may use the photos they can see, so that knowing a hash is no right to a photo.
    photos := (select jsonb_agg(p.sha256) from photo p
      where p.community_id = community and p.sha256 = any(photo_ids)
        and ((select ybz_all_places()) or p.sha256 = brought or exists (select from entry_photo f
          where f.community_id = p.community_id and f.sha256 = p.sha256)));
  end if;
  if kind_codes <> '{}' then
    kinds := (select jsonb_object_agg(code, def) from kind where community_id = community and code = any(kind_codes));
  end if;
end $$;
revoke execute on function ybz_look from public;
grant execute on function ybz_look to ybz_app;

-- Which of these ids records have taken, seen or not: whoever asks knows the ids and learns no more than that.
create function ybz_entries_taken(community uuid, ids uuid[]) returns setof uuid
  language sql stable security definer set search_path from current
  begin atomic
    select id from entry where community_id = community and id = any(ids) and community = any (ybz_communities());
  end;
revoke execute on function ybz_entries_taken from public;
grant execute on function ybz_entries_taken to ybz_app;

-- A figure asks for a stretch of spans of one measure: with the span before the unit, and in the order of its bytes
-- whatever the server's language, the stretch is read and nothing else.
alter table rollup alter column span type text collate "C";
alter table rollup drop constraint rollup_pkey;
alter table rollup add primary key (node_id, kind, measure, span, unit);

-- The word index asked past the row wall, as before: the records that hold all of the words, each given as its pairs of
-- characters with blanks between. What it finds comes as one list, and none at all when there are more than `most`.
-- To learn of a common word that it is common, the index would have to list all its records: so the planner is asked
-- first how many it expects, and far more than `most` is answer enough. It knows a word by its rarest pair.
drop function ybz_entries_with(uuid, text[], integer);
create function ybz_entries_with(community uuid, words text[], most integer) returns uuid[]
language plpgsql security definer set search_path from current set enable_seqscan = off as $$
declare
  asked constant text := 'explain (format json) select from entry
    where community_id is not distinct from $1 and state = ''live'' and terms @> $2';
  pairs text[] := '{}';
  plan json;
  every float;
  expected float;
  least float;
  word text;
  pair text;
  found_ids uuid[];
begin
  if not community = any (ybz_communities()) then return null; end if;
  execute asked into plan using community, '{}'::text[];
  every := greatest(1, (plan #>> '{0,Plan,Plan Rows}')::float);
  expected := every;
  foreach word in array words loop
    least := every;
    foreach pair in array string_to_array(word, ' ') loop
      pairs := pairs || pair;
      execute asked into plan using community, array[pair];
      least := least(least, (plan #>> '{0,Plan,Plan Rows}')::float);
    end loop;
    expected := expected * least / every;
  end loop;
  if expected > 3 * most then return null; end if;
  found_ids := array(
    select id from entry where community_id is not distinct from community and state = 'live' and terms @> pairs
    limit most + 1);
  return case when cardinality(found_ids) <= most then found_ids end;
end $$;
revoke execute on function ybz_entries_with from public;
grant execute on function ybz_entries_with to ybz_app;

-- Whether a record has photos stands on the record itself, so that a list of those that do reads an index alone.
alter table entry add column photo_count integer not null default 0;
update entry e set photo_count = f.photos
from (select community_id, entry_id, count(*) as photos from entry_photo group by 1, 2) f
where f.community_id = e.community_id and f.entry_id = e.id;
create index entry_with_photos on entry (community_id, day_from desc, id desc)
  include (day_to, kind, place_id, author) where state = 'live' and photo_count > 0;
