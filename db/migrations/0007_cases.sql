-- Problems to their end: the case as it stands, its photos, who follows it, and the papers sent about it. What happened
-- to a case is its history; the row here is what the last event left, and the derivation test holds the two together.

-- The parties an account stands for (the person, and the unit they belong to), so that a unit sees what is its own.
alter table account add column unit_id uuid;
grant insert (unit_id), update (unit_id) on account to ybz_app;

create function ybz_parties() returns uuid[] language sql stable parallel safe
  return coalesce(nullif(current_setting('ybz.parties', true), '')::uuid[], '{}');

create table problem_case (
  community_id uuid not null references org,
  id uuid not null,
  type_code text not null default '',
  point_type text not null default '',
  check_item text not null default '',
  severity text not null check (severity in ('ordinary', 'serious', 'urgent')),
  issue text not null,
  place_id uuid,
  locus text not null default '',
  source text not null
    check (source in ('patrol', 'assessment', 'superior', 'hotline', 'resident', 'import', 'sample')),
  source_ref text not null default '',
  found_on date not null,
  handed_down boolean not null default false,
  author uuid not null,
  recorded_at timestamptz not null,
  state text not null check (state in ('reported', 'declined', 'accepted', 'dispatched', 'returned', 'fixing',
    'extending', 'suspended', 'coordinating', 'fed-back', 'closed', 'kept', 'relapsed')),
  party_id uuid,
  -- Every party it was ever handed to: whoever sent it back still sees what became of it.
  handed_to uuid[] not null default '{}',
  limit_n numeric,
  limit_unit text check (limit_unit in ('working-hours', 'working-days', 'calendar-days')),
  due_at timestamptz,
  stopped_at timestamptz,
  asked_until date,
  review_on date,
  outside text not null default '',
  accepted_at timestamptz,
  dispatched_at timestamptz,
  fed_back_at timestamptz,
  closed_at timestamptz,
  closed_by uuid,
  closing text check (closing in ('self', 'checked', 'before')),
  fixers uuid[] not null default '{}',
  fixer_parties uuid[] not null default '{}',
  by_community boolean not null default false,
  rework integer not null default 0,
  extensions integer not null default 0,
  suspensions integer not null default 0,
  joins integer not null default 0,
  check_above boolean not null default false,
  recheck_on date,
  recheck_kind text check (recheck_kind in ('after-deadline', 'scheduled', 'sample')),
  recheck_by uuid,
  rechecked_at timestamptz,
  relapse_of uuid,
  act jsonb not null default '{}',
  terms text[] not null default '{}',
  version integer not null,
  position bigint not null,
  primary key (community_id, id),
  foreign key (community_id, place_id) references place (community_id, id),
  foreign key (community_id, party_id) references party (community_id, id),
  foreign key (community_id, relapse_of) references problem_case (community_id, id),
  -- The closing rules once more, where no code path can step round them.
  constraint closed_by_another check (closing is distinct from 'checked' or not closed_by = any (fixers)),
  constraint closed_by_itself check (closing is distinct from 'self' or (not handed_down and source in ('patrol', 'import'))),
  constraint closed_whole check ((closing is null) = (closed_at is null))
);
-- Working lists are short beside all that was ever closed: each has an index of its own.
create index case_open_by_due on problem_case (community_id, state, due_at, id) include (place_id, author, handed_to, stopped_at, check_above)
  where closed_at is null and state <> 'declined';
create index case_open_by_place on problem_case (community_id, place_id, state, due_at)
  where closed_at is null and state <> 'declined';
create index case_by_found on problem_case (community_id, found_on desc, id desc) include (place_id, author, handed_to, state);
create index case_by_state on problem_case (community_id, state, found_on desc, id desc) include (place_id, author, handed_to);
create index case_by_place on problem_case (community_id, place_id, check_item, found_on desc, id desc);
create index case_by_party on problem_case (community_id, party_id, found_on desc, id desc) where party_id is not null;
create index case_by_due on problem_case (community_id, due_at) where due_at is not null;
create index case_by_closed on problem_case (community_id, closed_at) where closed_at is not null;
create index case_by_recorded on problem_case (community_id, recorded_at);
create index case_by_accepted on problem_case (community_id, accepted_at) where accepted_at is not null;
create index case_by_rechecked on problem_case (community_id, rechecked_at) where rechecked_at is not null;
create index case_by_recheck on problem_case (community_id, recheck_on)
  where recheck_on is not null and rechecked_at is null;
create index case_by_author on problem_case (community_id, author, found_on desc, id desc);
create index case_terms on problem_case using gin (terms);

create table case_photo (
  community_id uuid not null references org,
  case_id uuid not null,
  sha256 text not null,
  role text not null default 'scene' check (role in ('scene', 'before', 'after')),
  version integer not null,
  primary key (community_id, case_id, sha256, role),
  foreign key (community_id, case_id) references problem_case (community_id, id),
  foreign key (community_id, sha256) references photo (community_id, sha256)
);
create index on case_photo (community_id, sha256);

