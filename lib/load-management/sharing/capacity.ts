import type { BindingLimit } from "../../domain/charger/grant";
import { isIt } from "../../domain/electrical/phase";
import type { Installation } from "../../domain/topology";
import type { Option, Seat } from "./contender";
import {
  allLegs,
  type Legs,
  limitOf,
  lineBits,
  lineFull,
  lineOfLoad,
  linesOfLoad,
  meet,
  type Node,
  putOn,
} from "./fuse";
import { Symmetry } from "./imbalance-limit";

/** The fuses that a sharing runs under; their loads begin with what nobody can change now. */
export interface Hall {
  installation: Installation;
  root: Node;
  circuits: readonly Node[];
  /** Single-phase draws that nobody can change now, per line. */
  uneven: readonly [number, number, number];
}

/** What is left behind the fuses while a sharing runs. */
export class Stock {
  readonly hall: Hall;
  readonly it: boolean;
  /** The fuse that the last failed `fits` met; null: the imbalance. */
  hit: Node | null = null;
  private hitLine: 0 | 1 | 2 = 0;
  private readonly symmetry: Symmetry;

  constructor(hall: Hall) {
    this.hall = hall;
    this.it = isIt(hall.installation.networkType);
    this.symmetry = new Symmetry(hall.installation, hall.uneven);
    for (const node of [hall.root, ...hall.circuits]) {
      node.startA.set(linesOfLoad(hall.installation.networkType, node.load));
      node.crowd.fill(0);
    }
  }

  /** Whether `amps` more fit on some legs behind a circuit's fuse; if not, `hit` and `limit()` say what is full. */
  fits(circuit: Node, legs: Legs, amps: number): boolean {
    const inCircuit = lineFull(this.it, circuit, legs, amps);
    if (inCircuit !== -1) return this.meets(circuit, inCircuit);
    const inRoot = lineFull(this.it, this.hall.root, legs, amps);
    if (inRoot !== -1) return this.meets(this.hall.root, inRoot);
    const uneven = this.symmetry.fullLine(legs, amps);
    return uneven === -1 || this.meets(null, uneven);
  }

  /** Nothing fits on legs whose imbalance others wait for. */
  holds(legs: Legs): false {
    return this.meets(null, firstLine(legs));
  }

  private meets(node: Node | null, line: 0 | 1 | 2): false {
    this.hit = node;
    this.hitLine = line;
    return false;
  }

  /** The words for what the last failed `fits` met. */
  limit(): BindingLimit {
    return this.hit ? limitOf(this.hit, this.hitLine) : this.symmetry.limitOn(this.hitLine);
  }

  /** The words for an imbalance of the first of some legs' lines. */
  imbalance(legs: Legs): BindingLimit {
    return this.symmetry.limitOn(firstLine(legs));
  }

  put(circuit: Node, legs: Legs, amps: number): void {
    putOn(circuit, legs, amps);
    putOn(this.hall.root, legs, amps);
    this.symmetry.add(legs, amps);
  }

  /** Counts a charger there, and no longer where it was counted before. */
  recount(seat: Seat, option: Option | null): void {
    if (seat.counted === option) return;
    if (seat.counted) this.count(seat.circuit, seat.counted.legs, -1);
    if (option) this.count(seat.circuit, option.legs, 1);
    seat.counted = option;
  }

  /** Counts a charger, or a part of one, on some legs, for `room`. */
  count(circuit: Node, legs: Legs, by: number): void {
    countIn(circuit.crowd, legs, by);
    countIn(this.hall.root.crowd, legs, by);
  }

  /** Room in A per charger on the tightest line of some legs, by how many are counted there. */
  room(circuit: Node, legs: Legs): number {
    return Math.min(this.roomBehind(circuit, legs), this.roomBehind(this.hall.root, legs));
  }

  private roomBehind({ limitA, startA, crowd }: Node, legs: Legs): number {
    const bits = lineBits(this.it, legs);
    const a = crowd[0] ?? 0;
    const b = crowd[1] ?? 0;
    const c = crowd[2] ?? 0;
    const all = crowd[3] ?? 0;
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
  free(circuit: Node, legs: Legs): number {
    return Math.min(this.freeBehind(circuit, legs), this.freeBehind(this.hall.root, legs));
  }

  freeBehind({ limitA, load }: Node, legs: Legs): number {
    const bits = lineBits(this.it, legs);
    let least = Number.POSITIVE_INFINITY;
    for (let line = 0; line < 3; line += 1) {
      if (bits & (1 << line)) least = Math.min(least, (limitA[line] ?? 0) - lineOfLoad(this.it, load, line));
    }
    return least;
  }
}

const firstLine = (legs: Legs) => (legs & 1 ? 0 : legs & 2 ? 1 : 2);

function countIn(crowd: Float64Array, legs: Legs, by: number): void {
  if (legs === allLegs) crowd[3] = (crowd[3] ?? 0) + by;
  else for (let leg = 0; leg < 3; leg += 1) if (legs & (1 << leg)) crowd[leg] = (crowd[leg] ?? 0) + by;
}
