import { isJsonObject, parseJson } from "../../domain/json";

/** Longer than any pulse, bytes. */
const mostBytes = 256;

/** Whether a telemetry payload is a pulse (envelope `Type` 2), which says that its charger lives and no more. Never throws. */
export function isPulse(payload: Buffer): boolean {
  if (payload.length > mostBytes) return false;
  const envelope = parseJson(payload.toString());
  return isJsonObject(envelope) && envelope.Type === 2;
}
