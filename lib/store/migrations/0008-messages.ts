/**
 * What chargers said and were told, byte for byte, a partition for each day (UTC). `at` is in whole microseconds since 1970. `id`
 * orders messages of the same instant; how one came stands in `flags` (broker/message-flags.ts).
 */
export const messages = `
create table messages (
  id bigserial,
  device_id text not null,
  at bigint not null,
  sent boolean not null,
  flags smallint not null,
  topic text not null,
  payload bytea not null
) partition by range (at);
create index messages_by_charger on messages (device_id, at, id);
`;
