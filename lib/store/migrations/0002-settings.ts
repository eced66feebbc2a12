/** What people set for an installation and its chargers, by whom; meters that may publish; links for a wall. */
export const settings = `
alter table installations
  add column schedule jsonb not null default '[]',
  add column override jsonb,
  add column meter jsonb,
  add column cloud_paced boolean not null default false,
  add column available_changed_at double precision;

alter table chargers add column priority integer not null default 2 check (priority between 1 and 3);

create table setting_changes (
  id bigint generated always as identity primary key,
  installation_id text not null,
  device_id text,
  person_id text not null,
  person_name text not null,
  changed jsonb not null,
  at double precision not null
);
create index setting_changes_by_installation on setting_changes (installation_id, at desc);

create table meter_keys (
  installation_id text primary key references installations (id) on delete cascade,
  hash bytea not null,
  changed_at double precision not null
);

create table wall_links (
  id uuid primary key,
  installation_id text not null references installations (id) on delete cascade,
  hash bytea not null unique,
  person_id text not null,
  person_name text not null,
  made_at double precision not null,
  revoked_at double precision,
  revoked_by text
);
create index wall_links_by_installation on wall_links (installation_id) where revoked_at is null;
`;
