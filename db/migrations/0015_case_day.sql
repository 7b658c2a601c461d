-- The day of a thousand communities: each list is walked once, where three probes were begun anew for every community,
-- and the function says their names too, which a row wall in front of it would weigh one by one.
create index case_found_day on problem_case (found_on, community_id);
create index case_closed_day on problem_case (closed_at, community_id) where closed_at is not null;
drop function ybz_case_day;
create function ybz_case_day(day date, day_begins timestamptz, day_ends timestamptz, at timestamptz)
  returns table (id uuid, code text, name text, open integer, overdue integer, for_us integer, found integer,
    closed integer)
  language sql stable security definer set search_path from current
  begin atomic
    with mine as materialized (select unnest(ybz_communities()) as id where ybz_all_places()),
    o as (
      select c.community_id as id, count(*)::int as open,
        (count(*) filter (where c.due_at < at and c.stopped_at is null))::int as overdue,
        (count(*) filter (where c.state = 'coordinating' or c.check_above))::int as for_us
      from problem_case c
      where c.community_id = any (array(select m.id from mine m)) and c.closed_at is null and c.state <> 'declined'
      group by 1),
    f as (
      select c.community_id as id, count(*)::int as found from problem_case c join mine m on m.id = c.community_id
      where c.found_on = day group by 1),
    g as (
      select c.community_id as id, count(*)::int as closed from problem_case c join mine m on m.id = c.community_id
      where c.closed_at >= day_begins and c.closed_at < day_ends group by 1)
    select m.id, n.code, n.name, coalesce(o.open, 0), coalesce(o.overdue, 0), coalesce(o.for_us, 0),
      coalesce(f.found, 0), coalesce(g.closed, 0)
    from mine m
    join org n on n.id = m.id
    left join o on o.id = m.id
    left join f on f.id = m.id
    left join g on g.id = m.id;
  end;
revoke execute on function ybz_case_day from public;
grant execute on function ybz_case_day to ybz_app;
