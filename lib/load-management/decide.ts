import { type ConnectedCharger, isOver, planCommands } from "./commands";
import { fusesOf } from "./fuses-of";
import { grantsOf } from "./grants";
import { againAt } from "./next-decision-at";
import type { FuseTree } from "./sharing/capacity";
import { byClaim, type Contender, contenderOf } from "./sharing/contender";
import { byLine, noDraw } from "./sharing/draw";
import { put } from "./sharing/fuse";
import { unevenOf } from "./sharing/imbalance-limit";
import { waterFill } from "./sharing/water-filling";
import { commanded, isOverdrawing, worstCaseDraw } from "./sharing/worst-case-draw";
import type { LoadCharger, LoadCommand, LoadDecision, LoadInput } from "./types";
import { isUnconfirmed, repeat } from "./unconfirmed";

/**
 * How much current each charger of an installation gets on which phase, and what to tell it now. Pure: the same input gives
 * the same decision, whatever the order of its lists.
 *
 * The shares are what everybody shall have in the end (`grants`). What is sent now (`commands`) is only what keeps every line
 * of every fuse within its limit with every charger at the most it may draw: reductions at once, increases when
 * they fit beside what has not been confirmed yet.
 */
export function decide(input: LoadInput): LoadDecision {
  const { installation, now } = input;
  const network = installation.networkType;
  const { root, circuits } = fusesOf(input);
  const connected: ConnectedCharger[] = [];
  for (const charger of input.chargers) {
    const circuit = circuits.get(charger.circuitId);
    if (circuit) connected.push({ charger, circuit, draw: worstCaseDraw(network, charger, now) });
  }
  connected.sort((a, b) => (a.charger.deviceId < b.charger.deviceId ? -1 : 1));

  const contenders: Contender[] = [];
  const fixed: ConnectedCharger[] = [];
  const finished: ConnectedCharger[] = [];
  const over: ConnectedCharger[] = [];
  for (const each of connected) {
    if (isOverdrawing(network, each.charger, now)) {
      fixed.push(each);
      over.push(each);
    } else if (canShare(each.charger, now)) contenders.push(contenderOf(network, each.charger, each.circuit, now));
    else if (isFinished(each.charger, now)) {
      if (commanded(each.charger)?.currentA !== 0) finished.push(each);
    } else if (each.draw !== noDraw) fixed.push(each);
  }
  contenders.sort(byClaim);

  const fuses: FuseTree = { installation, root, circuits: [...circuits.values()], uneven: [0, 0, 0] };
  const released = waterFillAround(fuses, contenders, fixed, finished, now);

  const commands: LoadCommand[] = released.map(({ charger }) => ({
    deviceId: charger.deviceId,
    method: { name: "deallocate" },
  }));
  clear(fuses);
  for (const each of connected) load(fuses, each);
  const unconfirmed = connected.filter(({ charger }) => charger.reachable && isUnconfirmed(charger, now));
  for (const each of unconfirmed) commands.push(...repeat(fuses, each, now));
  for (const each of over) commands.push(...cutShort(fuses, each, now));
  commands.push(...planCommands(fuses, contenders, connected, now));
  commands.sort((a, b) => rank(a) - rank(b));

  return {
    grants: grantsOf(fuses, contenders, connected, over, now),
    commands,
    unconfirmed: unconfirmed.map(({ charger }) => charger.deviceId),
    overdrawing: over.map(({ charger }) => charger.deviceId),
    againAt: againAt(network, connected, contenders, now),
  };
}

function rank({ method }: LoadCommand): number {
  return method.name === "deallocate" ? 0 : 1;
}

function canShare(charger: LoadCharger, now: number): boolean {
  const wants = charger.demand === "asking" || charger.demand === "charging";
  return wants && charger.reachable && !charger.standAlone && !isUnconfirmed(charger, now);
}

/** Done, but free to draw again on what it still has: that can be taken back for others. */
function isFinished(charger: LoadCharger, now: number): boolean {
  return charger.demand === "finished" && charger.reachable && !charger.standAlone && !isUnconfirmed(charger, now);
}

function clear(fuses: FuseTree): void {
  for (const each of [fuses.root, ...fuses.circuits]) each.load.fill(0);
}

function load(fuses: FuseTree, { circuit, draw }: ConnectedCharger): void {
  put(circuit, draw);
  put(fuses.root, draw);
}

/** Shares around what is fixed; where somebody comes short, what finished cars still have is taken back. */
function waterFillAround(
  fuses: FuseTree,
  contenders: readonly Contender[],
  fixed: readonly ConnectedCharger[],
  finished: readonly ConnectedCharger[],
  now: number,
): ConnectedCharger[] {
  const network = fuses.installation.networkType;
  const settle = (those: readonly ConnectedCharger[]) => {
    clear(fuses);
    const uneven: [number, number, number] = [0, 0, 0];
    for (const each of those) {
      load(fuses, each);
      unevenOf(byLine(network, each.draw)).forEach((amps, line) => {
        uneven[line as 0 | 1 | 2] += amps;
      });
    }
    waterFill({ ...fuses, uneven }, contenders);
  };
  settle([...fixed, ...finished]);
  if (finished.length === 0) return [];
  const short = contenders.filter(({ limit }) => limit !== null && limit.of !== "charger");
  const full = new Set(short.map(({ limit, circuit }) => (limit?.of === "circuit" ? circuit : fuses.root)));
  const released = finished.filter(({ circuit }) => full.has(fuses.root) || full.has(circuit));
  if (released.length === 0) return [];
  settle([...fixed, ...finished.filter((each) => !released.includes(each))]);
  return released.filter(({ charger }) => charger.quietUntil <= now);
}

/** How long others have to make room, from the confirmation, in ms. */
const giveUpMs = 45_000;

/** A car that goes on drawing beyond its allocation is stopped where others cannot make enough room. */
function cutShort(fuses: FuseTree, connected: ConnectedCharger, now: number): LoadCommand[] {
  const { charger } = connected;
  const again = charger.pending.length > 0 || charger.quietUntil > now || now - charger.allocatedAt < giveUpMs;
  if (again || !isOver(fuses, connected)) return [];
  return [{ deviceId: charger.deviceId, method: { name: "deallocate" } }];
}
