import { isIt, lineAmps, linesOfLeg } from "../domain/phase";
import type { Installation, Triple } from "../domain/topology";
import type { BindingLimit } from "../domain/view";
import { limitOf, lineFull, linesOfLoad, type Node, putOn } from "./node";
import type { Option, Seat } from "./seat";
import { Symmetry } from "./symmetry";

const own: BindingLimit = { of: "charger", name: null, line: null };

/** The fuses that a sharing runs under; their loads begin with what nobody can change now. */
export interface Hall {
  installation: Installation;
  root: Node;
  circuits: readonly Node[];
  /** Single-phase draws that nobody can change now, per line. */
  uneven: readonly [number, number, number];
}

/** A fuse as a run begins, and how many chargers are on each leg, and on all phases, for choosing a phase. */
interface Start {
  load: Float64Array;
  lines: Triple<number>;
  crowd: [number, number, number, number];
}

/** One run of sharing: everybody's least first, in order; then one ampere more to each at a time, until nothing fits. */
class Sharing {
  private readonly hall: Hall;
  private readonly it: boolean;
  private readonly symmetry: Symmetry;
  private readonly start = new Map<Node, Start>();

  constructor(hall: Hall) {
    this.hall = hall;
    this.it = isIt(hall.installation.networkType);
    this.symmetry = new Symmetry(hall.installation, hall.uneven);
    for (const node of [hall.root, ...hall.circuits]) {
      const lines = linesOfLoad(hall.installation.networkType, node.load);
      this.start.set(node, { load: node.load.slice(), lines, crowd: [0, 0, 0, 0] });
    }
  }

  run(seats: readonly Seat[]): void {
    for (const seat of seats) {
      const known = seat.useThree ? seat.three : seat.kept;
      if (known) this.count(seat, known);
    }
    for (const seat of seats) this.place(seat);
    // Who came later may have loaded the other lines, so that the imbalance lets more of the earlier ones in.
    for (let waiting = 0; ; ) {
      const blocked = seats.filter(({ currentA, limit }) => currentA === 0 && limit?.of === "imbalance");
      if (blocked.length === 0 || blocked.length === waiting) break;
      waiting = blocked.length;
      for (const seat of blocked) this.place(seat);
    }
    this.raise(seats.filter((seat) => seat.currentA > 0));
  }

  /** Leaves the fuses' loads as they were before the run. */
  undo(): void {
    for (const [node, { load }] of this.start) node.load.set(load);
  }

  private linesOf(option: Option): readonly (0 | 1 | 2)[] {
    return option.leg === null ? [0, 1, 2] : linesOfLeg(this.hall.installation.networkType, option.leg);
  }

  private count(seat: Seat, { leg }: Option): void {
    for (const node of [this.hall.root, seat.circuit]) {
      const crowd = this.start.get(node)?.crowd;
      if (crowd) crowd[leg ?? 3] += 1;
    }
  }

  private blocked(seat: Seat, { leg }: Option, amps: number): BindingLimit | null {
    const inCircuit = lineFull(this.it, seat.circuit, leg, amps);
    if (inCircuit !== -1) return limitOf(seat.circuit, inCircuit);
    const inRoot = lineFull(this.it, this.hall.root, leg, amps);
    if (inRoot !== -1) return limitOf(this.hall.root, inRoot);
    return leg === null ? null : this.symmetry.blocked(leg, amps);
  }

  private give(seat: Seat, option: Option, amps: number): void {
    putOn(seat.circuit, option.leg, amps);
    putOn(this.hall.root, option.leg, amps);
    if (option.leg !== null) this.symmetry.add(option.leg, amps);
    seat.option = option;
    seat.currentA += amps;
    seat.limit = null;
  }

