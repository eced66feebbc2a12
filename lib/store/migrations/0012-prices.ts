/**
 * `price_models`: what an installation's energy costs, as its owner entered it last (`lib/prices/model.ts`), with a version that counts up.
 *
 * `spot_prices`: what was published for a quarter-hour (`quarter` counts from 1970), of a kWh and without VAT; a price that is published
 * again is another row, and the newest holds.
 */
export const prices = `
create table price_models (
  installation_id text primary key,
  version bigint not null,
  model jsonb not null,
  changed_by text not null,
  changed_at bigint not null
);

create table spot_prices (
  installation_id text not null,
  quarter integer not null,
  published_at bigint not null,
  per_kwh numeric not null,
  currency text not null,
  primary key (installation_id, quarter, published_at)
);
`;
