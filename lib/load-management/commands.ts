import { leastCurrentA } from "../domain/electrical/least-current";
import type { NetworkType } from "../domain/topology";
import type { FuseTree } from "./sharing/capacity";
import type { Contender } from "./sharing/contender";
import { byLine, type Draw, drawOf, either, isWithin, noDraw } from "./sharing/draw";
import { type Fuse, lineOver, put } from "./sharing/fuse";
import { ImbalanceLimit, noSpan, type Span, spanOf, unevenOf } from "./sharing/imbalance-limit";
import { commanded, inForce, worstCaseDraw } from "./sharing/worst-case-draw";
import type { Allocation, LoadCharger, LoadCommand } from "./types";

/** A charger with its circuit's fuse and its worst-case draw. */
export interface ConnectedCharger {
  charger: LoadCharger;
  circuit: Fuse;
  draw: Draw;
}

/** Unsettled commands of one charger at a time, at most. */
const mostPending = 4;

/** The method that brings a charger to an allocation. */
export function commandOf(charger: LoadCharger, { currentA, terminals }: Allocation): LoadCommand {
  const { deviceId } = charger;
  if (currentA < leastCurrentA || terminals === null) return { deviceId, method: { name: "deallocate" } };
  return { deviceId, method: { name: "allocate", currentA, terminals } };
}

/** The step from where the charger is towards `to` that only lowers: the phases both have in common, at the lower current. */
function lowering(network: NetworkType, charger: LoadCharger, at: Allocation, to: Allocation): Allocation | null {
  if (at.currentA <= 0) return null;
  const from = drawOf(network, charger.rotation, at, charger.carPhases);
  const currentA = Math.floor(Math.min(at.currentA, to.currentA));
  for (const terminals of [to.terminals, at.terminals]) {
    const step = { currentA, terminals };
    const draw = drawOf(network, charger.rotation, step, charger.carPhases);
    const both =
      isWithin(network, draw, from) &&
      isWithin(network, draw, drawOf(network, charger.rotation, to, charger.carPhases));
    if (both && currentA >= leastCurrentA) return isSame(step, at) ? null : step;
  }
  return { currentA: 0, terminals: null };
}

function isSame(a: Allocation, b: Allocation): boolean {
  return a.currentA === b.currentA && (a.currentA === 0 || a.terminals === b.terminals);
}

