import type { BindingLimit } from "../../domain/charger/grant";
import { type Hall, Stock } from "./capacity";
import type { Seat } from "./contender";
import { allLegs, type Legs } from "./fuse";
import { Placing } from "./minimum-shares";
import { evenOut } from "./rebalance-phases";

const own: BindingLimit = { of: "charger", name: null, line: null };

/**
 * Shares the current among seats in the order of their claims: everybody's least first; who cannot get it waits. The others rise
 * together, ampere by ampere, until a fuse, an imbalance or they themselves are full. Who could take three phases and
 * is given one rises three times as fast: it shall not lose by having made room. Priority makes it twice or half as fast.
 */
export function share(hall: Hall, seats: readonly Seat[]): void {
  const stock = new Stock(hall);
  const placing = new Placing(stock);
  placing.run(seats);
  raise(stock, seats);
  for (let n = 0; n < mostRounds && evenOut(stock, seats); n += 1) {
    for (const seat of seats) lower(stock, seat);
    raise(stock, seats);
  }
  if (stock.it) return;
  // On TN the other lines let somebody in late; so those on them do not fall.
  for (const legs of new Set(placing.retry(seats).map(({ option }) => option?.legs))) {
    for (const seat of seats) if (seat.option?.legs === legs) lower(stock, seat);
    raise(stock, seats);
  }
}

const mostRounds = 3;

/** Back to its least, so that all rise together again. */
function lower(stock: Stock, seat: Seat): void {
  if (seat.option === null) return;
  stock.put(seat.circuit, seat.option.legs, seat.minA - seat.currentA);
  seat.currentA = seat.minA;
}

function rateOf({ three, option, weight }: Seat, it: boolean): number {
  if (three === null || option === three) return weight;
  return weight * (it ? Math.sqrt(3) : three.legs === 7 ? 3 : 2);
}

/** By steps in which nobody rises by more than 1 A. */
function raise(stock: Stock, seats: readonly Seat[]): void {
  let active: Rising[] = [];
  let fastest = 1;
  for (const seat of seats) {
    if (seat.currentA === 0) continue;
    const rate = rateOf(seat, stock.it);
    active.push({ seat, rate });
    fastest = Math.max(fastest, rate);
  }
  const step = 1 / Math.ceil(fastest);
  let level = active.reduce((least, { seat, rate }) => Math.min(least, seat.currentA / rate), Number.POSITIVE_INFINITY);
  level = Math.floor(level / step);
  for (let moved = true; active.length > 0 && moved; level += 1) {
    moved = false;
    const next: Rising[] = [];
    let heldLegs = 0;
    for (const rising of active) {
      const end = raiseOne(stock, rising, level * step * rising.rate + grain, heldLegs);
      if (end !== "held") moved = true;
      if (end !== "full") next.push(rising);
      if (end === "held") heldLegs |= rising.seat.option?.legs ?? 0;
    }
    // Those that the imbalance held back catch up first.
    if (heldLegs !== 0) next.sort((a, b) => a.seat.currentA / a.rate - b.seat.currentA / b.rate);
    active = next;
  }
}

const grain = 1e-9;

interface Rising {
  seat: Seat;
  rate: number;
}

/**
 * One ampere more, up to `to`. Held: the imbalance may let it rise when another line has; then nobody else rises on its legs
 * (`heldLegs`) before it. A full fuse stays full.
 */
function raiseOne(stock: Stock, { seat }: Rising, to: number, heldLegs: Legs): "level" | "held" | "full" {
  const { option, circuit } = seat;
  if (option === null) return "full";
  if (seat.currentA + 1 > to) return "level";
  if (seat.currentA >= seat.maxA) {
    seat.limit = own;
    return "full";
  }
  if (option.legs !== allLegs && (option.legs & heldLegs) !== 0) {
    seat.limit = stock.imbalance(option.legs & heldLegs);
    return "held";
  }
  if (!stock.fits(circuit, option.legs, 1)) {
    seat.limit = stock.limit();
    seat.full = stock.hit;
    return stock.hit === null ? "held" : "full";
  }
  stock.put(circuit, option.legs, 1);
  seat.currentA += 1;
  seat.limit = null;
  return "level";
}
