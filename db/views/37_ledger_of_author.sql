-- Which ledgers somebody keeps, and how far they are written.
create view ledger_of_author as
select community_id, author, kind, count(*) as entries, max(day_to) as last_day
from entry where state = 'live'
group by community_id, author, kind;
