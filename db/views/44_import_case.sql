-- Problems that a sheet brought: what was done to one since decides what the sheet may still say of it.
create view import_case as
select community_id, id, state, closing, dispatched_at, outside, recheck_on
from problem_case
where source = 'import';
