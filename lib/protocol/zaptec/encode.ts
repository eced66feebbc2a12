import type { Method } from "../../domain/command/method";
import type { DeviceId } from "../../domain/ids";

const numbers: Record<Method["name"], number> = {
  pingReply: 1,
  restart: 102,
  upgradeFirmware: 200,
  allocate: 501,
  deallocate: 502,
  stopFinal: 506,
  resume: 507,
  tagGranted: 601,
  tagDenied: 602,
};

/** The number by which the wire calls a method. */
export function numberOf(name: Method["name"]): number {
  return numbers[name];
}

/**
 * A command for a charger, on the fleet side. The body is a JSON array of strings, or `null`: never empty, since the official
 * device SDK answers 400 to that.
 */
export function encodeMethod(deviceId: DeviceId, rid: string, method: Method): { topic: string; payload: string } {
  const payload =
    method.name === "allocate" ? JSON.stringify([String(method.currentA), String(method.phaseId)]) : "null";
  return { topic: `devices/${deviceId}/methods/POST/${numbers[method.name]}/?$rid=${rid}`, payload };
}
