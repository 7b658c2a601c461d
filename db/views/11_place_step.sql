-- One step up the tree of places: for walks that start from known places and read only their branch, where place_tree
-- would walk the whole register.
create view place_step as
select community_id, id, parent_id, type, name from place;
