import type { CompletedSession } from "../../domain/charger/completed-session";
import { parseJson } from "../../domain/json";
import { parseInstant } from "../read/instant";

/** Reads observation 723, a JSON text with `SessionId`, `Energy` in kWh and times in UTC. Null: it is no such record. */
export function parseCompletedSession(json: string): CompletedSession | null {
  const given = parseJson(json);
  const record: Record<string, unknown> = typeof given === "object" ? { ...given } : {};
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
  const ms = typeof value === "string" ? Math.floor(parseInstant(value)) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}
