/**
 * What chargers told, kept. Instants (`at`, `own_at`, `arrived_at`, ...) are whole microseconds since 1970; `hour` and `day` count
 * from 1970 too. What is not packed yet stands in `history_hot`, and where it came after its hour was sealed in `history_late`; both
 * hold the same columns and no key: of several rows of the same charger, kind, epoch and instants the last to arrive counts.
 */
export const history = `
create table history_chargers (
  no integer generated always as identity primary key,
  device_id text not null unique
);

create table history_mark (
  one boolean primary key default true check (one),
  sealed_until bigint not null,
  packed_until bigint not null,
  days_until integer not null,
  lines_until integer not null,
  check (packed_until <= sealed_until)
);

create table history_hot (
  own_at bigint not null,
  at bigint not null,
  arrived_at bigint not null,
  charger integer not null,
  kind integer not null,
  epoch integer not null,
  gone boolean not null,
  raw text
) partition by range (at);
create index history_hot_by_charger on history_hot (charger, at);
create index history_hot_by_instant on history_hot using brin (at);

create table history_late (
  own_at bigint not null,
  at bigint not null,
  arrived_at bigint not null,
  charger integer not null,
  kind integer not null,
  epoch integer not null,
  gone boolean not null,
  raw text
);
create index history_late_by_charger on history_late (charger, at);

create table history_personal (
  own_at bigint not null,
  at bigint not null,
  arrived_at bigint not null,
  charger integer not null,
  kind integer not null,
  epoch integer not null,
  gone boolean not null,
  raw text
);
create index history_personal_by_charger on history_personal (charger, at);
create index history_personal_by_instant on history_personal using brin (at);

create table history_blocks (
  charger integer not null,
  hour integer not null,
  block bytea not null,
  stats bytea,
  primary key (charger, hour)
) partition by range (hour);

create table history_days (
  charger integer not null,
  day integer not null,
  held bytea not null,
  stats bytea not null,
  primary key (charger, day)
) partition by range (day);

create table history_stale (
  charger integer not null,
  day integer not null,
  primary key (charger, day)
);

create table history_lines (
  installation_id text not null,
  hour integer not null,
  lines bytea not null,
  primary key (installation_id, hour)
) partition by range (hour);

create table history_stale_hours (
  charger integer not null,
  hour integer not null,
  primary key (charger, hour)
);

create table history_watched (
  from_at bigint primary key,
  to_at bigint not null
);
`;
