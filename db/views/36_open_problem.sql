-- Problems found and not declined, as a report names them: by point type and check item. A problem without a check
-- item stands for itself. The rule is that of the figure problem.open.count; whoever reads says as of which day, and
-- one closed on or before that day is open no more.
create view open_problem as
select c.community_id, c.id, c.version, c.found_on as day_from, c.found_on as day_to, c.point_type,
  coalesce(nullif(btrim(c.check_item), ''), btrim(c.issue)) as item,
  coalesce(p.name, '') || c.locus as place,
  (select count(distinct f.sha256)::integer from case_photo f
   where f.community_id = c.community_id and f.case_id = c.id) as photos,
  (c.closed_at at time zone 'Asia/Shanghai')::date as closed_on
from problem_case c
left join place p on p.community_id = c.community_id and p.id = c.place_id
where c.state <> 'declined';
