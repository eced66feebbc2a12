import type { Capacity } from "./capacity";
import type { Contender, Option } from "./contender";
import type { Fuse } from "./fuse";

/** Those on three phases that could have one: first who is not charging on three now, then who would be interrupted. */
interface Yielders {
  easy: Contender[];
  hard: Contender[];
}

/** More than this do not go to one phase for one that waits. */
const mostForOne = 6;
/** Two lines differ by so much, in A, before somebody goes to one phase only to balance them. */
const easyA = 6;
const hardA = 10;
const mostToRebalance = 9;

/**
 * Below the installation's switch current three phases are given up for one: by as few as are needed so that somebody who would
 * wait can charge, and where one line is full and another is not, so that both are used.
 */
export class PhaseYielding {
  private readonly capacity: Capacity;
  private readonly yielders = new Map<Fuse, Yielders>();
  /** By fuse: as bits, the sets of legs for which nobody can make room. */
  private readonly hopeless = new Map<Fuse, number>();

  constructor(capacity: Capacity) {
    this.capacity = capacity;
    for (const fuse of [capacity.fuses.root, ...capacity.fuses.circuits])
      this.yielders.set(fuse, { easy: [], hard: [] });
  }

  assign(contender: Contender, option: Option): void {
    this.capacity.put(contender.circuit, option.legs, contender.minA);
    this.capacity.recount(contender, option);
    contender.option = option;
    contender.currentA = contender.minA;
    contender.limit = null;
    contender.full = null;
    const { three, singles, minA, mayLeave } = contender;
    const yields = option === three && mayLeave && singles.length > 1;
    if (!yields || minA >= this.capacity.fuses.installation.switchCurrentA) return;
    const kind = contender.onThree && contender.hasCurrent ? "hard" : "easy";
    this.yielders.get(contender.circuit)?.[kind].push(contender);
    this.yielders.get(this.capacity.fuses.root)?.[kind].push(contender);
  }

  unassign(contender: Contender): void {
    if (contender.option) this.capacity.put(contender.circuit, contender.option.legs, -contender.minA);
    contender.option = null;
    contender.currentA = 0;
  }

  private next(fuse: Fuse, hardToo: boolean): Contender | null {
    const those = this.yielders.get(fuse);
    if (!those) return null;
    for (const list of hardToo ? [those.easy, those.hard] : [those.easy]) {
      for (let contender = list.pop(); contender; contender = list.pop())
        if (contender.option && contender.option === contender.three) return contender;
    }
    return null;
  }

  /** Whether making room may help a contender that met `capacity.hit`. */
  hasHope(contender: Contender): boolean {
    const { hit } = this.capacity;
    return hit !== null && ((this.hopeless.get(hit) ?? 0) & (1 << legsOfAll(contender))) === 0;
  }

  /** Puts some on one phase until `settles`; puts them back if it never does. */
  makeRoom(contender: Contender, settles: () => boolean): void {
    const first = this.capacity.hit;
    if (first === null) return;
    const yielded: Contender[] = [];
    for (let n = 0; n < mostForOne && this.capacity.hit !== null; n += 1) {
      const other = this.next(this.capacity.hit, true);
      if (other === null) break;
      yielded.push(other);
      this.toOne(other, null);
      if (settles()) return;
    }
    const { limit, full } = contender;
    for (const other of yielded.reverse()) {
      this.unassign(other);
      if (other.three) this.assign(other, other.three);
    }
    contender.limit = limit;
    contender.full = full;
    this.hopeless.set(first, (this.hopeless.get(first) ?? 0) | (1 << legsOfAll(contender)));
  }

  /** To the single phase with most room, or to a certain one; it stays on three where none fits. */
  private toOne(contender: Contender, legs: number | null): boolean {
    const { circuit, three, minA } = contender;
    this.unassign(contender);
    for (
      let tried = 0, best = this.freest(contender, legs, tried);
      best !== null;
      best = this.freest(contender, legs, tried)
    ) {
      if (this.capacity.fits(circuit, best.legs, minA)) {
        this.assign(contender, best);
        return true;
      }
      tried |= best.legs;
    }
    if (three) this.assign(contender, three);
    return false;
  }

  /** Of its single phases, or of a certain one, that with most room, leaving out those that were tried. */
  private freest({ singles, circuit, current }: Contender, legs: number | null, tried: number): Option | null {
    let best: Option | null = null;
    let most = Number.NEGATIVE_INFINITY;
    for (const option of singles) {
      if ((option.legs & tried) !== 0 || (legs !== null && option.legs !== legs)) continue;
      const amps = this.capacity.free(circuit, option.legs) + (option === current ? 1 : 0);
      if (amps <= most) continue;
      best = option;
      most = amps;
    }
    return best;
  }

  /** Where one line is full and another is not. True: somebody went to one phase. */
  rebalance(): boolean {
    if (this.capacity.it) return false;
    let moved = false;
    for (const fuse of [...this.capacity.fuses.circuits, this.capacity.fuses.root]) {
      for (let n = 0; n < mostToRebalance && this.rebalanceOnce(fuse); n += 1) moved = true;
    }
    return moved;
  }

  private rebalanceOnce(fuse: Fuse): boolean {
    const free = [1, 2, 4].map((legs) => ({ legs, amps: this.capacity.freeBehind(fuse, legs) }));
    free.sort((a, b) => b.amps - a.amps);
    const [most, , least] = free;
    if (!most || !least || most.amps - least.amps < easyA || least.amps >= easyA) return false;
    const those = this.yielders.get(fuse);
    const others = those ? those.easy.length + those.hard.length : 0;
    const contender = this.next(fuse, most.amps - least.amps >= hardA);
    if (contender === null) return false;
    const asOne = Math.min(contender.maxA, contender.minA + most.amps) + (others > 1 ? 2 * contender.minA : 0);
    if (asOne > 3 * (contender.minA + least.amps / Math.max(1, others)) && this.toOne(contender, most.legs))
      return true;
    this.unassign(contender);
    if (contender.three) this.assign(contender, contender.three);
    return false;
  }
}

/** All legs that it could be on alone, as bits. */
function legsOfAll({ singles }: Contender): number {
  let bits = 0;
  for (const { legs } of singles) bits |= legs;
  return bits;
}
