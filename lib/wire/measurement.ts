import type { Message } from "../domain/message";
import type { KnownKey } from "../domain/observation";
import { parseJson } from "./json";
import { observationRows } from "./observation-rows";

const keys: readonly KnownKey[] = [
  "powerW",
  "current1A",
  "current2A",
  "current3A",
  "voltage1V",
  "voltage2V",
  "voltage3V",
];
const units: ReadonlySet<string | null> = new Set(["°C", "%", "dBm or %"]);
const ids = new Set(
  observationRows.filter(({ key, unit }) => units.has(unit) || keys.some((one) => one === key)).map(({ id }) => id),
);

function idOf(member: unknown): unknown {
  return typeof member === "object" && member !== null && "ObservationId" in member ? member.ObservationId : null;
}

/**
 * Whether a telemetry payload tells measurements alone (powers, currents, voltages, temperatures, humidity, signal): what may be
 * dropped first for want of room. Energy is none: it belongs to its session. Never throws.
 */
export function tellsMeasurementsOnly(payload: Buffer): boolean {
  const said = parseJson(payload.toString("utf8"));
  if (typeof said !== "object" || said === null || !("Type" in said)) return false;
  const isMeasured = (member: unknown): boolean => {
    const id = idOf(member);
    return typeof id === "number" && ids.has(id);
  };
  if (said.Type === 1) return isMeasured(said);
  const members: unknown = said.Type === 6 && "Observations" in said ? said.Observations : null;
  return Array.isArray(members) && members.length > 0 && members.every(isMeasured);
}

/** Whether all that a decoded message tells are measurements, all of them readable. */
export function holdsMeasurementsOnly(message: Message): message is Extract<Message, { kind: "observations" }> {
  if (message.kind !== "observations" || message.faults.length > 0) return false;
  return message.observations.length > 0 && message.observations.every(({ id }) => ids.has(id));
}
