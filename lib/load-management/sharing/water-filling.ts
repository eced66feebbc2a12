import type { BindingLimit } from "../../domain/charger/grant";
import { Capacity, type FuseTree } from "./capacity";
import type { Contender } from "./contender";
import { allLegs, type Legs } from "./fuse";
import { MinimumShares } from "./minimum-shares";
import { rebalancePhases } from "./rebalance-phases";

const own: BindingLimit = { of: "charger", name: null, line: null };

/**
 * Water filling: gives everybody the minimum share, in the order of their claims; who cannot get it waits. The others rise together,
 * ampere by ampere, until a fuse, the imbalance limit or they themselves are full. Who could take three phases and is given one
 * rises three times as fast (on IT √3 times): it shall not lose by having made room. Priority makes it twice or half as fast.
 */
export function waterFill(fuses: FuseTree, contenders: readonly Contender[]): void {
  const capacity = new Capacity(fuses);
  const minimumShares = new MinimumShares(capacity);
  minimumShares.run(contenders);
  raise(capacity, contenders);
  for (let n = 0; n < mostRounds && rebalancePhases(capacity, contenders); n += 1) {
    for (const contender of contenders) lower(capacity, contender);
    raise(capacity, contenders);
  }
  if (capacity.it) return;
  // On TN the other lines let somebody in late; so those on them do not fall.
  for (const legs of new Set(minimumShares.retry(contenders).map(({ option }) => option?.legs))) {
    for (const contender of contenders) if (contender.option?.legs === legs) lower(capacity, contender);
    raise(capacity, contenders);
  }
}

const mostRounds = 3;

/** Back to its least, so that all rise together again. */
function lower(capacity: Capacity, contender: Contender): void {
  if (contender.option === null) return;
  capacity.put(contender.circuit, contender.option.legs, contender.minA - contender.currentA);
  contender.currentA = contender.minA;
}

function rateOf({ three, option, weight }: Contender, it: boolean): number {
  if (three === null || option === three) return weight;
  return weight * (it ? Math.sqrt(3) : three.legs === 7 ? 3 : 2);
}

/** By steps in which nobody rises by more than 1 A. */
function raise(capacity: Capacity, contenders: readonly Contender[]): void {
  let active: Rising[] = [];
  let fastest = 1;
  for (const contender of contenders) {
    if (contender.currentA === 0) continue;
    const rate = rateOf(contender, capacity.it);
    active.push({ contender, rate });
    fastest = Math.max(fastest, rate);
  }
  const step = 1 / Math.ceil(fastest);
  let level = active.reduce(
    (least, { contender, rate }) => Math.min(least, contender.currentA / rate),
    Number.POSITIVE_INFINITY,
  );
  level = Math.floor(level / step);
  for (let moved = true; active.length > 0 && moved; level += 1) {
    moved = false;
    const next: Rising[] = [];
    let heldLegs = 0;
    for (const rising of active) {
      const end = raiseOne(capacity, rising, level * step * rising.rate + grain, heldLegs);
      if (end !== "held") moved = true;
      if (end !== "full") next.push(rising);
      if (end === "held") heldLegs |= rising.contender.option?.legs ?? 0;
    }
    // Those that the imbalance held back catch up first.
    if (heldLegs !== 0) next.sort((a, b) => a.contender.currentA / a.rate - b.contender.currentA / b.rate);
    active = next;
  }
}

const grain = 1e-9;

interface Rising {
  contender: Contender;
  rate: number;
}

/**
 * One ampere more, up to `to`. Held: the imbalance may let it rise when another line has; then nobody else rises on its legs
 * (`heldLegs`) before it. A full fuse stays full.
 */
function raiseOne(capacity: Capacity, { contender }: Rising, to: number, heldLegs: Legs): "level" | "held" | "full" {
  const { option, circuit } = contender;
  if (option === null) return "full";
  if (contender.currentA + 1 > to) return "level";
  if (contender.currentA >= contender.maxA) {
    contender.limit = own;
    return "full";
  }
  if (option.legs !== allLegs && (option.legs & heldLegs) !== 0) {
    contender.limit = capacity.imbalance(option.legs & heldLegs);
    return "held";
  }
  if (!capacity.fits(circuit, option.legs, 1)) {
    contender.limit = capacity.limit();
    contender.full = capacity.hit;
    return capacity.hit === null ? "held" : "full";
  }
  capacity.put(circuit, option.legs, 1);
  contender.currentA += 1;
  contender.limit = null;
  return "level";
}
