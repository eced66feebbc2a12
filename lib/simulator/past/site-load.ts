import { leastCurrentA } from "../../domain/electrical/least-current";
import type { DeviceId } from "../../domain/ids";
import type { Topology } from "../../domain/topology";

const mostA = 16;
/** Circuits are shared by so many of their chargers at a time. */
const atOnce = 0.6;

interface Circuit {
  installation: { leftA: number };
  leftA: number;
  shareA: number;
}

/**
 * Fixed shares of current, as long as circuit and installation have them; each counts on all lines, however its car draws. Who gets
 * none waits.
 */
export class SiteLoad {
  readonly #circuits = new Map<DeviceId, Circuit>();
  readonly #held = new Map<DeviceId, number>();

  constructor({ installations, circuits, chargers }: Topology) {
    const installationOf = new Map(
      installations.map(({ id, availableA, meter }) => [id, { leftA: Math.min(...(meter?.safeA ?? availableA)) }]),
    );
    for (const { id, installationId, fuseA } of circuits) {
      const installation = installationOf.get(installationId);
      if (installation === undefined) continue;
      const on = chargers.filter(({ circuitId }) => circuitId === id);
      const shareA = Math.max(leastCurrentA, Math.min(mostA, Math.floor(fuseA / (on.length * atOnce))));
      const circuit = { installation, leftA: fuseA, shareA };
      for (const { deviceId } of on) this.#circuits.set(deviceId, circuit);
    }
  }

  /** What a charger can have now, A; 0: it has to wait. */
  offer(deviceId: DeviceId): number {
    const circuit = this.#circuits.get(deviceId);
    if (circuit === undefined) return 0;
    const currentA = Math.floor(Math.min(circuit.shareA, circuit.leftA, circuit.installation.leftA));
    return currentA < leastCurrentA ? 0 : currentA;
  }

  /** What a charger has from now on, A. */
  holds(deviceId: DeviceId, currentA: number): void {
    const circuit = this.#circuits.get(deviceId);
    if (circuit === undefined) return;
    const more = currentA - (this.#held.get(deviceId) ?? 0);
    circuit.leftA -= more;
    circuit.installation.leftA -= more;
    this.#held.set(deviceId, currentA);
  }
}
