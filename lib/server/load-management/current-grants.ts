import type { GrantView } from "../../domain/charger/grant";
import type { DeviceId, InstallationId } from "../../domain/ids";

/** What was granted last, by installation. */
export interface CurrentGrants {
  /** True: it is not what stood there before. */
  put(id: InstallationId, granted: Map<DeviceId, GrantView>): boolean;
  /** True: there was something. */
  remove(id: InstallationId): boolean;
  /** Nothing is granted any more, and that is told. */
  clear(): void;
  /** Tells all grants of all installations. */
  tell(): void;
}

export function createCurrentGrants(apply: (grants: Map<DeviceId, GrantView>) => void): CurrentGrants {
  const byInstallation = new Map<InstallationId, Map<DeviceId, GrantView>>();
  const tell = () => {
    const all = new Map<DeviceId, GrantView>();
    for (const some of byInstallation.values()) for (const [deviceId, grant] of some) all.set(deviceId, grant);
    apply(all);
  };
  return {
    put(id, granted) {
      const before = byInstallation.get(id);
      byInstallation.set(id, granted);
      return before === undefined || JSON.stringify([...before]) !== JSON.stringify([...granted]);
    },
    remove: (id) => byInstallation.delete(id),
    clear() {
      byInstallation.clear();
      tell();
    },
    tell,
  };
}
