import { isSinglePhase, lineAmps } from "../electrical/phase";
import type { PhasesView } from "../electrical/phases-view";
import type { NetworkType, Triple } from "../topology";
import { type CarPhases, type Legs, loadNow, loadStarted, type WhatIfCharger } from "./what-if-load";

/** A place as it would be. Currents in A. */
export interface WhatIfPlace {
  linesA: Triple<number>;
  /** A charger that was not chosen is not known. */
  atLeast: boolean;
  limitA: Triple<number>;
  /** By how much each line would be over its limit; 0: not. */
  overA: Triple<number>;
  /** Null: the network has one phase. */
  imbalanceA: number | null;
  imbalanceLimitA: number | null;
}

export interface WhatIf {
  /** The assumption made, to be shown: each chosen car takes all that its charger gives, on so many phases. */
  phases: CarPhases;
  installation: WhatIfPlace;
  circuits: (WhatIfPlace & { id: string; name: string })[];
}

/** A charger with the load it is reckoned with; null: not known. */
export interface Reckoned {
  charger: WhatIfCharger;
  load: Legs | null;
}

/** What is needed of a place's lines. */
type WhatIfPhases = Pick<PhasesView, "limitA" | "imbalanceLimitA">;

export interface WhatIfInput {
  installation: {
    networkType: NetworkType;
    phases: WhatIfPhases;
    circuits: readonly { id: string; name: string; phases: WhatIfPhases }[];
  };
  /** All chargers of the installation. */
  chargers: readonly WhatIfCharger[];
  /** Those that start. */
  chosen: ReadonlySet<string>;
  phases: CarPhases;
}

/** The loads that a what-if reckons with, by serial, so that the same input gives the same output. */
export function reckon({ installation, chargers, chosen, phases }: WhatIfInput): Reckoned[] {
  const { networkType } = installation;
  const load = (charger: WhatIfCharger) =>
    chosen.has(charger.deviceId) ? loadStarted(networkType, charger, phases) : loadNow(networkType, charger);
  return [...chargers]
    .sort((a, b) => (a.deviceId < b.deviceId ? -1 : 1))
    .map((charger) => ({ charger, load: load(charger) }));
}

/**
 * The phases of an installation and its circuits if all chosen chargers start: their plain demand, each at its own maximum,
 * beside what the others load now. What the load management would grant of it is not reckoned here.
 */
export function whatIf(input: WhatIfInput): WhatIf {
  const { installation, phases } = input;
  const all = reckon(input);
  const place = (parts: readonly Reckoned[], of: WhatIfInput["installation"]["phases"]) =>
    placeOf(installation.networkType, parts, of);
  return {
    phases,
    installation: place(all, installation.phases),
    circuits: installation.circuits.map(({ id, name, phases: own }) => {
      return {
        id,
        name,
        ...place(
          all.filter(({ charger }) => charger.circuitId === id),
          own,
        ),
      };
    }),
  };
}

export function sumLegs(parts: readonly Reckoned[]): Legs {
  const sum: [number, number, number] = [0, 0, 0];
  for (const { load } of parts) for (const leg of [0, 1, 2] as const) sum[leg] += load?.[leg] ?? 0;
  return sum;
}

/** The largest difference between two lines, A. */
export function spread(lines: Triple<number>): number {
  return Math.max(...lines) - Math.min(...lines);
}

function placeOf(
  network: NetworkType,
  parts: readonly Reckoned[],
  { limitA, imbalanceLimitA }: WhatIfPhases,
): WhatIfPlace {
  const linesA = lineAmps(network, sumLegs(parts));
  const over = (line: 0 | 1 | 2) => Math.max(0, linesA[line] - limitA[line]);
  return {
    linesA,
    atLeast: parts.some(({ load }) => load === null),
    limitA,
    overA: [over(0), over(1), over(2)],
    imbalanceA: isSinglePhase(network) ? null : spread(linesA),
    imbalanceLimitA,
  };
}
