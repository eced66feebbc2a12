/** Meters' keys are those that were entered and those that chargers told (`entered_by` null), each once: a meter can be exchanged. */
export const meterKeys = `
alter table charger_meter_keys alter entered_by drop not null;
create unique index charger_meter_keys_by_key on charger_meter_keys (device_id, md5(key));
`;
