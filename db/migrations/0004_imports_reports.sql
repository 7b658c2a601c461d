-- Imports: a file and what became of each row; reports: outlines, drafts and what an issued report froze.
create table import_batch (
  community_id uuid not null references org,
  id uuid not null,
  file_name text not null,
  sha256 text not null,
  year integer not null,
  state text not null default 'uploaded' check (state in ('uploaded', 'running', 'done', 'failed', 'cancelled')),
  readings jsonb not null default '[]',
  summary jsonb,
  actor uuid not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (community_id, id)
);

-- Headings a clerk mapped once, by their signature.
create table import_mapping (
  community_id uuid not null references org,
  signature text not null,
  target text not null,
  columns jsonb not null,
  updated_at timestamptz not null,
  primary key (community_id, signature)
);

-- Which row of which sheet became which object: the way the same file changes nothing when it comes again.
create table import_link (
  community_id uuid not null references org,
  source text not null,
  row_key text not null,
  content_hash text not null,
  object_type text not null,
  object_id uuid not null,
  batch_id uuid not null,
  primary key (community_id, source, row_key, object_type)
);
create index on import_link (community_id, object_id);

-- A row that could not become a record waits here to be mended; it is in no total.
create table pending_row (
  community_id uuid not null references org,
  id uuid not null,
  batch_id uuid not null,
  source text not null,
  row_key text not null,
  content_hash text not null,
  sheet text not null,
  row_number integer not null,
  target text not null,
  cells jsonb not null,
  draft jsonb not null,
  findings jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'mended', 'dropped')),
  reason text,
  object_id uuid,
  version integer not null,
  created_at timestamptz not null,
  primary key (community_id, id),
  foreign key (community_id, batch_id) references import_batch (community_id, id)
);
create unique index pending_row_source on pending_row (community_id, source, row_key) where state = 'waiting';

create table outline (
  community_id uuid not null references org,
  id uuid not null,
  code text not null,
  name text not null,
  period text not null check (period in ('month', 'quarter', 'year', 'free')),
  source text not null,
  version integer not null,
  primary key (community_id, id),
  unique (community_id, code)
);

create table report (
  community_id uuid not null references org,
  id uuid not null,
  outline text,
  title text not null,
  day_from date not null,
  day_to date not null,
  state text not null default 'draft' check (state in ('draft', 'review', 'issued', 'withdrawn')),
  doc jsonb not null,
  version integer not null,
  author uuid not null,
  reviewer uuid,
  issuer uuid,
  issued_at timestamptz,
  position bigint,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (community_id, id)
);

-- Only an issued report stores figures: value, print, position and the records that made them, frozen.
create table report_figure (
  community_id uuid not null references org,
  report_id uuid not null,
  chip text not null,
  key text not null,
  label text not null,
  day_from date not null,
  day_to date not null,
  value numeric,
  unit text not null,
  printed text not null,
  count integer not null,
  evidence jsonb not null,
  primary key (community_id, report_id, chip),
  foreign key (community_id, report_id) references report (community_id, id)
);

grant select, insert, update on import_batch, import_mapping, import_link, pending_row, outline, report to ybz_app;
grant delete on import_mapping, import_link to ybz_app;
grant select, insert on report_figure to ybz_app;
select ybz_wall(t) from unnest(array['import_batch', 'import_mapping', 'import_link', 'pending_row', 'outline',
  'report', 'report_figure']) t;
