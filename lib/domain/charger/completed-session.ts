import { isJsonObject, parseJson } from "../json";

/** What the record of a finished session (observation 723) tells of it. */
export interface CompletedSession {
  id: string;
  energyKwh: number | null;
  startedAt: number | null;
  endedAt: number | null;
}

/** Reads observation 723, a JSON text with `SessionId`, `Energy` in kWh and times in UTC. Null: it is no such record. */
export function parseCompletedSession(json: string): CompletedSession | null {
  const record = parseJson(json);
  if (!isJsonObject(record)) return null;
  const { SessionId: id, Energy: energy, StartDateTime: start, EndDateTime: end } = record;
  if (typeof id !== "string" || id === "") return null;
  return {
    id,
    energyKwh: typeof energy === "number" && Number.isFinite(energy) && energy >= 0 ? energy : null,
    startedAt: instant(start),
    endedAt: instant(end),
  };
}

function instant(value: unknown): number | null {
  if (typeof value !== "string") return null;
  const utc = /(Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`;
  const ms = Date.parse(utc);
  return Number.isNaN(ms) ? null : ms;
}
