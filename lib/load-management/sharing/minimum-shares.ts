import type { BindingLimit } from "../../domain/charger/grant";
import type { Stock } from "./capacity";
import { type Option, riseA, type Seat } from "./contender";
import { allLegs, type Legs } from "./fuse";
import { Yielding } from "./phase-yielding";

const own: BindingLimit = { of: "charger", name: null, line: null };

/** Gives everybody the least, in the order of their claims: on three phases where that fits, else on one. */
export class Placing {
  private readonly stock: Stock;
  private yielding: Yielding;
  /** Those that the imbalance keeps out until others have been placed; null: nobody is waited for. */
  private ahead: Seat[] | null = null;
  /** Whether who is on a phase already waits for it rather than take another. */
  private waits = false;
  /**
   * The legs that those of them wait for that can be on no other, or are in their turn on them: nobody whose claim is less takes
   * them before.
   */
  private held: Legs = 0;
  /** The legs on which a seat met the imbalance. */
  private met: Legs = 0;
  /** What `singlesOf` found last: without a new list for each seat. */
  private readonly best: Option[] = [];
  private readonly rooms = [0, 0, 0];

  constructor(stock: Stock) {
    this.stock = stock;
    this.yielding = new Yielding(stock);
  }

  run(seats: readonly Seat[]): void {
    for (const seat of seats) this.countPossible(seat);
    const rising = new Set(seats.filter((seat) => this.mayRise(seat)));
    this.placeAll(seats, rising, true);
    this.retry(seats);
    if (this.yielding.evenOut()) this.retry(seats);
  }

  private placeAll(seats: readonly Seat[], rising: ReadonlySet<Seat>, wait: boolean): void {
    for (const node of [this.stock.hall.root, ...this.stock.hall.circuits]) node.crowd.fill(0);
    for (const seat of seats) {
      seat.counted = null;
      this.stock.recount(seat, seat.kept && !rising.has(seat) ? seat.kept : seat.three);
    }
    const ahead: Seat[] = [];
    this.ahead = ahead;
    this.waits = wait;
    for (const seat of seats) this.place(seat, rising.has(seat));
    this.ahead = null;
    if (ahead.length === 0) return;
    const back = ({ placed, kept }: Seat) => (placed ? kept : null);
    const left = this.inOrder(ahead, (seat) => {
      const option = back(seat);
      return option ? this.takes(seat, option) : this.settles(seat, false);
    });
    for (const seat of left) this.place(seat, false);
    if (!wait || left.every((seat) => seat.currentA > 0 || back(seat) === null)) return;
    // Waiting for others has cost it its place.
    for (const seat of seats) this.yielding.unseat(seat);
    this.yielding = new Yielding(this.stock);
    this.placeAll(seats, rising, false);
  }

  /** Counted where it would be if all that can were on three phases. */
  private countPossible({ circuit, three, singles }: Seat): void {
    if (three) this.stock.count(circuit, three.legs, 1);
    else for (const { legs } of singles) this.stock.count(circuit, legs, 1 / singles.length);
  }

  private mayRise({ circuit, three, kept, mayChange, minA, maxA }: Seat): boolean {
    if (three === null || kept === null || !mayChange || maxA < minA) return false;
    const enoughA = Math.max(minA + riseA, this.stock.hall.installation.switchCurrentA);
    return this.stock.room(circuit, three.legs) >= enoughA;
  }

  /**
   * Who came later, or what others have risen to, may have changed what an earlier one met: on the other lines that lets more onto
   * one under the imbalance limit. Returns those that have their least now.
   */
  retry(seats: readonly Seat[]): Seat[] {
    const waiting = seats.filter(({ currentA, minA, maxA }) => currentA === 0 && maxA >= minA);
    this.inOrder(waiting, (seat) => this.settles(seat, false));
    return waiting.filter(({ currentA }) => currentA > 0);
  }

  /** Again and again while somebody finds a place, in the order of their claims; returns who does not. */
  private inOrder(seats: readonly Seat[], finds: (seat: Seat) => boolean): readonly Seat[] {
    let left = seats;
    for (let before = -1; left.length !== before; ) {
      before = left.length;
      this.held = 0;
      left = left.filter((seat) => {
        this.met = 0;
        if (finds(seat)) return false;
        this.held |= this.met;
        return true;
      });
    }
    this.held = 0;
    return left;
  }

  private place(seat: Seat, rises: boolean): void {
    seat.currentA = 0;
    seat.option = null;
    seat.limit = own;
    seat.full = null;
    this.met = 0;
    if (seat.maxA < seat.minA || this.settles(seat, rises)) return;
    if (this.ahead !== null && this.met !== 0) {
      this.ahead.push(seat);
      this.held |= this.met;
    } else if (this.yielding.hasHope(seat)) this.yielding.makeRoom(seat, () => this.settles(seat, rises));
  }

  private settles(seat: Seat, rises: boolean): boolean {
    const { three, kept, onThree, mayChange } = seat;
    const asThree = three !== null && (onThree || rises || (kept === null && mayChange));
    if (asThree && this.takes(seat, three)) return true;
    let { limit, full } = seat;
    let first = !asThree;
    const ways = this.singlesOf(seat);
    for (const option of ways) {
      if (this.takes(seat, option)) return true;
      if (this.ahead !== null && this.waits && option === seat.kept && seat.placed && this.stock.hit === null) {
        this.ahead.push(seat);
        if (ways.length === 1 || seat.inTurn) this.held |= option.legs;
        return true;
      }
      if (first) ({ limit, full } = seat);
      first = false;
    }
    // What it met first is what people are told.
    seat.limit = limit;
    seat.full = full;
    return false;
  }

  private takes(seat: Seat, option: Option): boolean {
    const held = option.legs === allLegs ? 0 : option.legs & this.held;
    if (held === 0 ? this.stock.fits(seat.circuit, option.legs, seat.minA) : this.stock.holds(held)) {
      this.yielding.seatOn(seat, option);
      return true;
    }
    seat.limit = this.stock.limit();
    seat.full = this.stock.hit;
    if (this.stock.hit === null) this.met |= option.legs;
    return false;
  }

  /** The single phases it may be given: the one it is on unless another is clearly better, then those with most room. */
  private singlesOf(seat: Seat): readonly Option[] {
    const { singles, kept, onThree, mayChange, mayLeave, maxA, circuit } = seat;
    if (!mayChange) return kept ? [kept] : onThree ? [] : singles;
    if (singles.length < 2) return singles;
    const before = seat.counted;
    let count = 0;
    for (const option of singles) {
      this.stock.recount(seat, option);
      let room = Math.min(maxA, this.stock.room(circuit, option.legs));
      if (option === kept) room = mayLeave ? room * 1.3 + riseA : Number.POSITIVE_INFINITY;
      let at = count;
      for (; at > 0 && (this.rooms[at - 1] ?? 0) < room; at -= 1) {
        this.rooms[at] = this.rooms[at - 1] ?? 0;
        this.best[at] = this.best[at - 1] ?? option;
      }
      this.rooms[at] = room;
      this.best[at] = option;
      count += 1;
    }
    this.stock.recount(seat, before);
    this.best.length = count;
    return this.best;
  }
}
