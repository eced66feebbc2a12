import type { DeviceId } from "../../domain/ids";
import type { ChargerOrder } from "../charger-order";
import { phaseIdOf } from "./phase-ids";

/**
 * A command that its charger has not answered for so long has expired, ms: the dashboard says so, and on the way to the charger it
 * is thrown away.
 */
export const answerWithinMs = 15_000;

/** stop is 506, stop-final; start is 507, resume. */
const methods: Record<ChargerOrder["name"], number> = {
  pingReply: 1,
  restart: 102,
  upgradeFirmware: 200,
  allocate: 501,
  deallocate: 502,
  report: 503,
  stop: 506,
  start: 507,
  tagGranted: 601,
  tagDenied: 602,
};

/** The number by which the wire calls an order. */
export function methodOf(name: ChargerOrder["name"]): number {
  return methods[name];
}

/**
 * An order for a charger, on the fleet side. The body is a JSON array of strings, or `null`: never empty, since the official
 * device SDK answers 400 to that. Null: terminals that no phase id names.
 */
export function encode(
  deviceId: DeviceId,
  rid: string,
  order: ChargerOrder,
): { topic: string; payload: string } | null {
  const topic = `devices/${deviceId}/methods/POST/${methods[order.name]}/?$rid=${rid}`;
  if (order.name !== "allocate") return { topic, payload: "null" };
  const phaseId = phaseIdOf(order.terminals);
  return phaseId === null ? null : { topic, payload: JSON.stringify([String(order.currentA), String(phaseId)]) };
}
