-- Who works in a community and as what, for drawing people unpredictably; pseudonyms and numbers, no names. Those of
-- the offices above stand under their own office's id.
create view staff as
select org_id as community_id, account_id, actor, role, valid_from, valid_to, parties
from ybz_members()
where status = 'active';
