-- Imported records that were withdrawn in the ledger since: the same file must not bring them back.
create view import_withdrawn as
select l.community_id, l.source, l.object_id
from import_link l
join entry e on e.community_id = l.community_id and e.id = l.object_id
where e.state = 'withdrawn'
  and (l.object_type = 'entry' or l.object_type = 'case' and not exists (
    select from problem_case c where c.community_id = l.community_id and c.id = l.object_id));
