-- Who the pseudonym in history stands for: people of the community, and of the offices above it.
create view actor_name as
select actor, name from ybz_actors();
