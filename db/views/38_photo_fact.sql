-- What is known of a photo as it stands on this very record: one picture may come to two of them, taken by the camera for
-- the one and picked from the album for the other. What a phone said with the record comes before what was noted of the
-- bytes when they first came; where a phone said it of another record, nothing is known of how they came to this one.
create view photo_fact as
select t.community_id, t.target, t.id, t.sha256, t.role,
  case when f.device_id is null then p.taken_at else f.taken_at end as taken_at,
  case when f.device_id is not null then f.source
    when exists (select from field_photo o where o.community_id = t.community_id and o.sha256 = t.sha256) then 'unknown'
    else p.source end as source,
  coalesce(f.arrived_at, came.at, p.created_at) as arrived_at,
  -- Who brought it.
  came.actor as brought_by,
  -- What the phone knew of its clock when it sent the record, or the last it said before the photo came.
  coalesce(
    (select o.clock_ahead from field_operation o where o.community_id = f.community_id and o.device_id = f.device_id
       and o.id = f.target_id and o.clock_ahead is not null order by o.version limit 1),
    (select o.clock_ahead from field_operation o where o.community_id = f.community_id and o.device_id = f.device_id
       and o.clock_ahead is not null and o.came_at <= f.arrived_at order by o.device_seq desc limit 1)) as clock_ahead
from (
  select community_id, 'entry' as target, entry_id as id, sha256, role, null::integer as version from entry_photo
  union all
  select community_id, 'case', case_id, sha256, role, version from case_photo) t
join photo p on p.community_id = t.community_id and p.sha256 = t.sha256
left join lateral (
  select o.community_id, o.device_id, o.target_id, o.source, o.taken_at, o.arrived_at from field_photo o
  where o.community_id = t.community_id and o.sha256 = t.sha256 and o.target = t.target and o.target_id = t.id
  order by o.role = t.role desc, o.arrived_at nulls last limit 1) f on true
left join lateral (
  select h.at, h.actor from history h
  where h.community_id = t.community_id and h.object_id = t.id and h.object_type = t.target
    and (h.version = t.version
         or t.version is null and h.body -> 'photos' @> jsonb_build_array(jsonb_build_object('sha256', t.sha256)))
  order by h.version limit 1) came on true;
