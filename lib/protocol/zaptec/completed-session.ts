import type { CompletedSession, SessionRecord } from "../../domain/charger/completed-session";
import { parseJson } from "../../domain/json";
import { parseInstant } from "../read/instant";

/** Reads observation 723, a JSON text with `SessionId`, `Energy` in kWh and times in UTC. Null: it is no such record. */
export function parseCompletedSession(json: string): CompletedSession | null {
  const { SessionId: id, Energy: energy, StartDateTime: start, EndDateTime: end } = fieldsOf(json);
  if (typeof id !== "string" || id === "") return null;
  return {
    id,
    energyKwh: typeof energy === "number" && Number.isFinite(energy) && energy >= 0 ? energy : null,
    startedAt: instant(start),
    endedAt: instant(end),
  };
}

/** Reads all of it: beside that who was authorised, whether the clock had been set, and the meter's readings. */
export function parseSessionRecord(json: string): SessionRecord | null {
  const session = parseCompletedSession(json);
  const { AuthenticationCode: tag, ReliableClock: reliable, SignedSession: signed } = fieldsOf(json);
  return (
    session && {
      ...session,
      tag: textOf(tag),
      hadSetClock: typeof reliable === "boolean" ? reliable : null,
      signedReadings: textOf(signed),
    }
  );
}

function fieldsOf(json: string): Record<string, unknown> {
  const given = parseJson(json);
  return typeof given === "object" ? { ...given } : {};
}

const textOf = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);

function instant(value: unknown): number | null {
  const ms = typeof value === "string" ? Math.floor(parseInstant(value)) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}
