-- The ground every slice stands on: the organisation tree, who may sign in, the one write door with its gap-free
-- positions, and the roles under which requests run.
--
-- Two roles own nothing and are the only ones a request runs under:
--   ybz_app   business rows, always filtered by row-level security to the reader's communities and places
--   ybz_gate  sign-in: accounts and sessions, before anybody is known
-- Roles belong to the cluster, not to the database, so they are made only when missing.
do $$
begin
  if not exists (select from pg_roles where rolname = 'ybz_app') then create role ybz_app nologin; end if;
  if not exists (select from pg_roles where rolname = 'ybz_gate') then create role ybz_gate nologin; end if;
end $$;
-- The owner changes into them. Not every version makes the maker of a role a member of it.
grant ybz_app, ybz_gate to current_user;

-- What a request may see is handed in with set_config(…, true) and ends with its transaction. A missing setting reads
-- as nothing, so a forgotten one shows no rows instead of all.
create function ybz_communities() returns uuid[] language sql stable parallel safe
  return coalesce(nullif(current_setting('ybz.communities', true), '')::uuid[], '{}');
create function ybz_nodes() returns uuid[] language sql stable parallel safe
  return coalesce(nullif(current_setting('ybz.nodes', true), '')::uuid[], '{}');
-- '*' = every place of the community; otherwise an array of the places a grid member answers for.
create function ybz_all_places() returns boolean language sql stable parallel safe
  return coalesce(current_setting('ybz.places', true), '') = '*';
create function ybz_places() returns uuid[] language sql stable parallel safe
  return coalesce(nullif(nullif(current_setting('ybz.places', true), ''), '*')::uuid[], '{}');
create function ybz_actor() returns uuid language sql stable parallel safe
  return nullif(current_setting('ybz.actor', true), '')::uuid;

create table org (
  id uuid primary key,
  parent_id uuid references org,
  level text not null check (level in ('city', 'district', 'street', 'community')),
  code text not null unique,
  name text not null,
  demo boolean not null default false,
  settings jsonb not null default '{}',
  created_at timestamptz not null default now()
);

-- Every ancestor of a node, itself included: a reference table, written when a node is made.
create table org_above (
  org_id uuid not null references org,
  node_id uuid not null references org,
  primary key (org_id, node_id)
);
create index on org_above (node_id);

create table account (
  id uuid primary key,
  org_id uuid not null references org,
  login text not null unique,
  name text not null,
  actor uuid not null unique,
  party_id uuid,
  password_hash text,
  status text not null default 'active' check (status in ('active', 'disabled')),
  language text not null default 'zh-CN' check (language in ('zh-CN', 'zh-Hant', 'en')),
  created_at timestamptz not null default now()
);
create index on account (org_id);

create table account_role (
  account_id uuid not null references account,
  org_id uuid not null references org,
  role text not null,
  valid_from date not null,
  valid_to date,
  primary key (account_id, org_id, role)
);

create table session (
  id_hash bytea primary key,
  id uuid not null unique,
  account_id uuid not null references account,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  agent text not null default ''
);
create index on session (account_id);

