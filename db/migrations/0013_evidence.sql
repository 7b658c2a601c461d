-- Photos used again: what a picture looks like in a few bytes, and the questions put to the office when two records show
-- the same picture. A question blocks nothing and says nothing about anybody.

-- Derived from the photo's bytes. A picture has a print of itself whole and one of each usual cut, or none at all when it
-- shows too little. The hash stands here cut into four bands as well: of hashes that differ in up to seven bits, one band
-- differs in one bit at most, so a search probes four indexes for a band and its sixteen neighbours.
create table photo_print (
  community_id uuid not null references org,
  sha256 text not null,
  crop smallint not null,
  hash bigint not null,
  band0 integer not null,
  band1 integer not null,
  band2 integer not null,
  band3 integer not null,
  fine bytea not null,
  primary key (community_id, sha256, crop),
  foreign key (community_id, sha256) references photo (community_id, sha256)
);
create index photo_print_band0 on photo_print (community_id, crop, band0) include (hash);
create index photo_print_band1 on photo_print (community_id, crop, band1) include (hash);
create index photo_print_band2 on photo_print (community_id, crop, band2) include (hash);
create index photo_print_band3 on photo_print (community_id, crop, band3) include (hash);
create index photo_print_hash on photo_print (community_id, hash, crop);

create index photo_camera_file on photo (community_id, camera_sha256) where camera_sha256 is not null;

-- The position up to which what was recorded has been looked at for photos.
create table photo_follow (
  community_id uuid primary key references org,
  position bigint not null
);

create table photo_question (
  community_id uuid not null references org,
  id uuid not null,
  first_target text not null check (first_target in ('entry', 'case')),
  first_id uuid not null,
  first_sha256 text not null,
  second_target text not null check (second_target in ('entry', 'case')),
  second_id uuid not null,
  second_sha256 text not null,
  likeness text not null check (likeness in ('same-photo', 'same-camera-file', 'alike')),
  -- Of 512 bits so many differ.
  distance integer not null,
  circle text not null check (circle in ('author', 'place', 'kind', 'community')),
  state text not null default 'open' check (state in ('open', 'same-event', 'wrong-photo', 'different', 'left')),
  word text not null default '',
  answered_by uuid,
  answered_at timestamptz,
  asked_at timestamptz not null,
  version integer not null,
  primary key (community_id, id),
  unique (community_id, first_id, second_id, first_sha256, second_sha256),
  foreign key (community_id, first_sha256) references photo (community_id, sha256),
  foreign key (community_id, second_sha256) references photo (community_id, sha256),
  check (first_id < second_id),
  check ((state = 'open') = (answered_at is null)),
  check (state <> 'left' or word <> '')
);
create index photo_question_list on photo_question (community_id, state, asked_at desc, id desc);
create index photo_question_second on photo_question (community_id, second_id);

grant select, insert on photo_print to ybz_app;
grant select, insert, update on photo_follow, photo_question to ybz_app;

