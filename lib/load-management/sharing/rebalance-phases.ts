import type { Capacity } from "./capacity";
import { type Contender, type Option, riseA } from "./contender";
import { allLegs, type Fuse } from "./fuse";

/** So many amperes more are worth a change of phases; for a car that charges on three now somewhat more. */
const easyA = 6;
const hardA = 10;
const mostAtOnce = 2;

/**
 * After everybody has risen: where one line is full and another is not, cars on three phases go to one on the free line, and
 * what they leave is for others; where all lines have room, cars on one phase take three. True: somebody changed, so that
 * others may rise again. Only on TN, where lines are legs.
 */
export function rebalancePhases(capacity: Capacity, contenders: readonly Contender[]): boolean {
  if (capacity.it) return false;
  const three = new Map<Fuse, Contender[]>();
  const one: Contender[] = [];
  for (const contender of contenders) {
    if (!contender.mayChange || contender.currentA === 0 || contender.three === null || contender.singles.length < 2)
      continue;
    if (contender.option !== contender.three) one.push(contender);
    else if (contender.mayLeave && contender.currentA < capacity.fuses.installation.switchCurrentA) {
      for (const fuse of [contender.circuit, capacity.fuses.root]) {
        const those = three.get(fuse);
        if (those) those.push(contender);
        else three.set(fuse, [contender]);
      }
    }
  }
  let changed = false;
  for (const contender of one) changed = toThree(capacity, contender) || changed;
  for (const [fuse, those] of three) {
    for (let n = 0; n < mostAtOnce && toFreeLine(capacity, fuse, those); n += 1) changed = true;
  }
  return changed;
}

function put(capacity: Capacity, contender: Contender, option: Option, amps: number): void {
  if (contender.option) capacity.put(contender.circuit, contender.option.legs, -contender.currentA);
  capacity.put(contender.circuit, option.legs, amps);
  contender.option = option;
  contender.currentA = amps;
  contender.limit = null;
  contender.full = null;
}

function toThree(capacity: Capacity, contender: Contender): boolean {
  const { circuit, option, three, currentA, maxA, minA } = contender;
  if (option === null || three === null) return false;
  capacity.put(circuit, option.legs, -currentA);
  const amps = Math.min(maxA, Math.floor(capacity.free(circuit, three.legs)));
  capacity.put(circuit, option.legs, currentA);
  const phases = three.legs === allLegs ? 3 : 2;
  if (amps < Math.min(maxA, minA + riseA) || phases * amps < currentA + hardA) return false;
  put(capacity, contender, three, amps);
  return true;
}

/** The last by claim goes first: nobody is interrupted who need not be. */
function toFreeLine(capacity: Capacity, fuse: Fuse, those: readonly Contender[]): boolean {
  const free = [1, 2, 4].map((legs) => ({ legs, amps: capacity.freeBehind(fuse, legs) }));
  free.sort((a, b) => b.amps - a.amps);
  const [most, , least] = free;
  if (!most || !least || least.amps >= 1 || most.amps < easyA) return false;
  for (const gainA of [easyA, hardA]) {
    for (let i = those.length - 1; i >= 0; i -= 1) {
      const contender = those[i];
      if (!contender || contender.option !== contender.three) continue;
      if (gainA === easyA && contender.onThree && contender.hasCurrent) continue;
      const option = contender.singles.find(({ legs }) => legs === most.legs);
      if (!option || !toLine(capacity, contender, option, gainA)) continue;
      return true;
    }
  }
  return false;
}

function toLine(capacity: Capacity, contender: Contender, option: Option, gainA: number): boolean {
  const { circuit, three, currentA, maxA } = contender;
  if (three === null) return false;
  capacity.put(circuit, three.legs, -currentA);
  const amps = Math.min(maxA, 3 * currentA, Math.floor(capacity.free(circuit, option.legs)));
  const fits = amps - currentA >= gainA && capacity.fits(circuit, option.legs, amps);
  capacity.put(circuit, three.legs, currentA);
  if (fits) put(capacity, contender, option, amps);
  return fits;
}
