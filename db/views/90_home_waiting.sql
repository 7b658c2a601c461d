-- What waits for a person in each community, by kind of waiting.
create view home_waiting as
select community_id, 'pending-rows' as code, count(*) as count from pending_row where state = 'waiting' group by 1
union all
select community_id, 'reports-in-review', count(*) from report where state = 'review' group by 1
union all
select community_id, 'reports-in-draft', count(*) from report where state = 'draft' group by 1
union all
select community_id, 'papers-in-draft', count(*) from case_paper where state = 'draft' group by 1;
