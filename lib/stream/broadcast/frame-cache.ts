import type { Actor } from "../../domain/access/actor";
import type { DeviceId } from "../../domain/ids";
import type { ChangedIds } from "../coalesce";
import { rightsKey, sees } from "./audience";
import type { FleetReader } from "./fleet-reader";

/** Parts of frames as JSON text, each made once for all subscribers until it changes. null: no such thing. */
export interface FrameCache {
  installation(id: string): string | null;
  charger(id: DeviceId): string | null;
  detail(id: DeviceId): string | null;
  sent(id: DeviceId): string | null;
  addresses(id: DeviceId): string | null;
  links(): string;
  firmware(viewer: Actor): string;
  support(): string;
  /** What a change touched is made anew when it is next asked for. */
  forget(change: ChangedIds): void;
  forgetAll(): void;
}

// About 2 KB each: bounds what is kept for a large fleet.
const mostKept = 20_000;

export function createFrameCache(fleetReader: FleetReader): FrameCache {
  const kept = new Map<string, string>();
  const text = <T>(key: string, make: () => T | null): string | null => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const value = make();
    if (value === null) return null;
    const made = JSON.stringify(value);
    if (kept.size >= mostKept) kept.clear();
    kept.set(key, made);
    return made;
  };
  return {
    installation: (id) => text(`i ${id}`, () => fleetReader.installation(id)),
    charger: (id) => text(`c ${id}`, () => fleetReader.charger(id)),
    detail: (id) => text(`d ${id}`, () => fleetReader.detail(id)),
    sent: (id) =>
      text(`s ${id}`, () => {
        const observations = fleetReader.sentObservations(id);
        return observations === null ? null : { deviceId: id, observations, messages: fleetReader.sentMessages(id) };
      }),
    addresses: (id) =>
      text(`a ${id}`, () => {
        const addresses = fleetReader.addresses(id);
        return addresses === null ? null : { deviceId: id, addresses };
      }),
    // The instant of the last message moves without a change being told.
    links: () => JSON.stringify(fleetReader.links()),
    firmware: (viewer) => text(`f ${rightsKey(viewer)}`, () => fleetReader.firmware(sees(viewer))) ?? "null",
    support: () => text("support", () => fleetReader.support()) ?? "null",
    forget(change) {
      if (kept.size === 0) return;
      for (const id of change.chargers) {
        kept.delete(`c ${id}`);
        kept.delete(`d ${id}`);
        kept.delete(`s ${id}`);
        kept.delete(`a ${id}`);
      }
      for (const id of change.installations) kept.delete(`i ${id}`);
      if (change.support) kept.delete("support");
      if (change.firmware) for (const key of kept.keys()) if (key.startsWith("f ")) kept.delete(key);
    },
    forgetAll: () => kept.clear(),
  };
}
