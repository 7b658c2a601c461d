-- People: roles with their days, offices above the communities, a second step at sign-in, and a wall that also knows
-- the reader's role where rows are about accounts.

-- One account may hold a role, leave it and come back: every period is kept.
alter table account_role drop constraint account_role_pkey;
alter table account_role add primary key (account_id, org_id, role, valid_from);
alter table account_role add check (valid_to is null or valid_to >= valid_from);
create index on account_role (org_id);
grant delete on account_role to ybz_app;

-- One-time codes (RFC 6238). The secret is sealed with a key that lies outside the database; nothing here opens a door.
create table account_totp (
  account_id uuid primary key references account,
  sealed bytea not null,
  -- Null until the owner has shown a first code.
  confirmed_at timestamptz,
  -- The half minute of the last code taken: each serves once.
  last_step bigint not null default 0,
  created_at timestamptz not null default now()
);
create table account_recovery (
  account_id uuid not null references account,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);
grant select, insert, update, delete on account_totp, account_recovery to ybz_gate;
select ybz_owner_passes(t) from unnest(array['account_totp', 'account_recovery']) t;
create policy totp_gate on account_totp to ybz_gate using (true);
create policy recovery_gate on account_recovery to ybz_gate using (true);

create function ybz_role() returns text language sql stable parallel safe
  return coalesce(current_setting('ybz.role', true), '');
create function ybz_keeps_accounts() returns boolean language sql stable parallel safe
  return ybz_role() in ('administrator', 'system');

-- Who may see and change accounts: those who keep them, in the community or office the request works in. An account at
-- home elsewhere with a role here is seen, and changed at home only.
drop policy account_app on account;
create policy account_read on account for select to ybz_app
  using ((select ybz_keeps_accounts())
         and (org_id = any ((select ybz_communities())::uuid[])
              or exists (select from account_role r where r.account_id = account.id
                         and r.org_id = any ((select ybz_communities())::uuid[]))));
create policy account_make on account for insert to ybz_app
  with check ((select ybz_keeps_accounts()) and org_id = any ((select ybz_communities())::uuid[]));
create policy account_change on account for update to ybz_app
  using ((select ybz_keeps_accounts()) and org_id = any ((select ybz_communities())::uuid[]));
drop policy account_role_app on account_role;
create policy account_role_app on account_role to ybz_app
  using ((select ybz_keeps_accounts()) and org_id = any ((select ybz_communities())::uuid[]));
drop policy org_write on org;
create policy org_write on org for update to ybz_app
  using ((select ybz_keeps_accounts()) and id = any (ybz_communities()));

-- What everybody who works here may know of the others: the name behind a pseudonym, and who works as what. Past the
-- wall, so that it shows exactly this and nothing of how anybody signs in. Offices above are part of it.
create function ybz_actors() returns table (actor uuid, name text) language sql stable security definer rows 40
  set search_path from current
  begin atomic
    select a.actor, a.name from account a
    where a.org_id in (select v.node_id from org_above v where v.org_id = any (ybz_communities()))
       or exists (select from account_role r where r.account_id = a.id and r.org_id = any (ybz_communities()));
  end;
create function ybz_members() returns table (account_id uuid, actor uuid, org_id uuid, role text, valid_from date,
    valid_to date, status text, parties uuid[])
  language sql stable security definer rows 40 set search_path from current
  begin atomic
    select a.id, a.actor, r.org_id, r.role, r.valid_from, r.valid_to, a.status,
      array_remove(array[a.party_id, a.unit_id], null)
    from account a join account_role r on r.account_id = a.id
    where r.org_id in (select v.node_id from org_above v where v.org_id = any (ybz_communities()));
  end;
revoke execute on function ybz_actors, ybz_members from public;
grant execute on function ybz_actors, ybz_members to ybz_app;

-- History repeats what the rows said, so whoever sees some places only sees the history of those rows.
drop policy community on history;
create policy community_read on history for select to ybz_app
  using (community_id = any ((select ybz_communities())::uuid[])
         and ((select ybz_all_places()) or object_type not in ('entry', 'case') or actor = (select ybz_actor())
              or exists (select from entry e where e.community_id = history.community_id and e.id = object_id)
              or exists (select from problem_case c where c.community_id = history.community_id and c.id = object_id)));
create policy community_write on history for insert to ybz_app
  with check (community_id = any ((select ybz_communities())::uuid[]));

-- What hangs on a problem is as far to be seen as the problem: who follows it, the papers about it, the day's digest.
drop policy community on case_follow;
create policy community on case_follow to ybz_app
  using (community_id = any ((select ybz_communities())::uuid[])
         and ((select ybz_all_places())
              or exists (select from problem_case c where c.community_id = case_follow.community_id and c.id = case_id)));
drop policy community on case_paper;
create policy community on case_paper to ybz_app
  using (community_id = any ((select ybz_communities())::uuid[])
         and ((select ybz_all_places()) or (state = 'sent' and party_id = any ((select ybz_parties())::uuid[]))));
drop policy community on notice;
create policy community on notice to ybz_app
  using (community_id = any ((select ybz_communities())::uuid[])
         and ((select ybz_all_places())
              or account_id in (select m.account_id from ybz_members() m where m.actor = (select ybz_actor()))));
