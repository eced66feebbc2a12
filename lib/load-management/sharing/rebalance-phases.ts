import type { Stock } from "./capacity";
import { type Option, riseA, type Seat } from "./contender";
import { allLegs, type Node } from "./fuse";

/** So many amperes more are worth a change of phases; for a car that charges on three now somewhat more. */
const easyA = 6;
const hardA = 10;
const mostAtOnce = 2;

/**
 * After everybody has risen: where one line is full and another is not, cars on three phases go to one on the free line, and
 * what they leave is for others; where all lines have room, cars on one phase take three. True: somebody changed, so that
 * others may rise again. Only on TN, where lines are legs.
 */
export function evenOut(stock: Stock, seats: readonly Seat[]): boolean {
  if (stock.it) return false;
  const three = new Map<Node, Seat[]>();
  const one: Seat[] = [];
  for (const seat of seats) {
    if (!seat.mayChange || seat.currentA === 0 || seat.three === null || seat.singles.length < 2) continue;
    if (seat.option !== seat.three) one.push(seat);
    else if (seat.mayLeave && seat.currentA < stock.hall.installation.switchCurrentA) {
      for (const node of [seat.circuit, stock.hall.root]) {
        const those = three.get(node);
        if (those) those.push(seat);
        else three.set(node, [seat]);
      }
    }
  }
  let changed = false;
  for (const seat of one) changed = toThree(stock, seat) || changed;
  for (const [node, those] of three) {
    for (let n = 0; n < mostAtOnce && toFreeLine(stock, node, those); n += 1) changed = true;
  }
  return changed;
}

function put(stock: Stock, seat: Seat, option: Option, amps: number): void {
  if (seat.option) stock.put(seat.circuit, seat.option.legs, -seat.currentA);
  stock.put(seat.circuit, option.legs, amps);
  seat.option = option;
  seat.currentA = amps;
  seat.limit = null;
  seat.full = null;
}

function toThree(stock: Stock, seat: Seat): boolean {
  const { circuit, option, three, currentA, maxA, minA } = seat;
  if (option === null || three === null) return false;
  stock.put(circuit, option.legs, -currentA);
  const amps = Math.min(maxA, Math.floor(stock.free(circuit, three.legs)));
  stock.put(circuit, option.legs, currentA);
  const phases = three.legs === allLegs ? 3 : 2;
  if (amps < Math.min(maxA, minA + riseA) || phases * amps < currentA + hardA) return false;
  put(stock, seat, three, amps);
  return true;
}

/** The last by claim goes first: nobody is interrupted who need not be. */
function toFreeLine(stock: Stock, node: Node, those: readonly Seat[]): boolean {
  const free = [1, 2, 4].map((legs) => ({ legs, amps: stock.freeBehind(node, legs) }));
  free.sort((a, b) => b.amps - a.amps);
  const [most, , least] = free;
  if (!most || !least || least.amps >= 1 || most.amps < easyA) return false;
  for (const gainA of [easyA, hardA]) {
    for (let i = those.length - 1; i >= 0; i -= 1) {
      const seat = those[i];
      if (!seat || seat.option !== seat.three) continue;
      if (gainA === easyA && seat.onThree && seat.placed) continue;
      const option = seat.singles.find(({ legs }) => legs === most.legs);
      if (!option || !toLine(stock, seat, option, gainA)) continue;
      return true;
    }
  }
  return false;
}

function toLine(stock: Stock, seat: Seat, option: Option, gainA: number): boolean {
  const { circuit, three, currentA, maxA } = seat;
  if (three === null) return false;
  stock.put(circuit, three.legs, -currentA);
  const amps = Math.min(maxA, 3 * currentA, Math.floor(stock.free(circuit, option.legs)));
  const fits = amps - currentA >= gainA && stock.fits(circuit, option.legs, amps);
  stock.put(circuit, three.legs, currentA);
  if (fits) put(stock, seat, option, amps);
  return fits;
}
