/** Instants are double precision: ms since 1970, microseconds as fraction. */
export const first = `
create table installations (
  id text primary key,
  name text not null,
  network_type text not null,
  main_fuse_a double precision not null,
  available_a double precision[] not null check (array_length(available_a, 1) = 3),
  imbalance_limit_a double precision,
  switch_current_a double precision not null,
  time_zone text not null,
  authorisation jsonb not null
);

create table circuits (
  id text primary key,
  installation_id text not null references installations (id) on delete cascade,
  name text not null,
  fuse_a double precision not null
);
create index circuits_by_installation on circuits (installation_id);

create table chargers (
  device_id text primary key,
  circuit_id text references circuits (id) on delete set null,
  name text not null,
  rotation text not null,
  max_current_a double precision not null,
  min_current_a double precision not null
);
create index chargers_by_circuit on chargers (circuit_id);

create table device_keys (
  device_id text primary key references chargers (device_id) on delete cascade,
  sealed bytea not null,
  changed_at double precision not null
);

create table twins (
  device_id text primary key references chargers (device_id) on delete cascade,
  desired jsonb not null default '{}',
  desired_version integer not null default 1,
  reported jsonb not null default '{}',
  reported_version integer not null default 1
);

create table people (
  id text primary key,
  email text not null,
  name text not null,
  role text not null,
  password_hash text,
  demo boolean not null default false,
  disabled boolean not null default false,
  version integer not null default 1,
  created_at double precision not null
);
create unique index people_email on people (lower(email));

create table person_installations (
  person_id text not null references people (id) on delete cascade,
  installation_id text not null references installations (id) on delete cascade,
  primary key (person_id, installation_id)
);
create index person_installations_by_installation on person_installations (installation_id);

create table commands (
  id uuid primary key,
  device_id text not null,
  kind text not null,
  person_id text not null,
  person_name text not null,
  idempotency_key text not null,
  course jsonb not null,
  waiting text,
  deadline_at double precision,
  requested_at double precision not null,
  ended boolean not null
);
create unique index commands_idempotency on commands (person_id, idempotency_key);
create unique index commands_one_open on commands (device_id, kind) where not ended;
create index commands_by_charger on commands (device_id, requested_at desc);
create index commands_by_charger_and_kind on commands (device_id, kind, requested_at desc) where ended;

create table last_observations (
  device_id text not null,
  id integer not null,
  raw text,
  observed_at double precision not null,
  future boolean not null,
  primary key (device_id, id)
) with (fillfactor = 80);

create table heard (
  device_id text primary key,
  heard_at double precision not null
) with (fillfactor = 70);

create table available_versions (
  product text primary key,
  version text not null,
  entered_by text not null,
  at double precision not null
);

create table leases (
  name text primary key,
  holder text not null,
  until timestamptz not null
);
`;
