/**
 * `sessions.end_at`: by when a session had ended; the largest number while it goes on, so that those come last of all. Totals are read
 * from the index alone: a row is wide, and there can be a million. A tag is not in it: it may be longer than an index holds.
 *
 * `tag_names`: who holds a tag at an installation, as its owner entered it, and to which flat, firm or household that one belongs.
 */
export const sessionLists = `
alter table sessions add column end_at bigint not null generated always as (
  case when open then 9223372036854775807 else coalesce(end_to, end_from, begin_at) end
) stored;
create index sessions_by_end on sessions (end_at, id);
create index sessions_of_installation_by_end on sessions (installation_id, end_at, id)
  include (open, energy_wh, failed_starts, device_id, circuit_id, flags);
create index sessions_of_charger_by_end on sessions (device_id, end_at, id);

alter table tag_names add column group_name text;
`;
