-- Every place with everything it stands below, itself included (depth 0). Walked once from the top down: the cost is
-- one pass over the community's places however the question is put. (Written as a join per level the planner, before
-- it has statistics, can choose an order that multiplies.)
create view place_tree as
with recursive t as (
  select community_id, id, array[id] as line from place where parent_id is null
  union all
  select c.community_id, c.id, c.id || t.line
  from t join place c on c.community_id = t.community_id and c.parent_id = t.id
  where cardinality(t.line) < 16
)
select t.community_id, t.id as place_id, a.ancestor_id, (a.ord - 1)::int as depth
from t cross join lateral unnest(t.line) with ordinality as a (ancestor_id, ord);
