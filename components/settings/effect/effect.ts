import type { ChargerView, InstallationView } from "../../../lib/contract/view";
import { leastCurrentA } from "../../../lib/domain/electrical/least-current";
import { type LegIndex, type LineIndex, legsOf, lineAmps, lineNames } from "../../../lib/domain/electrical/phase";
import type { LineName } from "../../../lib/domain/electrical/phases-view";
import { legsOfTerminals } from "../../../lib/domain/electrical/terminals";
import type { NetworkType, Triple } from "../../../lib/domain/topology";

const lines = [0, 1, 2] as const;

/** What another available current would do, reckoned from what is known now: an estimate, since cars come, go and change. */
export interface Effect {
  beforeA: Triple<number>;
  afterA: Triple<number>;
  /** Lines on which more is drawn now than there would be. */
  tooMuchOn: LineName[];
  /** Cars that charge now, and how many of them could keep at least 6 A. */
  charging: number;
  keep: number;
  /** Cars that wait for current, and how many of them could have at least 6 A beside those. */
  waiting: number;
  couldStart: number;
  /** Chargers that cannot be heard. */
  unheard: number;
  /** What the load management keeps free for those, in A on L1, L2, L3; null: nothing is known of it, they count with what they drew last. */
  keptA: Triple<number> | null;
}

interface Fuse {
  limitA: Triple<number>;
  legsA: [number, number, number];
  /** For chargers that take no word from anybody now: kept free, or else drawn. */
  fixedA: [number, number, number];
}

const fuse = (limitA: Triple<number>, fixedA: Triple<number> = [0, 0, 0]): Fuse => ({
  limitA,
  legsA: [0, 0, 0],
  fixedA: [...fixedA],
});

function fits(network: NetworkType, { limitA, legsA, fixedA }: Fuse, legs: readonly LegIndex[]): boolean {
  const tried: [number, number, number] = [...legsA];
  for (const leg of legs) tried[leg] += leastCurrentA;
  const drawn = lineAmps(network, tried);
  return lines.every((line) => drawn[line] + fixedA[line] <= limitA[line] + 1e-6);
}

/** The ways a car could be served: as it is, as it was allocated, or on one of the charger's legs alone. */
function waysOf(network: NetworkType, charger: ChargerView): readonly (readonly LegIndex[])[] {
  const wired = legsOf(network, charger.rotation).filter((leg) => leg !== null);
  const terminals = charger.grant?.terminals ?? charger.allocatedTerminals?.value ?? null;
  const given = terminals === null ? null : legsOfTerminals(network, charger.rotation, terminals);
  const single = wired.map((leg) => [leg]);
  if (charger.carPhases === 1 && network.startsWith("TN")) return wired.slice(0, 1).map((leg) => [leg]);
  return [given ?? wired, ...single];
}

const bySeniority = (a: ChargerView, b: ChargerView): number =>
  (b.priority ?? 0) - (a.priority ?? 0) ||
  (a.session?.startedAt ?? Number.POSITIVE_INFINITY) - (b.session?.startedAt ?? Number.POSITIVE_INFINITY) ||
  (a.deviceId < b.deviceId ? -1 : 1);

const drawsOn = (charger: ChargerView, line: LineIndex): number => charger.lines[line].reading?.value ?? 0;

/**
 * What becomes of the cars of an installation when `afterA` is available to its chargers, in A on L1, L2, L3. Each gets the least
 * that a car can be offered, by priority and then by who came first, within the installation and its circuits.
 */
export function effectOf(
  installation: Pick<InstallationView, "networkType" | "phases" | "circuits">,
  chargers: readonly ChargerView[],
  afterA: Triple<number>,
): Effect {
  const { networkType: network, phases } = installation;
  const root = fuse(afterA, phases.keptA);
  const circuits = new Map(installation.circuits.map(({ id, phases }) => [id, fuse(phases.limitA, phases.keptA)]));
  const fusesOf = ({ circuitId }: ChargerView) => {
    const circuit = circuitId === null ? undefined : circuits.get(circuitId);
    return circuit ? [root, circuit] : [root];
  };
  let unheard = 0;
  for (const charger of chargers) {
    if (charger.presence.word === "online") continue;
    unheard += 1;
    if (phases.keptA !== undefined) continue;
    for (const each of fusesOf(charger)) for (const line of lines) each.fixedA[line] += drawsOn(charger, line);
  }
  const serve = (those: readonly ChargerView[]): number =>
    [...those].sort(bySeniority).filter((charger) => {
      const passed = fusesOf(charger);
      const way = waysOf(network, charger).find((legs) => passed.every((each) => fits(network, each, legs)));
      if (way === undefined) return false;
      for (const each of passed) for (const leg of way) each.legsA[leg] += leastCurrentA;
      return true;
    }).length;
  const online = chargers.filter(({ presence }) => presence.word === "online");
  const charging = online.filter(({ state }) => state.word === "charging");
  const waiting = online.filter(({ state }) => state.word === "waitingForCurrent");
  return {
    beforeA: phases.availableA ?? phases.limitA,
    afterA,
    tooMuchOn: lines
      .filter((line) => (phases.lines[line].currentA ?? 0) > afterA[line] + 0.5)
      .map((line) => lineNames[line]),
    charging: charging.length,
    keep: serve(charging),
    waiting: waiting.length,
    couldStart: serve(waiting),
    unheard,
    keptA: phases.keptA ?? null,
  };
}
