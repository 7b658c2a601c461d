-- Jobs are added in the recording transaction, under a role that owns nothing; the queue's own schema stays closed.
create function ybz_enqueue(task text, payload jsonb, job_key text default null) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform graphile_worker.add_job(task, payload::json, job_key := ybz_enqueue.job_key, max_attempts := 5);
end $$;
revoke all on function ybz_enqueue(text, jsonb, text) from public;
grant execute on function ybz_enqueue(text, jsonb, text) to ybz_app;
