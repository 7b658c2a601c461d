-- Every photo with the record it stands on, of the ledger and of problems alike: where, when and whose the record is.
-- A photo of a problem is of the day it was found; one that shows it mended, of the day it was added.
create view photo_tie as
select f.community_id, 'entry' as target, e.id, f.sha256, f.role, e.kind, e.note as says, e.place_id, e.locus,
  e.day_from, e.day_to, e.author, e.recorded_at
from entry_photo f
join entry e on e.community_id = f.community_id and e.id = f.entry_id
where e.state = 'live'
union all
select f.community_id, 'case', c.id, f.sha256, f.role, 'case', c.issue, c.place_id, c.locus, d.day, d.day, c.author,
  c.recorded_at
from case_photo f
join problem_case c on c.community_id = f.community_id and c.id = f.case_id
left join history h on f.role = 'after' and h.community_id = f.community_id and h.object_id = f.case_id
  and h.version = f.version and h.object_type = 'case'
cross join lateral (select coalesce((h.at at time zone 'Asia/Shanghai')::date, c.found_on) as day) d
where c.state <> 'declined';
