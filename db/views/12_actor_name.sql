-- Who the pseudonym in history stands for.
create view actor_name as
select actor, name from account;