-- A resident who reported or joined: the code they look it up with (hashed), and how to reach them if they said so.
create table case_follow (
  community_id uuid not null references org,
  code_hash bytea not null,
  case_id uuid not null,
  contact text not null default '',
  said text not null default '' check (said in ('', 'fixed', 'not-fixed')),
  created_at timestamptz not null,
  primary key (community_id, code_hash),
  foreign key (community_id, case_id) references problem_case (community_id, id)
);
create index on case_follow (community_id, case_id);

-- Times allowed that the office changed from the shipped ones; type '' stands for every type.
create table case_limit (
  community_id uuid not null references org,
  type_code text not null,
  severity text not null check (severity in ('ordinary', 'serious', 'urgent')),
  id uuid not null,
  n numeric not null check (n > 0),
  unit text not null check (unit in ('working-hours', 'working-days', 'calendar-days')),
  version integer not null,
  primary key (community_id, type_code, severity)
);

-- Days the community's calendar knows otherwise than the shipped one.
create table calendar_day (
  community_id uuid not null references org,
  day date not null,
  id uuid not null,
  worked boolean not null,
  note text not null default '',
  version integer not null,
  primary key (community_id, day)
);

-- 交办单, 整改通知书, 督办单, 通报, 协调函. A draft says nothing to anybody until a named leader sends it.
create table case_paper (
  community_id uuid not null references org,
  id uuid not null,
  kind text not null check (kind in ('dispatch', 'notice', 'supervise', 'bulletin', 'coordinate')),
  year integer not null,
  number integer,
  title text not null,
  case_ids uuid[] not null,
  party_id uuid,
  outside text not null default '',
  body jsonb not null default '{}',
  state text not null default 'draft' check (state in ('draft', 'sent', 'dropped')),
  author uuid not null,
  sender uuid,
  sent_at timestamptz,
  version integer not null,
  created_at timestamptz not null,
  primary key (community_id, id),
  foreign key (community_id, party_id) references party (community_id, id),
  check ((state = 'sent') = (sent_at is not null and sender is not null and number is not null))
);
create unique index case_paper_number on case_paper (community_id, kind, year, number) where number is not null;

-- The one digest of a day for one account.
create table notice (
  community_id uuid not null references org,
  account_id uuid not null references account,
  day date not null,
  id uuid not null,
  items jsonb not null,
  made_at timestamptz not null,
  read_at timestamptz,
  primary key (community_id, account_id, day)
);

create table saved_filter (
  community_id uuid not null references org,
  id uuid not null,
  account_id uuid not null references account,
  list text not null,
  name text not null,
  filter jsonb not null,
  primary key (community_id, id),
  unique (community_id, account_id, list, name)
);

grant select, insert, update on problem_case, case_follow, case_limit, calendar_day, case_paper, notice to ybz_app;
grant select, insert, delete on case_photo to ybz_app;
grant select, insert, update, delete on saved_filter to ybz_app;
grant delete on calendar_day, case_limit, case_follow to ybz_app;
select ybz_wall(t) from unnest(array['case_follow', 'case_limit', 'calendar_day', 'case_paper', 'notice', 'saved_filter']) t;

-- Beside places and authorship, the responsible body sees what is its own.
select ybz_owner_passes('problem_case');
create policy community on problem_case to ybz_app
  using (community_id = any ((select ybz_communities())::uuid[])
         and ((select ybz_all_places()) or place_id = any ((select ybz_places())::uuid[])
              or author = (select ybz_actor()) or handed_to && (select ybz_parties())));
select ybz_owner_passes('case_photo');
create policy community on case_photo to ybz_app
  using (community_id = any ((select ybz_communities())::uuid[])
         and ((select ybz_all_places())
              or exists (select from problem_case c where c.community_id = case_photo.community_id and c.id = case_id)));

-- The settings were worked out for every node anew, which an office above a thousand communities feels.
drop policy org_read on org;
create policy org_read on org for select to ybz_app
  using (id = any ((select ybz_nodes())::uuid[]) or id = any ((select ybz_communities())::uuid[])
         or exists (select from org_above a where a.org_id = any ((select ybz_communities())::uuid[]) and a.node_id = org.id));

-- One line for every community a request may see, past the wall (which weighs every row against a thousand ids) but
-- for those communities alone, and only for a reader who sees all their places. Three probes of narrow indexes each.
create function ybz_case_day(day date, day_begins timestamptz, day_ends timestamptz, at timestamptz)
  returns table (community_id uuid, open integer, overdue integer, for_us integer, found integer, closed integer)
  language sql stable security definer set search_path from current
  begin atomic
    select k.id, o.open, o.overdue, o.for_us, f.found, g.closed
    from unnest(ybz_communities()) k (id)
    cross join lateral (
      select count(*)::int as open, (count(*) filter (where c.due_at < at and c.stopped_at is null))::int as overdue,
        (count(*) filter (where c.state = 'coordinating' or c.check_above))::int as for_us
      from problem_case c where c.community_id = k.id and c.closed_at is null and c.state <> 'declined') o
    cross join lateral (
      select count(*)::int as found from problem_case c where c.community_id = k.id and c.found_on = day) f
    cross join lateral (
      select count(*)::int as closed from problem_case c
      where c.community_id = k.id and c.closed_at >= day_begins and c.closed_at < day_ends) g
    where ybz_all_places();
  end;
revoke execute on function ybz_case_day from public;
grant execute on function ybz_case_day to ybz_app;
