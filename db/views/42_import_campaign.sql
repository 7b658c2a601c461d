-- Campaigns by name.
create view import_campaign as
select community_id, id, name from campaign;
