import type { BindingLimit } from "../../domain/charger/grant";
import { isIt } from "../../domain/electrical/phase";
import type { Installation } from "../../domain/topology";
import type { Contender, Option } from "./contender";
import {
  allLegs,
  type Fuse,
  type Legs,
  limitOf,
  lineBits,
  lineFull,
  lineOfLoad,
  linesOfLoad,
  meet,
  putOn,
} from "./fuse";
import { ImbalanceLimit } from "./imbalance-limit";

/** The fuses of an installation; their loads begin with the draws that nobody can change now. */
export interface FuseTree {
  installation: Installation;
  root: Fuse;
  circuits: readonly Fuse[];
  /** Single-phase draws that nobody can change now, per line. */
  uneven: readonly [number, number, number];
}

/** What is left behind the fuses while current is shared. */
export class Capacity {
  readonly fuses: FuseTree;
  readonly it: boolean;
  /** The fuse that the last failed `fits` met; null: the imbalance. */
  hit: Fuse | null = null;
  private hitLine: 0 | 1 | 2 = 0;
  private readonly imbalanceLimit: ImbalanceLimit;

  constructor(fuses: FuseTree) {
    this.fuses = fuses;
    this.it = isIt(fuses.installation.networkType);
    this.imbalanceLimit = new ImbalanceLimit(fuses.installation, fuses.uneven);
    for (const fuse of [fuses.root, ...fuses.circuits]) {
      fuse.startA.set(linesOfLoad(fuses.installation.networkType, fuse.load));
      fuse.contenders.fill(0);
    }
  }

  /** Whether `amps` more fit on some legs behind a circuit's fuse; if not, `hit` and `limit()` say what is full. */
  fits(circuit: Fuse, legs: Legs, amps: number): boolean {
    const inCircuit = lineFull(this.it, circuit, legs, amps);
    if (inCircuit !== -1) return this.meets(circuit, inCircuit);
    const inRoot = lineFull(this.it, this.fuses.root, legs, amps);
    if (inRoot !== -1) return this.meets(this.fuses.root, inRoot);
    const uneven = this.imbalanceLimit.fullLine(legs, amps);
    return uneven === -1 || this.meets(null, uneven);
  }

  /** For legs that are reserved for others who wait for the imbalance. */
  meetsReserved(legs: Legs): false {
    return this.meets(null, firstLine(legs));
  }

  private meets(fuse: Fuse | null, line: 0 | 1 | 2): false {
    this.hit = fuse;
    this.hitLine = line;
    return false;
  }

  /** What the last failed `fits` met. */
  limit(): BindingLimit {
    return this.hit ? limitOf(this.hit, this.hitLine) : this.imbalanceLimit.limitOn(this.hitLine);
  }

  /** The imbalance limit on the first of some legs' lines. */
  imbalance(legs: Legs): BindingLimit {
    return this.imbalanceLimit.limitOn(firstLine(legs));
  }

  put(circuit: Fuse, legs: Legs, amps: number): void {
    putOn(circuit, legs, amps);
    putOn(this.fuses.root, legs, amps);
    this.imbalanceLimit.add(legs, amps);
  }

  /** Counts a charger there, and no longer where it was counted before. */
  recount(contender: Contender, option: Option | null): void {
    if (contender.counted === option) return;
    if (contender.counted) this.count(contender.circuit, contender.counted.legs, -1);
    if (option) this.count(contender.circuit, option.legs, 1);
    contender.counted = option;
  }

  /** Counts a charger, or a part of one, on some legs, for `room`. */
  count(circuit: Fuse, legs: Legs, by: number): void {
    countIn(circuit.contenders, legs, by);
    countIn(this.fuses.root.contenders, legs, by);
  }

  /** Room in A per charger on the tightest line of some legs, by how many are counted there. */
  room(circuit: Fuse, legs: Legs): number {
    return Math.min(this.roomBehind(circuit, legs), this.roomBehind(this.fuses.root, legs));
  }

  private roomBehind({ limitA, startA, contenders }: Fuse, legs: Legs): number {
    const bits = lineBits(this.it, legs);
    const a = contenders[0] ?? 0;
    const b = contenders[1] ?? 0;
    const c = contenders[2] ?? 0;
    const all = contenders[3] ?? 0;
    let least = Number.POSITIVE_INFINITY;
    for (let line = 0; line < 3; line += 1) {
      if ((bits & (1 << line)) === 0) continue;
      const own = line === 0 ? a : line === 1 ? b : c;
      const share = this.it ? meet(line === 1 ? b : a, line === 0 ? c : line === 1 ? c : b) : own;
      least = Math.min(least, ((limitA[line] ?? 0) - (startA[line] ?? 0)) / Math.max(1, share + all));
    }
    return least;
  }

  /** What is free on the tightest line of some legs, in A (on IT at least so much). */
  free(circuit: Fuse, legs: Legs): number {
    return Math.min(this.freeBehind(circuit, legs), this.freeBehind(this.fuses.root, legs));
  }

  freeBehind({ limitA, load }: Fuse, legs: Legs): number {
    const bits = lineBits(this.it, legs);
    let least = Number.POSITIVE_INFINITY;
    for (let line = 0; line < 3; line += 1) {
      if (bits & (1 << line)) least = Math.min(least, (limitA[line] ?? 0) - lineOfLoad(this.it, load, line));
    }
    return least;
  }
}

const firstLine = (legs: Legs) => (legs & 1 ? 0 : legs & 2 ? 1 : 2);

function countIn(contenders: Float64Array, legs: Legs, by: number): void {
  if (legs === allLegs) contenders[3] = (contenders[3] ?? 0) + by;
  else for (let leg = 0; leg < 3; leg += 1) if (legs & (1 << leg)) contenders[leg] = (contenders[leg] ?? 0) + by;
}
