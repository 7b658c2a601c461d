-- A phone in the field is signed in for weeks, not hours: after how many hours without use each session ends.
alter table session add column idle_hours smallint not null default 2 check (idle_hours > 0);
