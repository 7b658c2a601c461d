-- The ledger: kinds as data, entries with their measures, photos, and the roll-up every figure reads.
create table kind (
  community_id uuid not null references org,
  code text not null,
  id uuid not null,
  def jsonb not null,
  version integer not null,
  primary key (community_id, code)
);

create table campaign (
  community_id uuid not null references org,
  id uuid not null,
  name text not null,
  issuer text not null default '',
  kinds text[] not null default '{}',
  targets jsonb not null default '[]',
  valid_from date not null,
  valid_to date,
  version integer not null,
  primary key (community_id, id),
  unique (community_id, name)
);

-- An entry happened on day_from … day_to. One without a day of its own spans its whole year.
create table entry (
  community_id uuid not null references org,
  id uuid not null,
  kind text not null,
  place_id uuid,
  locus text not null default '',
  day_from date not null,
  day_to date not null,
  campaign_id uuid,
  fields jsonb not null default '{}',
  note text not null default '',
  author uuid not null,
  via text not null check (via in ('form', 'import', 'chat', 'phone', 'demo')),
  state text not null default 'live' check (state in ('live', 'withdrawn')),
  version integer not null,
  position bigint not null,
  recorded_at timestamptz not null,
  terms text[] not null default '{}',
  primary key (community_id, id),
  foreign key (community_id, place_id) references place (community_id, id),
  foreign key (community_id, campaign_id) references campaign (community_id, id),
  check (day_to >= day_from)
);
-- The included columns are what the place wall and a period look at, so that a page far down is found in the index alone.
create index entry_by_day on entry (community_id, day_from desc, id desc)
  include (day_to, place_id, author) where state = 'live';
create index entry_by_kind on entry (community_id, kind, day_from desc, id desc)
  include (day_to, place_id, author) where state = 'live';
create index entry_by_place on entry (community_id, place_id, day_from desc, id desc) where state = 'live';
create index entry_by_author on entry (community_id, author, day_from desc, id desc) where state = 'live';
create index entry_by_campaign on entry (community_id, campaign_id, day_from desc, id desc)
  where state = 'live' and campaign_id is not null;
-- Those of several days or a whole year: few, and asked for by both ends.
create index entry_several_days on entry (community_id, kind, day_from, day_to)
  include (place_id, author) where state = 'live' and day_to > day_from;
create index entry_withdrawn on entry (community_id, day_from desc, id desc) where state = 'withdrawn';
create index entry_terms on entry using gin (terms) where state = 'live';

-- Number and unit of a live entry; never converted. kind, place and days stand here again so that totals over any
-- filter read this narrow table alone (the derivation test proves them equal to the entry's).
create table measure (
  community_id uuid not null references org,
  entry_id uuid not null,
  measure text not null,
  unit text not null,
  amount numeric not null,
  kind text not null,
  place_id uuid,
  author uuid not null,
  day_from date not null,
  day_to date not null,
  primary key (community_id, entry_id, measure),
  foreign key (community_id, entry_id) references entry (community_id, id)
);
create index measure_by_kind on measure (community_id, kind, measure, day_from, day_to)
  include (amount, place_id, author);
create index measure_several_days on measure (community_id, kind, measure, day_from, day_to) where day_to > day_from;

-- Units, teams and people named in a live entry, for distinct counts.
create table entry_party (
  community_id uuid not null references org,
  entry_id uuid not null,
  field text not null,
  party_id uuid not null,
  kind text not null,
  place_id uuid,
  author uuid not null,
  day_from date not null,
  day_to date not null,
  primary key (community_id, entry_id, field, party_id),
  foreign key (community_id, entry_id) references entry (community_id, id),
  foreign key (community_id, party_id) references party (community_id, id)
);
create index on entry_party (community_id, kind, field, day_from, day_to);
create index on entry_party (community_id, party_id);

create table photo (
  community_id uuid not null references org,
  sha256 text not null,
  bytes integer not null,
  type text not null,
  width integer not null,
  height integer not null,
  taken_at timestamptz,
  source text not null default 'album' check (source in ('camera', 'album', 'unknown')),
  camera_sha256 text,
  dhash text,
  created_at timestamptz not null,
  primary key (community_id, sha256)
);

create table entry_photo (
  community_id uuid not null references org,
  entry_id uuid not null,
  sha256 text not null,
  role text not null default 'scene' check (role in ('scene', 'before', 'after')),
  ord integer not null default 0,
  primary key (community_id, entry_id, sha256, role),
  foreign key (community_id, entry_id) references entry (community_id, id),
  foreign key (community_id, sha256) references photo (community_id, sha256)
);
create index on entry_photo (community_id, sha256);

-- How often a member (place, party) was seen in a span: 2020, 2020Q1 or 2020-03. Only the step between none and some
-- changes a distinct count.
create table seen (
  community_id uuid not null references org,
  span text not null,
  kind text not null,
  dimension text not null,
  member_id uuid not null,
  entries integer not null,
  primary key (community_id, kind, dimension, span, member_id)
);

-- Append-only deltas written with the record, folded into the roll-up; a read adds what is not folded yet.
create table rollup_delta (
  community_id uuid not null references org,
  position bigint not null,
  span text not null,
  kind text not null,
  measure text not null,
  unit text not null,
  amount numeric not null,
  entries integer not null
);
create index on rollup_delta (community_id, kind, measure);

create table rollup (
  node_id uuid not null references org,
  kind text not null,
  measure text not null,
  unit text not null,
  span text not null,
  amount numeric not null,
  entries bigint not null,
  primary key (node_id, kind, measure, unit, span)
);

grant select, insert, update on kind, campaign, entry, photo, seen to ybz_app;
grant select, insert, update, delete on measure, entry_party, entry_photo, seen to ybz_app;
grant select, insert on rollup_delta to ybz_app;
grant select on rollup to ybz_app;
select ybz_wall(t) from unnest(array['kind', 'campaign', 'photo', 'seen', 'rollup_delta']) t;

-- A grid member sees what happened at the places of their duties and what they recorded themselves.
create function ybz_place_wall(name text) returns void language plpgsql as $$
begin
  perform ybz_owner_passes(name);
  execute format($p$create policy community on %I to ybz_app
    using (community_id = any ((select ybz_communities())::uuid[])
           and ((select ybz_all_places()) or place_id = any ((select ybz_places())::uuid[])
                or author = (select ybz_actor())))$p$, name);
end $$;
select ybz_place_wall(t) from unnest(array['entry', 'measure', 'entry_party']) t;

select ybz_owner_passes('entry_photo');
create policy community on entry_photo to ybz_app
  using (community_id = any ((select ybz_communities())::uuid[])
         and ((select ybz_all_places())
              or exists (select from entry e where e.community_id = entry_photo.community_id and e.id = entry_id)));

select ybz_owner_passes('rollup');
create policy node on rollup for select to ybz_app using (node_id = any ((select ybz_nodes())::uuid[]));

-- Ids of live records whose text holds all the words, at most so many. Behind a wall an index answers only for
-- comparisons known to tell nothing of the rows they reject, and "this array holds that one" is not among them; so the
-- word index is asked here, past the wall. Ids alone come out, and whoever asks joins them with what they may see.
create function ybz_entries_with(community uuid, words text[], most integer) returns setof uuid
  language sql stable security definer set search_path from current
  begin atomic
    select id from entry where community_id = community and state = 'live' and terms @> words
      and community = any (ybz_communities()) limit most;
  end;
revoke execute on function ybz_entries_with from public;
grant execute on function ybz_entries_with to ybz_app;
