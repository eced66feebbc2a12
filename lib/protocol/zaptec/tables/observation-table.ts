import { observationRows } from "./observation-rows";
import type { ObservationRow } from "./row-types";

const byId = new Map<number, ObservationRow>(observationRows.map((row) => [row.id, row]));
const byKey = new Map<string, number>(observationRows.map((row) => [row.key, row.id]));

/** What is known about an observation id; for an unlisted one the key and name `#id`, and text as type. */
export function describe(id: number): ObservationRow {
  const key = `#${id}`;
  return byId.get(id) ?? { id, key, name: key, type: "text", unit: null, sensitive: false, sample: null, meaning: "" };
}

/** The wire's id of a key, `#123` included; undefined for a key that nothing has. */
export function idOf(key: string): number | undefined {
  const listed = byKey.get(key);
  if (listed !== undefined) return listed;
  return /^#-?\d{1,10}$/.test(key) ? Number(key.slice(1)) : undefined;
}
