-- What other parts show of a place: type, name, attributes and the names above it, from the top down.
create view place_label as
with recursive t as (
  select community_id, id, type, name, parent_id, '{}'::text[] as path, attrs, valid_from, valid_to
  from place where parent_id is null
  union all
  select c.community_id, c.id, c.type, c.name, c.parent_id, t.path || t.name, c.attrs, c.valid_from, c.valid_to
  from t join place c on c.community_id = t.community_id and c.parent_id = t.id
  where cardinality(t.path) < 16
)
select * from t;
