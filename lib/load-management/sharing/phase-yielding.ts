import type { Stock } from "./capacity";
import type { Option, Seat } from "./contender";
import type { Node } from "./fuse";

/** Those on three phases that could do with one: first who is not charging on three now, then who would be interrupted. */
interface Yielders {
  easy: Seat[];
  hard: Seat[];
}

/** More than this do not go to one phase for one that waits. */
const mostForOne = 6;
/** Two lines differ by so much, in A, before somebody goes to one phase only to even them out. */
const easyA = 6;
const hardA = 10;
const mostToEven = 9;

/**
 * Below the installation's switch current three phases are given up for one: by as few as are needed so that somebody who would
 * wait can charge, and where one line is full and another is not, so that both are used.
 */
export class Yielding {
  private readonly stock: Stock;
  private readonly yielders = new Map<Node, Yielders>();
  /** By fuse: as bits, the sets of legs for which nobody can make room. */
  private readonly hopeless = new Map<Node, number>();

  constructor(stock: Stock) {
    this.stock = stock;
    for (const node of [stock.hall.root, ...stock.hall.circuits]) this.yielders.set(node, { easy: [], hard: [] });
  }

  seatOn(seat: Seat, option: Option): void {
    this.stock.put(seat.circuit, option.legs, seat.minA);
    this.stock.recount(seat, option);
    seat.option = option;
    seat.currentA = seat.minA;
    seat.limit = null;
    seat.full = null;
    const { three, singles, minA, mayLeave } = seat;
    const yields = option === three && mayLeave && singles.length > 1;
    if (!yields || minA >= this.stock.hall.installation.switchCurrentA) return;
    const kind = seat.onThree && seat.placed ? "hard" : "easy";
    this.yielders.get(seat.circuit)?.[kind].push(seat);
    this.yielders.get(this.stock.hall.root)?.[kind].push(seat);
  }

  unseat(seat: Seat): void {
    if (seat.option) this.stock.put(seat.circuit, seat.option.legs, -seat.minA);
    seat.option = null;
    seat.currentA = 0;
  }

  private next(node: Node, hardToo: boolean): Seat | null {
    const those = this.yielders.get(node);
    if (!those) return null;
    for (const list of hardToo ? [those.easy, those.hard] : [those.easy]) {
      for (let seat = list.pop(); seat; seat = list.pop()) if (seat.option && seat.option === seat.three) return seat;
    }
    return null;
  }

  /** Whether making room may help a seat that met `stock.hit`. */
  hasHope(seat: Seat): boolean {
    const { hit } = this.stock;
    return hit !== null && ((this.hopeless.get(hit) ?? 0) & (1 << legsOfAll(seat))) === 0;
  }

  /** Puts some on one phase until `settles`; puts them back if it never does. */
  makeRoom(seat: Seat, settles: () => boolean): void {
    const first = this.stock.hit;
    if (first === null) return;
    const yielded: Seat[] = [];
    for (let n = 0; n < mostForOne && this.stock.hit !== null; n += 1) {
      const other = this.next(this.stock.hit, true);
      if (other === null) break;
      yielded.push(other);
      this.toOne(other, null);
      if (settles()) return;
    }
    const { limit, full } = seat;
    for (const other of yielded.reverse()) {
      this.unseat(other);
      if (other.three) this.seatOn(other, other.three);
    }
    seat.limit = limit;
    seat.full = full;
    this.hopeless.set(first, (this.hopeless.get(first) ?? 0) | (1 << legsOfAll(seat)));
  }

  /** To the single phase with most room, or to a certain one; it stays on three where none fits. */
  private toOne(seat: Seat, legs: number | null): boolean {
    const { circuit, three, minA } = seat;
    this.unseat(seat);
    for (let tried = 0, best = this.freest(seat, legs, tried); best !== null; best = this.freest(seat, legs, tried)) {
      if (this.stock.fits(circuit, best.legs, minA)) {
        this.seatOn(seat, best);
        return true;
      }
      tried |= best.legs;
    }
    if (three) this.seatOn(seat, three);
    return false;
  }

  /** Of its single phases, or of a certain one, that with most room, leaving out those that were tried. */
  private freest({ singles, circuit, kept }: Seat, legs: number | null, tried: number): Option | null {
    let best: Option | null = null;
    let most = Number.NEGATIVE_INFINITY;
    for (const option of singles) {
      if ((option.legs & tried) !== 0 || (legs !== null && option.legs !== legs)) continue;
      const amps = this.stock.free(circuit, option.legs) + (option === kept ? 1 : 0);
      if (amps <= most) continue;
      best = option;
      most = amps;
    }
    return best;
  }

  /** True: somebody went to one phase. */
  evenOut(): boolean {
    if (this.stock.it) return false;
    let moved = false;
    for (const node of [...this.stock.hall.circuits, this.stock.hall.root]) {
      for (let n = 0; n < mostToEven && this.evenOutOnce(node); n += 1) moved = true;
    }
    return moved;
  }

  private evenOutOnce(node: Node): boolean {
    const free = [1, 2, 4].map((legs) => ({ legs, amps: this.stock.freeBehind(node, legs) }));
    free.sort((a, b) => b.amps - a.amps);
    const [most, , least] = free;
    if (!most || !least || most.amps - least.amps < easyA || least.amps >= easyA) return false;
    const those = this.yielders.get(node);
    const others = those ? those.easy.length + those.hard.length : 0;
    const seat = this.next(node, most.amps - least.amps >= hardA);
    if (seat === null) return false;
    const asOne = Math.min(seat.maxA, seat.minA + most.amps) + (others > 1 ? 2 * seat.minA : 0);
    if (asOne > 3 * (seat.minA + least.amps / Math.max(1, others)) && this.toOne(seat, most.legs)) return true;
    this.unseat(seat);
    if (seat.three) this.seatOn(seat, seat.three);
    return false;
  }
}

/** All legs that it could be on alone, as bits. */
function legsOfAll({ singles }: Seat): number {
  let bits = 0;
  for (const { legs } of singles) bits |= legs;
  return bits;
}
