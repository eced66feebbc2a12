import type { NetworkType } from "../domain/topology";
import type { Hall } from "./sharing/capacity";
import type { Seat } from "./sharing/contender";
import { byLine, type Draw, drawOf, either, isWithin, noDraw } from "./sharing/draw";
import { lineOver, type Node, put } from "./sharing/fuse";
import { noSpan, type Span, Symmetry, spanOf, unevenOf } from "./sharing/imbalance-limit";
import { commanded, inForce, mayDraw } from "./sharing/worst-case-draw";
import { type Allocation, type LoadCharger, type LoadSend, leastA } from "./types";

/** A charger with the fuse it hangs behind and the most it may draw now. */
export interface Placed {
  charger: LoadCharger;
  circuit: Node;
  draw: Draw;
}

/** More unsettled commands than this are not piled up on one charger. */
const mostPending = 4;

/** The method that brings a charger to an allocation. */
export function sendOf(charger: LoadCharger, { currentA, terminals }: Allocation): LoadSend {
  const { deviceId } = charger;
  if (currentA < leastA || terminals === null) return { deviceId, method: { name: "deallocate" } };
  return { deviceId, method: { name: "allocate", currentA, terminals } };
}

/** The step from where the charger is towards `to` that only lowers: the phases both have in common, at the lower current. */
export function lowering(
  network: NetworkType,
  charger: LoadCharger,
  at: Allocation,
  to: Allocation,
): Allocation | null {
  if (at.currentA <= 0) return null;
  const from = drawOf(network, charger.rotation, at, charger.carPhases);
  const currentA = Math.floor(Math.min(at.currentA, to.currentA));
  for (const terminals of [to.terminals, at.terminals]) {
    const step = { currentA, terminals };
    const draw = drawOf(network, charger.rotation, step, charger.carPhases);
    const both =
      isWithin(network, draw, from) &&
      isWithin(network, draw, drawOf(network, charger.rotation, to, charger.carPhases));
    if (both && currentA >= leastA) return isSame(step, at) ? null : step;
  }
  return { currentA: 0, terminals: null };
}

export function isSame(a: Allocation, b: Allocation): boolean {
  return a.currentA === b.currentA && (a.currentA === 0 || a.terminals === b.terminals);
}

function spanOfCharger(network: NetworkType, { charger, draw }: Placed): Span {
  if (draw === noDraw && charger.pending.length === 0) return noSpan;
  const at = inForce(charger);
  const vague = !charger.reachable || charger.standAlone || at === null || charger.demand === "finished";
  if (vague) {
    const upper = unevenOf(byLine(network, draw));
    return upper === noSpan.upper ? noSpan : { upper, lower: noSpan.upper };
  }
  const now = unevenDraw(network, charger, at);
  if (charger.pending.length === 0) return now === noSpan.upper ? noSpan : { upper: now, lower: now };
  const states = [now];
  for (const { to } of charger.pending) states.push(unevenDraw(network, charger, to));
  return spanOf(states);
}

function unevenDraw(network: NetworkType, { rotation, carPhases }: LoadCharger, at: Allocation): Span["upper"] {
  return unevenOf(byLine(network, drawOf(network, rotation, at, carPhases)));
}

/** What to send to bring the seats to their shares, with every fuse's load at the most that may be drawn behind it. */
class Plan {
  readonly sends: LoadSend[] = [];
  private readonly hall: Hall;
  private readonly network: NetworkType;
  private readonly symmetry: Symmetry;
  private readonly unproven: boolean;

  private readonly now: number;

  constructor(hall: Hall, seats: readonly Seat[], placed: readonly Placed[], now: number) {
    this.hall = hall;
    this.now = now;
    this.network = hall.installation.networkType;
    this.symmetry = new Symmetry(hall.installation, [0, 0, 0]);
    this.unproven = seats.some(({ charger }) => isUnproven(charger) && charger.holdUntil === 0);
    if (!this.symmetry.isLimited) return;
    for (const each of placed) this.symmetry.replace(noSpan, spanOfCharger(this.network, each));
  }

