-- What waits for a person in each community, by kind of waiting.
create view home_waiting as
select community_id, 'pending-rows' as code, count(*) as count from pending_row where state = 'waiting' group by 1
union all
select community_id, 'reports-in-review', count(*) from report where state = 'review' group by 1
union all
select community_id, 'reports-in-draft', count(*) from report where state = 'draft' group by 1
union all
select community_id, 'papers-in-draft', count(*) from case_paper where state = 'draft' group by 1
union all
select community_id, 'from-phones', count(*) from field_quarantine where state = 'waiting' group by 1
union all
select q.community_id, 'photo-questions', count(*) from photo_question q
where q.state = 'open'
  and exists (select from photo_tie t where t.community_id = q.community_id and t.target = q.first_target
    and t.id = q.first_id and t.sha256 = q.first_sha256)
  and exists (select from photo_tie t where t.community_id = q.community_id and t.target = q.second_target
    and t.id = q.second_id and t.sha256 = q.second_sha256)
group by 1;
