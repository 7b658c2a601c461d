-- Numbers apart from names, so that only what needs a number reads one; who may see it whole is decided by role.
create view party_phone as select community_id, party_id as id, phone from party_detail where phone <> '';
