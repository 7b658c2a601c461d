-- What became of operations that waited: each settling counts up, names who did it, and stands at a position of the
-- history, so that the phone can wait for a backup that covers it.
alter table field_quarantine
  add column edition integer not null default 0,
  add column position bigint,
  add column settled_by uuid references account;
create index field_waiting on field_quarantine (community_id, came_at) where state = 'waiting';
create index field_heard on field_operation (community_id, device_id, came_at);

-- What waits repeats what somebody said of places that others may not see: it is for those who see the whole
-- community, and for whoever sent it.
drop policy community on field_quarantine;
create policy community on field_quarantine to ybz_app
  using (community_id = any ((select ybz_communities())::uuid[])
         and ((select ybz_all_places())
              or account_id in (select m.account_id from ybz_members() m where m.actor = (select ybz_actor()))));

-- What can only be done with a photo that is still on its way waits for that photo.
alter table field_quarantine drop constraint field_quarantine_why_check;
alter table field_quarantine add check (why in ('content', 'fork', 'refused-now', 'photos'));

-- History repeats what waited, so it is as far to be seen as what waits.
drop policy community_read on history;
create policy community_read on history for select to ybz_app
  using (community_id = any ((select ybz_communities())::uuid[])
         and ((select ybz_all_places()) or object_type not in ('entry', 'case', 'phone-record')
              or actor = (select ybz_actor())
              or exists (select from entry e where e.community_id = history.community_id and e.id = object_id)
              or exists (select from problem_case c where c.community_id = history.community_id and c.id = object_id)));