function spanOfCharger(network: NetworkType, { charger, draw }: ConnectedCharger): Span {
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

/** The commands that bring the contenders to their shares. Every fuse's load is the sum of the worst-case draws behind it. */
class CommandPlan {
  readonly commands: LoadCommand[] = [];
  private readonly fuses: FuseTree;
  private readonly network: NetworkType;
  private readonly imbalanceLimit: ImbalanceLimit;
  private readonly unproven: boolean;
  private readonly now: number;

  constructor(fuses: FuseTree, contenders: readonly Contender[], connected: readonly ConnectedCharger[], now: number) {
    this.fuses = fuses;
    this.now = now;
    this.network = fuses.installation.networkType;
    this.imbalanceLimit = new ImbalanceLimit(fuses.installation, [0, 0, 0]);
    this.unproven = contenders.some(({ charger }) => isUnproven(charger) && charger.holdUntil === 0);
    if (!this.imbalanceLimit.isLimited) return;
    for (const each of connected) this.imbalanceLimit.replace(noSpan, spanOfCharger(this.network, each));
  }

  /** A reduction goes out at once; true: nothing remains to be done for this contender. */
  reduce({ charger, currentA, option }: Contender, now: number): boolean {
    if (charger.quietUntil > now) return true;
    const to = { currentA, terminals: option?.terminals ?? null };
    const at = commanded(charger);
    if (at && isSame(at, to)) {
      if (isUnproven(charger) && charger.pending.length === 0) this.commands.push(commandOf(charger, to));
      return true;
    }
    const from = at
      ? drawOf(this.network, charger.rotation, at, charger.carPhases)
      : worstCaseDraw(this.network, charger, this.now);
    if (!isWithin(this.network, drawOf(this.network, charger.rotation, to, charger.carPhases), from)) return false;
    const room = at ? charger.pending.length < mostPending : charger.pending.length === 0;
    if (room) this.commands.push(commandOf(charger, to));
    return true;
  }

  /** An increase goes out when it fits beside everything that is unsettled. */
  increase({ charger, circuit, currentA, option, minA }: Contender, now: number): void {
    if (charger.pending.length > 0 || charger.holdUntil > now || option === null) return;
    const at = commanded(charger);
    if (this.unproven) {
      if (at && isUnproven(charger)) this.commands.push(commandOf(charger, at));
      return;
    }
    const to = { currentA, terminals: option.terminals };
    const before: ConnectedCharger = { charger, circuit, draw: worstCaseDraw(this.network, charger, this.now) };
    if (this.take(before, to)) return;
    const part = this.evenPart(before, to, Math.max(minA, Math.floor(at?.currentA ?? 0) + 1));
    if (part && this.take(before, part)) return;
    const step = at && lowering(this.network, charger, at, to);
    if (step) this.commands.push(commandOf(charger, step));
  }

  private take(before: ConnectedCharger, to: Allocation): boolean {
    const { charger, circuit } = before;
    const wanted = drawOf(this.network, charger.rotation, to, charger.carPhases);
    const after = { ...before, draw: either(this.network, before.draw, wanted) };
    const was = this.imbalanceLimit.isLimited ? spanOfCharger(this.network, before) : noSpan;
    const willBe = this.imbalanceLimit.isLimited ? this.spanWith(before, to) : noSpan;
    const { root } = this.fuses;
    put(circuit, before.draw, -1);
    put(root, before.draw, -1);
    const fits =
      lineOver(this.network, circuit, after.draw) < 0 &&
      lineOver(this.network, root, after.draw) < 0 &&
      this.imbalanceLimit.allows(was, willBe);
    put(circuit, fits ? after.draw : before.draw);
    put(root, fits ? after.draw : before.draw);
    if (!fits) return false;
    this.imbalanceLimit.replace(was, willBe);
    this.commands.push(commandOf(charger, to));
    return true;
  }

  private spanWith(before: ConnectedCharger, to: Allocation): Span {
    const sent = { ...before.charger, pending: [...before.charger.pending, { to, sentAt: 0 }] };
    return spanOfCharger(this.network, { ...before, charger: sent });
  }

  /** As much of a single-phase share as the imbalance allows before the other lines have followed. */
  private evenPart(before: ConnectedCharger, to: Allocation, atLeastA: number): Allocation | null {
    if (!this.imbalanceLimit.isLimited) return null;
    for (let currentA = to.currentA - 1; currentA >= atLeastA; currentA -= 1) {
      const part = { ...to, currentA };
      if (this.imbalanceLimit.allows(spanOfCharger(this.network, before), this.spanWith(before, part))) return part;
    }
    return null;
  }
}

/** It charges on an allocation that this dashboard has not seen confirmed: the command is repeated, so that the charger confirms it. */
function isUnproven(charger: LoadCharger): boolean {
  return charger.demand === "charging" && !charger.proven;
}

export function planCommands(
  fuses: FuseTree,
  contenders: readonly Contender[],
  connected: readonly ConnectedCharger[],
  now: number,
): LoadCommand[] {
  const plan = new CommandPlan(fuses, contenders, connected, now);
  const open = contenders.filter((contender) => !plan.reduce(contender, now));
  for (const contender of open) plan.increase(contender, now);
  return plan.commands;
}

/** Whether a line that this charger may load is above its limit now. */
export function isOver(fuses: FuseTree, { circuit, draw }: ConnectedCharger): boolean {
  if (draw === noDraw) return false;
  const network = fuses.installation.networkType;
  const both = [circuit, fuses.root];
  for (const fuse of both) put(fuse, draw, -1);
  const over = both.some((fuse) => lineOver(network, fuse, draw) >= 0);
  for (const fuse of both) put(fuse, draw);
  return over;
}