create table sign_in_link (
  token_hash bytea primary key,
  account_id uuid not null references account,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table sign_in_failure (
  key text primary key,
  failures integer not null,
  last_at timestamptz not null
);

-- One row per community, locked by every write: positions have no gaps, because a gap would look like a deletion.
create table position_counter (
  community_id uuid primary key references org,
  position bigint not null
);

create table history (
  community_id uuid not null references org,
  position bigint not null,
  event text not null,
  object_type text not null,
  object_id uuid not null,
  version integer not null,
  actor uuid not null,
  device_id text not null,
  device_seq bigint,
  at timestamptz not null,
  reason text,
  body jsonb not null,
  salt bytea not null,
  body_hash bytea not null,
  primary key (community_id, position)
);
create unique index history_object on history (community_id, object_id, version, object_type);

-- Long work a person waits for: progress, result, and a wish to cancel.
create table work (
  community_id uuid not null references org,
  id uuid not null,
  kind text not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  done integer not null default 0,
  total integer not null default 0,
  input jsonb not null default '{}',
  result jsonb,
  problem jsonb,
  cancel boolean not null default false,
  actor uuid not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (community_id, id)
);

-- The position up to which a backup has left this machine, per community; none at all is shown in red.
create table backup_mark (
  community_id uuid not null references org,
  position bigint not null,
  made_at timestamptz not null,
  place text not null,
  off_machine boolean not null,
  primary key (community_id, made_at)
);

grant select on org, org_above to ybz_app, ybz_gate;
grant select, insert, update on account, account_role, session, sign_in_link, sign_in_failure to ybz_gate;
grant delete on session, sign_in_failure to ybz_gate;
-- A business transaction makes accounts and links but never sets a password or a login name.
grant select, insert (id, org_id, login, name, actor, party_id), update (name, status, party_id) on account to ybz_app;
grant select, insert, update on account_role to ybz_app;
grant select, insert, update (used_at) on sign_in_link to ybz_app;
grant select, delete on session to ybz_app;
grant select, insert, update on position_counter, work to ybz_app;
grant select, insert on history to ybz_app;
grant select on backup_mark to ybz_app;
grant update (name, settings) on org to ybz_app;

-- The owner (migrations, folding, backup; never a request) passes the wall by a policy of its own, so that an owner
-- without superuser rights, as on a shared database server, works the same.
create function ybz_owner_passes(name text) returns void language plpgsql as $$
begin
  execute format('alter table %I enable row level security', name);
  execute format('alter table %I force row level security', name);
  execute format('create policy owner on %I to %I using (true)', name, current_user);
end $$;

-- The plain wall for a table whose every row belongs to one community. The setting is read in a subquery, once per
-- statement: a function standing bare in a policy is worked out anew for every row, and costs more than the row.
create function ybz_wall(name text) returns void language plpgsql as $$
begin
  perform ybz_owner_passes(name);
  execute format('create policy community on %I to ybz_app
    using (community_id = any ((select ybz_communities())::uuid[]))', name);
end $$;

select ybz_owner_passes(t) from unnest(array['org', 'account', 'account_role', 'session', 'sign_in_link']) t;
create policy org_read on org for select to ybz_app
  using (id = any (ybz_nodes()) or id = any (ybz_communities())
         or exists (select from org_above a where a.org_id = any (ybz_communities()) and a.node_id = org.id));
create policy org_write on org for update to ybz_app using (id = any (ybz_communities()));
create policy org_gate on org for select to ybz_gate using (true);

create policy account_app on account to ybz_app
  using (org_id = any ((select ybz_communities())::uuid[]) or org_id = any ((select ybz_nodes())::uuid[])
         or exists (select from account_role r where r.account_id = account.id
                    and r.org_id = any ((select ybz_communities())::uuid[])));
create policy account_gate on account to ybz_gate using (true);
create policy account_role_app on account_role to ybz_app
  using (org_id = any (ybz_communities()) or org_id = any (ybz_nodes()));
create policy account_role_gate on account_role to ybz_gate using (true);
create policy session_app on session to ybz_app
  using (exists (select from account a where a.id = account_id and a.org_id = any (ybz_communities())));
create policy session_gate on session to ybz_gate using (true);
create policy sign_in_link_app on sign_in_link to ybz_app
  using (exists (select from account a where a.id = account_id and a.org_id = any (ybz_communities())));
create policy sign_in_link_gate on sign_in_link to ybz_gate using (true);

-- Whether a login name is in use anywhere: a yes or no, so that uniqueness reveals nothing else across communities.
create function ybz_login_taken(wanted text) returns boolean language sql stable security definer
  set search_path = pg_catalog, public
  return exists (select from account where lower(login) = lower(wanted));
revoke all on function ybz_login_taken(text) from public;
grant execute on function ybz_login_taken(text) to ybz_app;
create unique index account_login on account (lower(login));

select ybz_wall('position_counter');
select ybz_wall('history');
select ybz_wall('work');
select ybz_wall('backup_mark');
