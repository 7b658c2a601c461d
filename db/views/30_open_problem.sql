-- Problems found and not yet put right, as a report names them: by point type and check item. A problem without a
-- check item stands for itself. The rule is that of the figure problem.open.count; whoever reads says as of which day.
create view open_problem as
select e.community_id, e.id, e.version, e.day_from, e.day_to,
  coalesce(e.fields ->> 'pointType', '') as point_type,
  coalesce(nullif(btrim(e.fields ->> 'checkItem'), ''), btrim(e.fields ->> 'issue'), '') as item,
  coalesce(p.name, '') || e.locus as place,
  (select count(distinct f.sha256)::integer from entry_photo f
   where f.community_id = e.community_id and f.entry_id = e.id) as photos
from entry e
left join place p on p.community_id = e.community_id and p.id = e.place_id
where e.kind = 'problem' and e.state = 'live' and e.fields ->> 'status' = '未整改';
