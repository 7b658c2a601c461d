-- What other parts show of a party: its kind and name, the name empty once a person's details were erased. No numbers.
create view party_label as
select p.community_id, p.id, p.kind, coalesce(d.name, '') as name, d.party_id is null as erased, p.valid_from, p.valid_to
from party p
left join party_detail d on d.community_id = p.community_id and d.party_id = p.id;
