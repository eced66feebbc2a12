import { Refusal } from "../../contract/refusal";
import type { Person } from "../../domain/access/person";
import type { DeviceId, InstallationId } from "../../domain/ids";
import type { Priority, Topology } from "../../domain/topology";
import type { Dialect } from "../../protocol/dialect";
import type { Store } from "../../store/store";
import type { Changed, InstallationSettings } from "../../store/tables/settings-store";
import type { StoreAccess } from "../base/store-access";

/** How long after a change of the available current the next may follow, where the chargers' cloud demands it. */
const paceMs = 15 * 60_000;

/** Records what people set, at once for every instance. Role and visibility are the caller's part. */
export interface SettingsChanger {
  /** Who set by hand what holds, and when, ms; null: nobody is known. */
  overrideBy(id: InstallationId): Promise<{ name: string; at: number } | null>;
  /** Refuses with `changedTooSoon` and `againAt`. */
  setInstallation(person: Person, id: InstallationId, set: InstallationSettings): Promise<void>;
  /** `offlineCurrentA` goes to the charger through the embedded gateway, now or when it is back; the charger echoes it. */
  setCharger(person: Person, id: DeviceId, set: { priority?: Priority; offlineCurrentA?: number }): Promise<void>;
}

export interface SettingsChangerOptions extends StoreAccess {
  now(): number;
  topology(): Topology;
  dialectOf(deviceId: DeviceId): Dialect;
  /** The embedded gateway keeps the chargers' twins. */
  embedded: boolean;
}

export function createSettingsChanger({
  callOrRefuse,
  now,
  topology,
  dialectOf,
  embedded,
}: SettingsChangerOptions): SettingsChanger {
  const by = ({ id, name }: Person) => ({ personId: id, name, at: now() });

  function settingsOf(deviceId: DeviceId): NonNullable<Dialect["settings"]> {
    const { settings } = dialectOf(deviceId);
    if (settings === null) throw new Refusal("settingNotPossible", { rule: "noSettings" });
    return settings;
  }

  async function sendOffline(store: Store, deviceId: DeviceId, to: number): Promise<Changed> {
    const settings = settingsOf(deviceId);
    const { desired } = await store.twins.get(deviceId);
    const from = settings.offlineCurrentA(desired.document);
    if (from === to) return {};
    const { outcome } = await store.twins.patch(deviceId, "desired", settings.desired({ offlineCurrentA: to }));
    if (outcome !== "done") throw new Refusal("settingNotPossible", { detail: `The charger's settings: ${outcome}.` });
    return { offlineCurrentA: { from, to } };
  }

  return {
    overrideBy: (id) => callOrRefuse((store) => store.settings.overrideBy(id)),
    async setInstallation(person, id, set) {
      const result = await callOrRefuse((store) => store.settings.setInstallation(id, set, by(person), paceMs));
      if (result.outcome === "unknown") throw new Refusal("notFound");
      if (result.outcome === "tooSoon") throw new Refusal("changedTooSoon", { againAt: result.againAt });
    },
    async setCharger(person, deviceId, { priority, offlineCurrentA }) {
      const entry = topology().chargers.find((charger) => charger.deviceId === deviceId);
      if (!entry?.circuitId) throw new Refusal("settingNotPossible", { rule: "notAssigned" });
      if (offlineCurrentA !== undefined) {
        settingsOf(deviceId);
        if (!embedded) throw new Refusal("settingNotPossible", { rule: "ownBroker" });
        if (!entry.enrolled) throw new Refusal("settingNotPossible", { rule: "notEnrolled" });
        if (offlineCurrentA > entry.maxCurrentA)
          throw new Refusal("badRequest", { detail: `offlineCurrentA: is above the charger's ${entry.maxCurrentA} A` });
      }
      await callOrRefuse(async (store) => {
        const sent = offlineCurrentA === undefined ? {} : await sendOffline(store, deviceId, offlineCurrentA);
        const set = priority === undefined ? {} : { priority };
        const outcome = await store.settings.setCharger(deviceId, set, by(person), sent);
        if (outcome === "unknown") throw new Refusal("settingNotPossible", { rule: "notAssigned" });
      });
    },
  };
}
