import type { NetworkType, Rotation, Triple } from "../../domain/topology";

/** An installation's lines, as its chargers load them. Shared by the chargers on it; a charger's step keeps its own part right. */
export interface Grid {
  networkType: NetworkType;
  /** Sum of the chargers' currents on L1, L2, L3 in A, by magnitude. */
  lineA: [number, number, number];
  /** Of the feeding line, so that voltage sags with load. */
  impedanceOhm: number;
  /** Shifts the slow drift of the mains voltage, s. */
  driftS: number;
}

/** A feeding line that loses 3 % of 230 V at its main fuse's current. */
export function newGrid(networkType: NetworkType, mainFuseA: number, driftS = 0): Grid {
  return { networkType, lineA: [0, 0, 0], impedanceOhm: (0.03 * 230) / mainFuseA, driftS };
}

export function isIt(network: NetworkType): boolean {
  return network === "IT1" || network === "IT3";
}

/** Observation 715. */
export function networkCode(network: NetworkType): number {
  return { IT1: 1, IT3: 2, TN1: 3, TN3: 4 }[network];
}

const linesByRotation: Record<Rotation, Triple<0 | 1 | 2>> = {
  RST: [0, 1, 2],
  STR: [1, 2, 0],
  TRS: [2, 0, 1],
  RTS: [0, 2, 1],
  SRT: [1, 0, 2],
  TSR: [2, 1, 0],
  L1: [0, 0, 0],
  L2: [1, 1, 1],
  L3: [2, 2, 2],
  "L1-L2": [0, 1, 1],
  "L2-L3": [1, 2, 2],
  "L1-L3": [0, 2, 2],
};

/** The installation's line (0, 1, 2) that each terminal is wired to. */
export function linesOf(rotation: Rotation): Triple<0 | 1 | 2> {
  return linesByRotation[rotation];
}

const tnCodes: Partial<Record<Rotation, number>> = {
  L1: 1,
  L2: 2,
  L3: 3,
  RST: 4,
  STR: 5,
  TRS: 6,
  RTS: 7,
  SRT: 8,
  TSR: 9,
};
const itCodes: Partial<Record<Rotation, number>> = {
  "L1-L3": 10,
  "L2-L3": 11,
  "L1-L2": 12,
  RST: 13,
  STR: 14,
  TRS: 15,
  RTS: 16,
  SRT: 17,
  TSR: 18,
};

/** Observation 548; 0 for a wiring that does not exist on the grid. */
export function rotationCode(network: NetworkType, rotation: Rotation): number {
  return (isIt(network) ? itCodes : tnCodes)[rotation] ?? 0;
}

/** How an offered current flows: factors for the meters 507, 508, 509 and for the terminals 1, 2, 3. */
export interface Flow {
  phases: 1 | 3;
  meters: Triple<number>;
  terminals: Triple<number>;
}

const tn = (n: 0 | 1 | 2): Flow => {
  const one: Triple<number> = [n === 0 ? 1 : 0, n === 1 ? 1 : 0, n === 2 ? 1 : 0];
  return { phases: 1, meters: one, terminals: one };
};
const third = 1 / Math.sqrt(3);
const flows = {
  tn1: tn(0),
  tn2: tn(1),
  tn3: tn(2),
  tnAll: { phases: 3, meters: [1, 1, 1], terminals: [1, 1, 1] },
  // On three-phase IT the meters read the pairs 1-3, 2-3, 1-2.
  it13: { phases: 1, meters: [1, 0, 0], terminals: [1, 0, 1] },
  it23: { phases: 1, meters: [0, 1, 0], terminals: [0, 1, 1] },
  it12: { phases: 1, meters: [0, 0, 1], terminals: [1, 1, 0] },
  itAll: { phases: 3, meters: [third, third, third], terminals: [1, 1, 1] },
  itSingle: { phases: 1, meters: [1, 0, 0], terminals: [1, 1, 0] },
} satisfies Record<string, Flow>;

/** Whether the phase id exists on the grid: TN 1, 2, 3, 4; IT 5, 6, 8, 9. */
export function phaseIdFits(network: NetworkType, phaseId: number): boolean {
  return isIt(network) ? [5, 6, 8, 9].includes(phaseId) : [1, 2, 3, 4].includes(phaseId);
}

/**
 * How a car draws on the phases it is given. A three-phase car given one phase draws on one; a single-phase car given all
 * draws on the first (its own only pin).
 */
export function flowOf(network: NetworkType, phaseId: number, carPhases: 1 | 3, maxPhases: number): Flow {
  if (network === "TN1") return flows.tn1;
  if (network === "IT1") return flows.itSingle;
  const three = carPhases === 3 && maxPhases === 3;
  switch (phaseId) {
    case 2:
      return flows.tn2;
    case 3:
      return flows.tn3;
    case 4:
      return three ? flows.tnAll : flows.tn1;
    case 5:
      return flows.it12;
    case 6:
      return flows.it23;
    case 8:
      return flows.it13;
    case 9:
      return three ? flows.itAll : flows.it13;
    default:
      return flows.tn1;
  }
}

const itPairs: Triple<readonly [0 | 1 | 2, 0 | 1 | 2]> = [
  [0, 2],
  [1, 2],
  [0, 1],
];

/**
 * Voltages as the meters 501, 502, 503 read them, in V: line to neutral on TN, the pairs 1-3, 2-3, 1-2 on IT; 0 where nothing
 * is wired. The mains drift slowly around 230 V and sag with the installation's load and the charger's own.
 */
export function voltagesAt(grid: Grid, network: NetworkType, rotation: Rotation, ownA: Triple<number>, now: number) {
  const t = now / 1000 + grid.driftS;
  const source = 230 + 1.6 * Math.sin(t / 287) + 0.7 * Math.sin(t / 41) + 0.2 * Math.sin(t / 7);
  const lines = linesOf(rotation);
  const single = network === "TN1" || network === "IT1";
  const volts: [number, number, number] = [0, 0, 0];
  for (const n of [0, 1, 2] as const) {
    if (single && n > 0) break;
    const [a, b] = isIt(network) ? (single ? ([0, 1] as const) : itPairs[n]) : ([n, n] as const);
    const load = (grid.lineA[lines[a]] + grid.lineA[lines[b]]) / 2;
    volts[n] = source - load * grid.impedanceOhm - ownA[n] * 0.06 - n * 0.35;
  }
  return volts;
}
