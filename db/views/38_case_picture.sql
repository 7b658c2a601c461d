-- The photos of a case, for the photo pages of a 底稿.
create view case_picture as
select f.community_id, f.case_id, f.sha256, f.role, f.version, p.taken_at
from case_photo f
join photo p on p.community_id = f.community_id and p.sha256 = f.sha256;
