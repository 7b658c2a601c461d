-- The photos of a record, for the photo pages of a 底稿.
create view evidence_photo as
select f.community_id, f.entry_id, f.sha256, f.role, f.ord, p.taken_at
from entry_photo f
join photo p on p.community_id = f.community_id and p.sha256 = f.sha256;
