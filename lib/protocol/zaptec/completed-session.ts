import type { CompletedSession } from "../../domain/charger/completed-session";

/** Reads observation 723, a JSON text with `SessionId`, `Energy` in kWh and times in UTC. Null: it is no such record. */
export function parseCompletedSession(json: string): CompletedSession | null {
  const record = parse(json);
  if (record === null) return null;
  const { SessionId: id, Energy: energy, StartDateTime: start, EndDateTime: end } = record;
  if (typeof id !== "string" || id === "") return null;
  return {
    id,
    energyKwh: typeof energy === "number" && Number.isFinite(energy) && energy >= 0 ? energy : null,
    startedAt: instant(start),
    endedAt: instant(end),
  };
}

function parse(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    // Not JSON: there is no record to show, and support still sees the text itself.
    return null;
  }
}

function instant(value: unknown): number | null {
  if (typeof value !== "string") return null;
  const utc = /(Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`;
  const ms = Date.parse(utc);
  return Number.isNaN(ms) ? null : ms;
}
