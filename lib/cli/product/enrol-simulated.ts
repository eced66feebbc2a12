import { leastCurrentA } from "../../domain/electrical/least-current";
import type { DeviceId } from "../../domain/ids";
import type { Store } from "../../store/store";

/**
 * Makes the gateway know the simulated chargers under these keys (base64). They must stand in the topology already.
 * @throws Error naming a charger that does not.
 */
export async function enrolSimulated(store: Store, keys: ReadonlyMap<DeviceId, string>): Promise<void> {
  const known = new Map((await store.keys.list()).keys.map(({ deviceId, key }) => [deviceId, key]));
  for (const [deviceId, base64] of keys) {
    const key = Buffer.from(base64, "base64");
    if (known.get(deviceId)?.equals(key)) continue;
    const outcome = await store.keys.enrol(deviceId, key);
    if (outcome === "alreadyEnrolled") await store.keys.rotate(deviceId, key);
    if (outcome === "unknownCharger") throw new Error(`${deviceId} stands in no topology and cannot be enrolled`);
  }
}

/** Enters the recorded charger, if nobody has: without a circuit, for support to assign. */
export async function enterRecorded(store: Store, deviceId: DeviceId): Promise<void> {
  const { chargers } = await store.topology.load();
  if (chargers.some((charger) => charger.deviceId === deviceId)) return;
  const name = "Recorded charger";
  await store.topology.putCharger({
    deviceId,
    circuitId: null,
    name,
    rotation: "RST",
    maxCurrentA: 32,
    minCurrentA: leastCurrentA,
  });
}
