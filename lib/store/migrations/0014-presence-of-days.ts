/**
 * `history_days.presence`: what was told of a charger's presence in a day, with what held when it began, packed; null: it was not summed up
 * yet. Days that were summed up before are summed up again.
 */
export const presenceOfDays = `
alter table history_days add column presence bytea;
insert into history_stale (charger, day) select charger, day from history_days on conflict do nothing;
`;
