import { leastCurrentA } from "../lib/domain/electrical/least-current";
import type { LoadCommand, LoadDecision, LoadInput } from "../lib/load-management/types";

/**
 * A plain equal share, as simple systems do it: what is available and each circuit's fuse, divided by the cars that want, on all
 * phases; who comes when less than 6 A would be left for each waits. It knows nothing of phases or of what cars take.
 */
export function equalShare({ availableA, circuits, chargers, installation }: LoadInput): LoadDecision {
  const wants = chargers
    .filter(({ demand }) => demand === "asking" || demand === "charging")
    .sort((a, b) => Number(b.demand === "charging") - Number(a.demand === "charging") || a.since - b.since);
  const limitA = Math.min(...availableA, installation.mainFuseA);
  const served = new Map(circuits.map(({ id, fuseA }) => [id, { fuseA, count: 0 }]));
  const taken: typeof wants = [];
  for (const charger of wants) {
    const circuit = served.get(charger.circuitId);
    if (!circuit || (circuit.count + 1) * leastCurrentA > circuit.fuseA || (taken.length + 1) * leastCurrentA > limitA)
      continue;
    circuit.count += 1;
    taken.push(charger);
  }
  const commands: LoadCommand[] = [];
  const shares = new Map<string, number>();
  for (const { circuitId, deviceId } of taken) {
    const circuit = served.get(circuitId);
    const share = Math.min(limitA / taken.length, circuit ? circuit.fuseA / circuit.count : 0, 32);
    shares.set(deviceId, Math.floor(share));
  }
  const raises: LoadCommand[] = [];
  for (const { deviceId, allocation, pending } of chargers) {
    const is = pending.at(-1)?.to.currentA ?? allocation?.currentA ?? 0;
    const to = shares.get(deviceId) ?? 0;
    if (is === to) continue;
    if (to === 0) commands.push({ deviceId, method: { name: "deallocate" } });
    else
      (to < is ? commands : raises).push({
        deviceId,
        method: { name: "allocate", currentA: to, terminals: "1-2-3-N" },
      });
  }
  const lowering = commands.length > 0 || chargers.some(({ pending }) => pending.length > 0);
  return { grants: new Map(), commands: lowering ? commands : raises, unconfirmed: [], overdrawing: [], againAt: null };
}
