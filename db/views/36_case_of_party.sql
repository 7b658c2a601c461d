-- Problems a body still has to deal with, for whoever hands its work over.
create view case_of_party as
select community_id, id, party_id, state, issue, place_id, locus, due_at
from problem_case
where party_id is not null and closed_at is null and state <> 'declined';
