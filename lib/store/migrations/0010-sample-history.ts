/**
 * Of which stretch before its history began a charger has a sample, and how far that is made: whole microseconds since 1970. All
 * chargers of a database have the same.
 */
export const sampleHistory = `
create table history_samples (
  charger integer primary key,
  from_at bigint not null,
  to_at bigint not null,
  made_until bigint not null
);
`;
