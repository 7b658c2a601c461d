-- Records and problems whose phone told of photos that have not come yet, and how many.
create view photo_away as
select community_id, target, target_id as id, count(distinct sha256)::integer as photos
from field_photo where tied and arrived_at is null
group by community_id, target, target_id;
