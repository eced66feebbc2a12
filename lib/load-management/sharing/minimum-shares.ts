import type { BindingLimit } from "../../domain/charger/grant";
import type { Capacity } from "./capacity";
import { type Contender, type Option, riseA } from "./contender";
import { allLegs, type Legs } from "./fuse";
import { PhaseYielding } from "./phase-yielding";

const own: BindingLimit = { of: "charger", name: null, line: null };

/** Gives everybody the least, in the order of their claims: on three phases where that fits, else on one. */
export class MinimumShares {
  private readonly capacity: Capacity;
  private phaseYielding: PhaseYielding;
  /** Those that the imbalance keeps out until others have their least; null: nobody is waited for. */
  private deferred: Contender[] | null = null;
  /** Whether a contender that is on a phase waits for that one rather than take another. */
  private waitsForCurrent = false;
  /**
   * The legs that those of them wait for that can be on no other, or are in their time slice on them: nobody whose claim is less takes
   * them before.
   */
  private reservedLegs: Legs = 0;
  /** The legs on which a contender met the imbalance. */
  private limitedLegs: Legs = 0;
  /** What `singlesOf` found last: without a new list for each contender. */
  private readonly best: Option[] = [];
  private readonly rooms = [0, 0, 0];

  constructor(capacity: Capacity) {
    this.capacity = capacity;
    this.phaseYielding = new PhaseYielding(capacity);
  }

  run(contenders: readonly Contender[]): void {
    for (const contender of contenders) this.countPossible(contender);
    const rising = new Set(contenders.filter((contender) => this.mayRise(contender)));
    this.assignAll(contenders, rising, true);
    this.retry(contenders);
    if (this.phaseYielding.rebalance()) this.retry(contenders);
  }

  private assignAll(contenders: readonly Contender[], rising: ReadonlySet<Contender>, wait: boolean): void {
    for (const fuse of [this.capacity.fuses.root, ...this.capacity.fuses.circuits]) fuse.contenders.fill(0);
    for (const contender of contenders) {
      contender.counted = null;
      this.capacity.recount(
        contender,
        contender.current && !rising.has(contender) ? contender.current : contender.three,
      );
    }
    const deferred: Contender[] = [];
    this.deferred = deferred;
    this.waitsForCurrent = wait;
    for (const contender of contenders) this.assign(contender, rising.has(contender));
    this.deferred = null;
    if (deferred.length === 0) return;
    const back = ({ hasCurrent, current }: Contender) => (hasCurrent ? current : null);
    const left = this.inOrder(deferred, (contender) => {
      const option = back(contender);
      return option ? this.tryOption(contender, option) : this.tryOptions(contender, false);
    });
    for (const contender of left) this.assign(contender, false);
    if (!wait || left.every((contender) => contender.currentA > 0 || back(contender) === null)) return;
    // Waiting for others has cost it its place.
    for (const contender of contenders) this.phaseYielding.unassign(contender);
    this.phaseYielding = new PhaseYielding(this.capacity);
    this.assignAll(contenders, rising, false);
  }

  /** Counted where it would be if all that can were on three phases. */
  private countPossible({ circuit, three, singles }: Contender): void {
    if (three) this.capacity.count(circuit, three.legs, 1);
    else for (const { legs } of singles) this.capacity.count(circuit, legs, 1 / singles.length);
  }

  private mayRise({ circuit, three, current, mayChange, minA, maxA }: Contender): boolean {
    if (three === null || current === null || !mayChange || maxA < minA) return false;
    const enoughA = Math.max(minA + riseA, this.capacity.fuses.installation.switchCurrentA);
    return this.capacity.room(circuit, three.legs) >= enoughA;
  }

  /**
   * Who came later, or what others have risen to, may have changed what an earlier one met: on the other lines that lets more onto
   * one under the imbalance limit. Returns those that have their least now.
   */
  retry(contenders: readonly Contender[]): Contender[] {
    const waiting = contenders.filter(({ currentA, minA, maxA }) => currentA === 0 && maxA >= minA);
    this.inOrder(waiting, (contender) => this.tryOptions(contender, false));
    return waiting.filter(({ currentA }) => currentA > 0);
  }

