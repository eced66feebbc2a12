/**
 * What orders observations (wire.md, Clocks): the charger's own time, the epoch of its clock, and the arrival; what is derived of a
 * charger's messages; how much of a journal is in the store; and the name of the session at the
 * broker that all instances share.
 */
export const order = `
alter table last_observations
  add column own_at double precision,
  add column epoch integer not null default 0,
  add column arrived_at double precision;
update last_observations set own_at = observed_at, arrived_at = observed_at;
alter table last_observations
  alter column own_at set not null,
  alter column arrived_at set not null,
  drop column future;

create table derived (
  device_id text primary key,
  state jsonb not null
) with (fillfactor = 70);

create table journals (
  name text primary key,
  sequence double precision not null
);

create table broker_session (
  one boolean primary key default true check (one),
  client_id text not null
);
`;
