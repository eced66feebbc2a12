import type { EnrolledCharger, EnrolmentSource } from "../../gateway/devices/enrolment";
import type { Store } from "../../store/store";

const nothing = { document: {}, version: 1 };

/** The store as the gateway sees it: keys and twins together, and every change that concerns it. */
export async function openGatewaySource(
  store: Pick<Store, "keys" | "twins" | "meters" | "listen">,
): Promise<{ source: EnrolmentSource; close(): Promise<void> }> {
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const changed of listeners) changed();
  };
  const close = await store.listen({
    notice: ({ kind, id }) => {
      // A meter's topic stands in the topology, and is the same where settings of one installation alone have changed.
      if (kind === "chargers" || kind === "twin" || kind === "meters" || (kind === "topology" && id === null)) tell();
    },
    reconnected: tell,
  });
  const source: EnrolmentSource = {
    async load(): Promise<EnrolledCharger[]> {
      const [{ keys }, twins] = await Promise.all([store.keys.list(), store.twins.all()]);
      const byId = new Map(twins.map((twin) => [twin.deviceId, twin]));
      return keys.map(({ deviceId, key }) => {
        const { desired, reported } = byId.get(deviceId) ?? { desired: nothing, reported: nothing };
        return { deviceId, key, desired, reported };
      });
    },
    loadMeters: () => store.meters.list(),
    onChange(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    saveReported: (deviceId, reported) => store.twins.saveReported(deviceId, reported),
  };
  return { source, close };
}
