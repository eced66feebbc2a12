import type { ChangedIds } from "../coalesce";
import type { AudienceGroup } from "./audience-group";
import type { FleetReader } from "./fleet-reader";

/** Finds the groups that a change concerns, without asking each: many people look at few chargers each. */
export interface GroupIndex {
  add(group: AudienceGroup): void;
  remove(group: AudienceGroup): void;
  touchedBy(change: ChangedIds): Iterable<AudienceGroup>;
}

export function createGroupIndex(fleetReader: FleetReader): GroupIndex {
  const all = new Set<AudienceGroup>();
  const byKey = new Map<string, Set<AudienceGroup>>();
  const keysOf = ({ interest }: AudienceGroup) => [
    ...[...interest.details, ...interest.sent].map((id) => `charger ${id}`),
    ...[...interest.installations].map((id) => `installation ${id}`),
    ...(interest.fleet ? ["fleet"] : []),
    ...(interest.firmware ? ["firmware"] : []),
    ...(interest.support ? ["support"] : []),
  ];
  return {
    add(group) {
      all.add(group);
      for (const key of keysOf(group)) {
        const groups = byKey.get(key);
        if (groups) groups.add(group);
        else byKey.set(key, new Set([group]));
      }
    },
    remove(group) {
      all.delete(group);
      for (const key of keysOf(group)) {
        const groups = byKey.get(key);
        groups?.delete(group);
        if (groups?.size === 0) byKey.delete(key);
      }
    },
    touchedBy(change) {
      if (change.links) return [...all];
      const touched = new Set<AudienceGroup>();
      const mark = (key: string) => {
        for (const group of byKey.get(key) ?? []) touched.add(group);
      };
      const installations = new Set(change.installations);
      for (const id of change.chargers) {
        mark(`charger ${id}`);
        const installationId = fleetReader.installationOf(id);
        if (installationId != null) installations.add(installationId);
      }
      for (const id of installations) mark(`installation ${id}`);
      if (change.installations.size > 0) mark("fleet");
      if (change.firmware) mark("firmware");
      if (change.support) mark("support");
      return touched;
    },
  };
}
