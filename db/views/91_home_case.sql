-- Problems the reader may see, for telling only of those.
create view home_case as
select community_id, id from problem_case;
