-- Which records there are, as far as the reader may see them: what is new tells nobody of others.
create view home_entry as
select community_id, id from entry;
