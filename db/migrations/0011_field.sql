-- Field work: what phones sent, version by version, so that anything sent again is answered the same; what could not be
-- applied waits for somebody at the office; photos announced with a record whose bytes may still be on their way.
create table field_operation (
  community_id uuid not null references org,
  device_id uuid not null,
  id uuid not null,
  version integer not null,
  device_seq integer not null,
  hash text not null,
  previous text not null,
  outcome text not null check (outcome in ('applied', 'quarantined', 'refused')),
  position bigint not null,
  problem text,
  account_id uuid not null references account,
  client_time text not null,
  clock_ahead double precision,
  came_at timestamptz not null,
  primary key (community_id, device_id, id, version)
);
create unique index field_chain on field_operation (community_id, device_id, device_seq);
create index field_by_id on field_operation (community_id, id);

-- Kept whole until somebody settles it: applied after all, or set aside with a reason.
create table field_quarantine (
  community_id uuid not null references org,
  id uuid not null,
  device_id uuid not null,
  operation_id uuid not null,
  version integer not null,
  hash text not null,
  why text not null check (why in ('content', 'fork', 'refused-now')),
  problem text not null,
  operation jsonb not null,
  account_id uuid not null references account,
  state text not null default 'waiting' check (state in ('waiting', 'applied', 'dropped')),
  reason text,
  came_at timestamptz not null,
  settled_at timestamptz,
  primary key (community_id, id),
  unique (community_id, device_id, operation_id, version, hash)
);

create table field_photo (
  community_id uuid not null references org,
  device_id uuid not null,
  sha256 text not null,
  -- What it is tied to once it is here: the record, or the case.
  target text not null check (target in ('entry', 'case')),
  target_id uuid not null,
  role text not null check (role in ('scene', 'before', 'after')),
  source text not null check (source in ('camera', 'album', 'unknown')),
  taken_at timestamptz,
  camera_sha256 text,
  -- Whether it is tied to its record on arrival: not while that waits to be settled.
  tied boolean not null,
  arrived_at timestamptz,
  primary key (community_id, device_id, sha256, target_id, role)
);
create index on field_photo (community_id, sha256);

-- Rises when the community was put back from a backup: phones then send again what they still hold.
create table community_epoch (
  community_id uuid primary key references org,
  epoch integer not null
);

grant select, insert on field_operation to ybz_app;
grant select on community_epoch to ybz_app;
grant select, insert, update on field_quarantine, field_photo to ybz_app;
select ybz_wall(t) from unnest(array['field_operation', 'field_quarantine', 'field_photo', 'community_epoch']) t;
