-- Problems written down as records of the ledger, before they had a way of their own to their end.
create view former_problem as
select e.community_id, e.id, e.place_id, e.locus, e.day_from, e.fields, e.note, e.author, e.recorded_at,
  (select p.party_id from entry_party p
   where p.community_id = e.community_id and p.entry_id = e.id and p.field = 'unit' limit 1) as party_id,
  coalesce((select jsonb_agg(jsonb_build_object('sha256', f.sha256, 'role', f.role) order by f.ord, f.sha256)
   from entry_photo f where f.community_id = e.community_id and f.entry_id = e.id), '[]') as photos
from entry e
where e.kind = 'problem' and e.state = 'live';
