-- The register of places as an import needs it: to find written names and to lay a row over what stands.
create view import_place as
select p.community_id, p.id, p.type, p.name, p.parent_id, p.attrs, p.note, p.valid_from, p.valid_to,
  coalesce(a.aliases, '{}') as aliases
from place p
left join (select community_id, place_id, array_agg(alias order by alias) as aliases from place_alias group by 1, 2) a
  on a.community_id = p.community_id and a.place_id = p.id;