  /** A reduction goes out at once; true: nothing remains to be done for this seat. */
  reduce({ charger, currentA, option }: Seat, now: number): boolean {
    if (charger.quietUntil > now) return true;
    const to = { currentA, terminals: option?.terminals ?? null };
    const at = commanded(charger);
    if (at && isSame(at, to)) {
      if (isUnproven(charger) && charger.pending.length === 0) this.sends.push(sendOf(charger, to));
      return true;
    }
    const from = at
      ? drawOf(this.network, charger.rotation, at, charger.carPhases)
      : mayDraw(this.network, charger, this.now);
    if (!isWithin(this.network, drawOf(this.network, charger.rotation, to, charger.carPhases), from)) return false;
    const room = at ? charger.pending.length < mostPending : charger.pending.length === 0;
    if (room) this.sends.push(sendOf(charger, to));
    return true;
  }

  /** An increase goes out when it fits beside everything that is unsettled. */
  increase({ charger, circuit, currentA, option, minA }: Seat, now: number): void {
    if (charger.pending.length > 0 || charger.holdUntil > now || option === null) return;
    const at = commanded(charger);
    if (this.unproven) {
      if (at && isUnproven(charger)) this.sends.push(sendOf(charger, at));
      return;
    }
    const to = { currentA, terminals: option.terminals };
    const before: Placed = { charger, circuit, draw: mayDraw(this.network, charger, this.now) };
    if (this.take(before, to)) return;
    const part = this.evenPart(before, to, Math.max(minA, Math.floor(at?.currentA ?? 0) + 1));
    if (part && this.take(before, part)) return;
    const step = at && lowering(this.network, charger, at, to);
    if (step) this.sends.push(sendOf(charger, step));
  }

  private take(before: Placed, to: Allocation): boolean {
    const { charger, circuit } = before;
    const wanted = drawOf(this.network, charger.rotation, to, charger.carPhases);
    const after = { ...before, draw: either(this.network, before.draw, wanted) };
    const was = this.symmetry.isLimited ? spanOfCharger(this.network, before) : noSpan;
    const willBe = this.symmetry.isLimited ? this.spanWith(before, to) : noSpan;
    const { root } = this.hall;
    put(circuit, before.draw, -1);
    put(root, before.draw, -1);
    const fits =
      lineOver(this.network, circuit, after.draw) < 0 &&
      lineOver(this.network, root, after.draw) < 0 &&
      this.symmetry.allows(was, willBe);
    put(circuit, fits ? after.draw : before.draw);
    put(root, fits ? after.draw : before.draw);
    if (!fits) return false;
    this.symmetry.replace(was, willBe);
    this.sends.push(sendOf(charger, to));
    return true;
  }

  private spanWith(before: Placed, to: Allocation): Span {
    const sent = { ...before.charger, pending: [...before.charger.pending, { to, sentAt: 0 }] };
    return spanOfCharger(this.network, { ...before, charger: sent });
  }

  /** As much of a single-phase share as the imbalance allows before the other lines have followed. */
  private evenPart(before: Placed, to: Allocation, atLeastA: number): Allocation | null {
    if (!this.symmetry.isLimited) return null;
    for (let currentA = to.currentA - 1; currentA >= atLeastA; currentA -= 1) {
      const part = { ...to, currentA };
      if (this.symmetry.allows(spanOfCharger(this.network, before), this.spanWith(before, part))) return part;
    }
    return null;
  }
}

/** It charges on an allocation that was not heard by this dashboard itself: said again, so that the charger confirms it. */
function isUnproven(charger: LoadCharger): boolean {
  return charger.demand === "charging" && !charger.proven;
}

export function planSends(hall: Hall, seats: readonly Seat[], placed: readonly Placed[], now: number): LoadSend[] {
  const plan = new Plan(hall, seats, placed, now);
  const open = seats.filter((seat) => !plan.reduce(seat, now));
  for (const seat of open) plan.increase(seat, now);
  return plan.sends;
}

/** Whether a line that this charger may load is above its limit now. */
export function isOver(hall: Hall, { circuit, draw }: Placed): boolean {
  if (draw === noDraw) return false;
  const network = hall.installation.networkType;
  const nodes = [circuit, hall.root];
  for (const node of nodes) put(node, draw, -1);
  const over = nodes.some((node) => lineOver(network, node, draw) >= 0);
  for (const node of nodes) put(node, draw);
  return over;
}
