-- Nothing adds jobs inside a recording: the queue runs by the clock alone.
drop function ybz_enqueue(text, jsonb, text);

-- Opening the ledger of one place, or of one author, is answered by the index alone: what the list's filters ask of a
-- row before it is fetched stands in the index beside its key.
drop index entry_by_place;
create index entry_by_place on entry (community_id, place_id, day_from desc, id desc)
  include (day_to, kind, author) where state = 'live';
drop index entry_by_author;
create index entry_by_author on entry (community_id, author, day_from desc, id desc)
  include (day_to, kind, place_id) where state = 'live';

-- The word index asked past the row wall, as before, and now by no other index: walking the community's other indexes
-- for a word takes ten times as long. "is not distinct from" keeps the planner from offering them.
create or replace function ybz_entries_with(community uuid, words text[], most integer) returns setof uuid
  language sql stable security definer set search_path from current set enable_seqscan = off
  begin atomic
    select id from entry where community_id is not distinct from community and state = 'live' and terms @> words
      and community = any (ybz_communities()) limit most;
  end;