-- Who sees part of the places only would learn from a question of records elsewhere: these are for those who see them all.
create function ybz_whole_wall(name text) returns void language plpgsql as $$
begin
  perform ybz_owner_passes(name);
  execute format('create policy community on %I to ybz_app
    using (community_id = any ((select ybz_communities())::uuid[]) and (select ybz_all_places()))', name);
end $$;
select ybz_whole_wall(t) from unnest(array['photo_print', 'photo_follow', 'photo_question']) t;

-- The history of a question repeats which records it is about, so it is as far to be seen as the question.
drop policy community_read on history;
create policy community_read on history for select to ybz_app
  using (community_id = any ((select ybz_communities())::uuid[])
         and ((select ybz_all_places()) or object_type not in ('entry', 'case', 'phone-record', 'photo-question')
              or actor = (select ybz_actor())
              or exists (select from entry e where e.community_id = history.community_id and e.id = object_id)
              or exists (select from problem_case c where c.community_id = history.community_id and c.id = object_id)));

-- A photo came: has the job that looks at new photos run once this is committed, two seconds later, so that a handful
-- sent one after another is looked at together. Called under a role that may not touch the queue, and good for this alone.
create function ybz_photos_came(community uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  -- Whoever notes a photo ties it to a record next: the turn is taken first, so that two who do never wait crosswise.
  perform from position_counter where community_id = community for update;
  perform graphile_worker.add_job('photo-reuse', json_build_object('community', community),
    run_at := now() + interval '2 seconds', max_attempts := 5, job_key := 'photo-reuse:' || community,
    job_key_mode := 'preserve_run_at');
end $$;
revoke all on function ybz_photos_came from public;
grant execute on function ybz_photos_came to ybz_app;

-- Prints near those of one photo: `wholes` the hash of the whole of it, `cuts` those of its cuts, w0–w3 and c0–c3 the values
-- to probe in each band for them. The whole of one is compared with anything of the other. It runs with the rights of
-- whoever asks, behind their row wall; its plan is made once for a connection, and several workers would take longer to
-- start than the search takes.
create function ybz_photos_like(community uuid, wholes bigint[], cuts bigint[], w0 integer[], w1 integer[], w2 integer[],
  w3 integer[], c0 integer[], c1 integer[], c2 integer[], c3 integer[], most integer)
  returns table (sha256 text, crop smallint, fine bytea)
language plpgsql stable set plan_cache_mode = force_generic_plan set max_parallel_workers_per_gather = 0 as $$
#variable_conflict use_column
begin
  return query
    with near as materialized (
      select crop, hash, min(apart) as apart from (
      select p.crop, p.hash, bit_count((p.hash # q.hash)::bit(64))::int as apart
      from photo_print p cross join unnest(wholes) q (hash)
      where p.community_id = community and p.crop = any ('{0,1,2,3}') and p.band0 = any (w0)
        and bit_count((p.hash # q.hash)::bit(64)) <= 7
      union all
      select p.crop, p.hash, bit_count((p.hash # q.hash)::bit(64))::int as apart
      from photo_print p cross join unnest(cuts) q (hash)
      where p.community_id = community and p.crop = 0 and p.band0 = any (c0)
        and bit_count((p.hash # q.hash)::bit(64)) <= 7
      union all
      select p.crop, p.hash, bit_count((p.hash # q.hash)::bit(64))::int as apart
      from photo_print p cross join unnest(wholes) q (hash)
      where p.community_id = community and p.crop = any ('{0,1,2,3}') and p.band1 = any (w1)
        and bit_count((p.hash # q.hash)::bit(64)) <= 7
      union all
      select p.crop, p.hash, bit_count((p.hash # q.hash)::bit(64))::int as apart
      from photo_print p cross join unnest(cuts) q (hash)
      where p.community_id = community and p.crop = 0 and p.band1 = any (c1)
        and bit_count((p.hash # q.hash)::bit(64)) <= 7
      union all
      select p.crop, p.hash, bit_count((p.hash # q.hash)::bit(64))::int as apart
      from photo_print p cross join unnest(wholes) q (hash)
      where p.community_id = community and p.crop = any ('{0,1,2,3}') and p.band2 = any (w2)
        and bit_count((p.hash # q.hash)::bit(64)) <= 7
      union all
      select p.crop, p.hash, bit_count((p.hash # q.hash)::bit(64))::int as apart
      from photo_print p cross join unnest(cuts) q (hash)
      where p.community_id = community and p.crop = 0 and p.band2 = any (c2)
        and bit_count((p.hash # q.hash)::bit(64)) <= 7
      union all
      select p.crop, p.hash, bit_count((p.hash # q.hash)::bit(64))::int as apart
      from photo_print p cross join unnest(wholes) q (hash)
      where p.community_id = community and p.crop = any ('{0,1,2,3}') and p.band3 = any (w3)
        and bit_count((p.hash # q.hash)::bit(64)) <= 7
      union all
      select p.crop, p.hash, bit_count((p.hash # q.hash)::bit(64))::int as apart
      from photo_print p cross join unnest(cuts) q (hash)
      where p.community_id = community and p.crop = 0 and p.band3 = any (c3)
        and bit_count((p.hash # q.hash)::bit(64)) <= 7) f
      group by crop, hash order by min(apart) limit most)
    select p.sha256, p.crop, p.fine
    from near n join photo_print p on p.community_id = community and p.hash = n.hash and p.crop = n.crop
    order by n.apart limit most;
end $$;
revoke execute on function ybz_photos_like from public;
grant execute on function ybz_photos_like to ybz_app;
