import { isJsonObject } from "../../domain/json";
import type { Said } from "../charger/turn";

/** A charger's recorded state, as its maker's cloud gave it: instants in ms since 1970. */
export interface Recording {
  /** Newest value of each observation, oldest first. */
  states: readonly Said[];
  /** The completed session's meter readings as single OCMF records, oldest first. */
  readings: readonly Said[];
  /** The newest instant in it. */
  lastAt: number;
  deviceId: string | null;
}

/** Observation ids of the cloud's own making (is online, pulse, ...) are below this. */
const firstId = 0;
const signedMeterValue = 554;
const completedSession = 723;

function fields(value: unknown): Record<string, unknown> {
  return isJsonObject(value) ? value : {};
}

/** The cloud's timestamps are UTC without saying so. */
function cloudInstant(text: unknown): number {
  const at = typeof text === "string" ? Date.parse(text.endsWith("Z") ? text : `${text}Z`) : Number.NaN;
  if (Number.isNaN(at)) throw new Error(`not an instant: ${JSON.stringify(text)}`);
  return at;
}

/** OCMF's instants, `2025-05-13T18:35:44,723+00:00 R`. */
function meterInstant(text: unknown): number {
  const at = typeof text === "string" ? Date.parse((text.split(" ")[0] ?? "").replace(",", ".")) : Number.NaN;
  if (Number.isNaN(at)) throw new Error(`not a meter's instant: ${JSON.stringify(text)}`);
  return at;
}

/**
 * The readings of a session's OCMF record, each as a record of its own under the session's header. A field that a reading
 * leaves out repeats the one before.
 */
function readingsOf(record: string): Said[] {
  const data = fields(JSON.parse(record.slice(record.indexOf("|") + 1).split("|")[0] ?? ""));
  const { RD, ...header } = data;
  let before: Record<string, unknown> = {};
  return (Array.isArray(RD) ? RD : []).map((item) => {
    before = { ...before, ...fields(item) };
    const value = `OCMF|${JSON.stringify({ ...header, RD: [before] })}`;
    return { id: signedMeterValue, value, at: meterInstant(before.TM) };
  });
}

function sessionRecord(states: readonly Said[]): string | null {
  const value = states.find((said) => said.id === completedSession)?.value;
  const record = value ? fields(JSON.parse(value)).SignedSession : null;
  return typeof record === "string" && record.startsWith("OCMF|") ? record : null;
}

/**
 * Reads a recorded state: a JSON array of `{"StateId":710,"Timestamp":"2024-03-09T17:04:21.243","ValueAsString":"2"}`.
 * Throws with what is wrong and at which entry.
 */
export function readRecording(text: string): Recording {
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list) || list.length === 0) throw new Error("a recording is a JSON array of states");
  const all = list.map((item, index) => {
    const { StateId, Timestamp, ValueAsString } = fields(item);
    const value = ValueAsString ?? null;
    if (!Number.isInteger(StateId) || (value !== null && typeof value !== "string")) {
      throw new Error(`state ${index} of the recording: not a StateId with a ValueAsString`);
    }
    return { id: Number(StateId), value, at: cloudInstant(Timestamp) };
  });
  const states = all.filter((said) => said.id >= firstId).sort((a, b) => a.at - b.at);
  const record = sessionRecord(states);
  const { GS } = record ? fields(JSON.parse(record.slice(record.indexOf("|") + 1).split("|")[0] ?? "")) : {};
  return {
    states,
    readings: record ? readingsOf(record) : [],
    lastAt: Math.max(...all.map((said) => said.at)),
    deviceId: typeof GS === "string" && /^[A-Z]{3}[0-9]{6}$/.test(GS) ? GS : null,
  };
}
