-- Registers: places, parties, duties, profile facts, assets. Each row is the present version; what it was before
-- stands in history, whole.
create table place (
  community_id uuid not null references org,
  id uuid not null,
  type text not null,
  name text not null,
  parent_id uuid,
  attrs jsonb not null default '{}',
  note text not null default '',
  geometry jsonb,
  valid_from date not null,
  valid_to date,
  version integer not null,
  primary key (community_id, id),
  foreign key (community_id, parent_id) references place (community_id, id),
  check (valid_to is null or valid_to >= valid_from)
);
create index on place (community_id, type);
create index on place (community_id, parent_id);

-- Other words a community uses for a place, learnt when a clerk mends a row.
create table place_alias (
  community_id uuid not null references org,
  alias text not null,
  place_id uuid not null,
  primary key (community_id, alias),
  foreign key (community_id, place_id) references place (community_id, id)
);

create table profile_fact (
  community_id uuid not null references org,
  key text not null,
  valid_from date not null,
  id uuid not null,
  value numeric,
  unit text,
  text text,
  version integer not null,
  primary key (community_id, key, valid_from)
);

create table party (
  community_id uuid not null references org,
  id uuid not null,
  kind text not null check (kind in ('person', 'unit', 'team')),
  station_id uuid,
  attrs jsonb not null default '{}',
  valid_from date not null,
  valid_to date,
  version integer not null,
  primary key (community_id, id),
  foreign key (community_id, station_id) references place (community_id, id)
);

-- Names and numbers sit apart, so that erasing a person leaves every figure standing.
create table party_detail (
  community_id uuid not null references org,
  party_id uuid not null,
  name text not null,
  phone text not null default '',
  primary key (community_id, party_id),
  foreign key (community_id, party_id) references party (community_id, id)
);
create index on party_detail (community_id, name);

create table duty (
  community_id uuid not null references org,
  id uuid not null,
  party_id uuid not null,
  role text not null,
  place_id uuid,
  indicator text,
  valid_from date not null,
  valid_to date,
  note text not null default '',
  version integer not null,
  primary key (community_id, id),
  foreign key (community_id, party_id) references party (community_id, id),
  foreign key (community_id, place_id) references place (community_id, id),
  check (place_id is not null or indicator is not null),
  check (valid_to is null or valid_to >= valid_from)
);
create index on duty (community_id, place_id);
create index on duty (community_id, party_id);

create table asset (
  community_id uuid not null references org,
  id uuid not null,
  type text not null,
  place_id uuid,
  locus text not null default '',
  quantity numeric not null default 1,
  unit text not null,
  attrs jsonb not null default '{}',
  condition text not null default 'intact',
  seen_on date,
  valid_from date not null,
  valid_to date,
  version integer not null,
  primary key (community_id, id),
  foreign key (community_id, place_id) references place (community_id, id)
);
create index on asset (community_id, type);

grant select, insert, update on place, profile_fact, party, party_detail, duty, asset to ybz_app;
grant select, insert, update, delete on place_alias to ybz_app;
grant delete on party_detail to ybz_app;
select ybz_wall(t) from unnest(array['place', 'place_alias', 'profile_fact', 'party', 'party_detail', 'duty', 'asset']) t;
