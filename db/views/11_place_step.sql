-- One step up the tree of places: for walks that start from known places and read only their branch. (place_tree
-- answers the same questions whole, but a planner needs a quarter of a second to think it through.)
create view place_step as
select community_id, id, parent_id, type, name from place;