  /** Room per charger on the option's tightest line, were this one to join. */
  private room(seat: Seat, option: Option): number {
    let least = Number.POSITIVE_INFINITY;
    for (const node of [this.hall.root, seat.circuit]) {
      const start = this.start.get(node);
      if (!start) continue;
      const { lines, crowd } = start;
      crowd[option.leg ?? 3] += 1;
      const weights = lineAmps(this.hall.installation.networkType, [crowd[0], crowd[1], crowd[2]]);
      for (const line of this.linesOf(option)) {
        least = Math.min(least, (node.limitA[line] - lines[line]) / (weights[line] + crowd[3]));
      }
      crowd[option.leg ?? 3] -= 1;
    }
    return least;
  }

  private candidates(seat: Seat): readonly Option[] {
    if (seat.useThree && seat.three) return [seat.three];
    if (seat.singles.length < 2) return seat.singles;
    const free = seat.singles
      .filter((option) => option !== seat.kept)
      .map((option) => ({ option, room: this.room(seat, option) }))
      .sort((a, b) => b.room - a.room)
      .map(({ option }) => option);
    return seat.kept ? [seat.kept, ...free] : free;
  }

  private place(seat: Seat): void {
    seat.currentA = 0;
    seat.option = null;
    seat.limit = own;
    if (seat.maxA < seat.minA) return;
    let first: BindingLimit | null = null;
    for (const option of this.candidates(seat)) {
      const limit = this.blocked(seat, option, seat.minA);
      if (limit === null) {
        if (!seat.useThree && option !== seat.kept) this.count(seat, option);
        this.give(seat, option, seat.minA);
        return;
      }
      first ??= limit;
    }
    seat.limit = first ?? own;
  }

  private raise(seats: readonly Seat[]): void {
    let active = seats;
    for (let level = 1, moved = true; active.length > 0 && moved; level += 1) {
      moved = false;
      const next: Seat[] = [];
      const uneven = new Set<number | null>();
      for (const seat of active) {
        const more = this.raiseOne(seat, level, uneven);
        if (more === "rose" || more === "above") moved = true;
        if (more !== "full") next.push(seat);
        if (more === "held") uneven.add(seat.option?.leg ?? null);
      }
      // Those that the imbalance held back catch up first.
      if (uneven.size > 0) next.sort((a, b) => a.currentA - b.currentA);
      active = next;
    }
  }

  /** One ampere more, up to `level`. Held: the imbalance may let it rise when another line has; a full fuse stays full. */
  private raiseOne(seat: Seat, level: number, uneven: ReadonlySet<number | null>): "rose" | "above" | "held" | "full" {
    const { option } = seat;
    if (option === null) return "full";
    if (seat.currentA >= level) return "above";
    if (seat.currentA >= seat.maxA) {
      seat.limit = own;
      return "full";
    }
    const held = option.leg !== null && uneven.has(option.leg) ? this.symmetry.limitOn(option.leg) : null;
    const limit = held ?? this.blocked(seat, option, 1);
    if (limit === null) {
      this.give(seat, option, 1);
      return "rose";
    }
    seat.limit = limit;
    return limit.of === "imbalance" ? "held" : "full";
  }
}

/**
 * Shares the current among seats in their order: who cannot get its least waits, the others rise together ampere by ampere
 * until a fuse, an imbalance or they themselves are full. Who could take three phases takes them while its share is
 * at least the installation's switch current, or held down by nothing but the charger itself; else one phase.
 */
export function share(hall: Hall, seats: readonly Seat[]): void {
  for (const seat of seats) seat.useThree = seat.three !== null;
  for (let round = 0; ; round += 1) {
    const sharing = new Sharing(hall);
    sharing.run(seats);
    sharing.undo();
    const down = seats.filter((seat) => seat.useThree && isBelowSwitch(seat, hall, round));
    if (down.length === 0) return;
    for (const seat of down) seat.useThree = false;
  }
}

const mostRounds = 4;

function isBelowSwitch(seat: Seat, hall: Hall, round: number): boolean {
  if (seat.currentA >= hall.installation.switchCurrentA) return false;
  if (round >= mostRounds) return true;
  return seat.limit?.of !== "charger";
}
