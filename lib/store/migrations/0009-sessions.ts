/**
 * Charging sessions, as they follow from what chargers told. Instants are whole microseconds since 1970; `day` counts from 1970 (UTC).
 *
 * `sessions`: a session's place is that of its charger when it was first seen. `begin_at`: its start, or by when it had begun. Where a
 * start or an end is known, its two bounds are the same; the end of one that goes on has none. `session` has all of it but the tag and the
 * signed record, which are kept for another time.
 *
 * `sessions_due`: of which charger something was told that sessions follow from, by the day of which it was told. It is written with what
 * was told, and taken away with what followed from it; a row that was written again has another version.
 *
 * `energy_quarters`: the energy of each quarter-hour of a day in which a charger had a session, Wh. Null: unknown, which is not 0.
 */
export const sessions = `
create table sessions (
  id uuid primary key,
  device_id text not null,
  session_id text not null,
  installation_id text,
  circuit_id text,
  begin_at bigint not null,
  start_from bigint,
  start_to bigint,
  end_from bigint,
  end_to bigint,
  open boolean not null,
  energy_wh bigint,
  verdict text,
  flags text[] not null,
  failed_starts integer not null,
  tag text,
  session jsonb not null,
  signed_record text,
  key_id text,
  public_key text
);
create unique index sessions_by_session on sessions (device_id, md5(session_id));
create index sessions_by_charger on sessions (device_id, begin_at, id);
create index sessions_by_installation on sessions (installation_id, begin_at, id);
create index sessions_by_begin on sessions (begin_at, id);
create index sessions_with_tag on sessions (begin_at) where tag is not null or signed_record is not null;
create index sessions_by_tag on sessions using hash (tag);

create table tag_names (
  installation_id text not null,
  tag text not null,
  name text not null,
  entered_by text not null,
  at bigint not null
);
create unique index tag_names_by_tag on tag_names (installation_id, md5(tag));

create table sessions_due (
  device_id text not null,
  day integer not null,
  from_at bigint not null,
  to_at bigint not null,
  urgent boolean not null,
  since bigint not null,
  version bigserial,
  primary key (device_id, day)
) with (fillfactor = 70);

create table energy_quarters (
  device_id text not null,
  day integer not null,
  wh integer[] not null check (cardinality(wh) = 96),
  estimated bit(96) not null,
  primary key (device_id, day)
);

create table charger_meter_keys (
  device_id text not null,
  key text not null,
  entered_by text not null,
  at bigint not null,
  primary key (device_id, at)
);
`;
