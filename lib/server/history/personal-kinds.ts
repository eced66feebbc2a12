import type { ObservationKey } from "../../domain/charger/observation";
import type { DeviceId } from "../../domain/ids";
import type { Protocols } from "../../protocol/registry";

const keys: ReadonlySet<ObservationKey> = new Set<ObservationKey>(["tag", "completedSession"]);

/** Whether what a charger tells by a number tells of a person, a device or a SIM card. Asked of the dialect once for each number. */
export function personalKinds(protocols: Protocols): (deviceId: DeviceId, kind: number) => boolean {
  const known = new Map<string, Map<number, boolean>>();
  return (deviceId, kind) => {
    const dialect = protocols.of(deviceId);
    let ofDialect = known.get(dialect.name);
    if (ofDialect === undefined) {
      ofDialect = new Map();
      known.set(dialect.name, ofDialect);
    }
    let is = ofDialect.get(kind);
    if (is === undefined) {
      const { key } = dialect.restored(deviceId, {
        id: kind,
        raw: null,
        ownAt: 0,
        observedAt: 0,
        epoch: 0,
        arrivedAt: 0,
      });
      is = keys.has(key) || dialect.describe(kind).sensitive;
      ofDialect.set(kind, is);
    }
    return is;
  };
}
