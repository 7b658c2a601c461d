-- Duties as other parts may count them.
create view duty_span as
select community_id, id, party_id, role, place_id, indicator, valid_from, valid_to from duty;