  /** Again and again while somebody finds a place, in the order of their claims; returns who does not. */
  private inOrder(contenders: readonly Contender[], finds: (contender: Contender) => boolean): readonly Contender[] {
    let left = contenders;
    for (let before = -1; left.length !== before; ) {
      before = left.length;
      this.reservedLegs = 0;
      left = left.filter((contender) => {
        this.limitedLegs = 0;
        if (finds(contender)) return false;
        this.reservedLegs |= this.limitedLegs;
        return true;
      });
    }
    this.reservedLegs = 0;
    return left;
  }

  private assign(contender: Contender, rises: boolean): void {
    contender.currentA = 0;
    contender.option = null;
    contender.limit = own;
    contender.full = null;
    this.limitedLegs = 0;
    if (contender.maxA < contender.minA || this.tryOptions(contender, rises)) return;
    if (this.deferred !== null && this.limitedLegs !== 0) {
      this.deferred.push(contender);
      this.reservedLegs |= this.limitedLegs;
    } else if (this.phaseYielding.hasHope(contender))
      this.phaseYielding.makeRoom(contender, () => this.tryOptions(contender, rises));
  }

  private tryOptions(contender: Contender, rises: boolean): boolean {
    const { three, current, onThree, mayChange } = contender;
    const asThree = three !== null && (onThree || rises || (current === null && mayChange));
    if (asThree && this.tryOption(contender, three)) return true;
    let { limit, full } = contender;
    let first = !asThree;
    const ways = this.singlesOf(contender);
    for (const option of ways) {
      if (this.tryOption(contender, option)) return true;
      if (
        this.deferred !== null &&
        this.waitsForCurrent &&
        option === contender.current &&
        contender.hasCurrent &&
        this.capacity.hit === null
      ) {
        this.deferred.push(contender);
        if (ways.length === 1 || contender.inTimeSlice) this.reservedLegs |= option.legs;
        return true;
      }
      if (first) ({ limit, full } = contender);
      first = false;
    }
    // What it met first is what people are told.
    contender.limit = limit;
    contender.full = full;
    return false;
  }

  private tryOption(contender: Contender, option: Option): boolean {
    const held = option.legs === allLegs ? 0 : option.legs & this.reservedLegs;
    if (
      held === 0
        ? this.capacity.fits(contender.circuit, option.legs, contender.minA)
        : this.capacity.meetsReserved(held)
    ) {
      this.phaseYielding.assign(contender, option);
      return true;
    }
    contender.limit = this.capacity.limit();
    contender.full = this.capacity.hit;
    if (this.capacity.hit === null) this.limitedLegs |= option.legs;
    return false;
  }

  /** The single phases it may be given: the one it is on unless another is clearly better, then those with most room. */
  private singlesOf(contender: Contender): readonly Option[] {
    const { singles, current, onThree, mayChange, mayLeave, maxA, circuit } = contender;
    if (!mayChange) return current ? [current] : onThree ? [] : singles;
    if (singles.length < 2) return singles;
    const before = contender.counted;
    let count = 0;
    for (const option of singles) {
      this.capacity.recount(contender, option);
      let room = Math.min(maxA, this.capacity.room(circuit, option.legs));
      if (option === current) room = mayLeave ? room * 1.3 + riseA : Number.POSITIVE_INFINITY;
      let at = count;
      for (; at > 0 && (this.rooms[at - 1] ?? 0) < room; at -= 1) {
        this.rooms[at] = this.rooms[at - 1] ?? 0;
        this.best[at] = this.best[at - 1] ?? option;
      }
      this.rooms[at] = room;
      this.best[at] = option;
      count += 1;
    }
    this.capacity.recount(contender, before);
    this.best.length = count;
    return this.best;
  }
}
