import { isOver, type Placed, planSends } from "./commands";
import { grantsOf } from "./grants";
import { againAt } from "./next-decision-at";
import type { Hall } from "./sharing/capacity";
import { byClaim, type Seat, seatOf } from "./sharing/contender";
import { byLine, noDraw } from "./sharing/draw";
import { type Node, node, put } from "./sharing/fuse";
import { unevenOf } from "./sharing/imbalance-limit";
import { share } from "./sharing/water-filling";
import { commanded, isOverdrawing, mayDraw } from "./sharing/worst-case-draw";
import type { LoadCharger, LoadDecision, LoadInput, LoadSend } from "./types";
import { isStuck, repeat } from "./unconfirmed";

/**
 * How much current each charger of an installation gets on which phase, and what to tell it now. Pure: the same input gives
 * the same decision, whatever the order of its lists.
 *
 * The shares are what everybody shall have in the end (`grants`). What is sent now (`sends`) is only what keeps every line
 * of every fuse within its limit with every charger at the most it may draw: reductions at once, increases when
 * they fit beside what has not been confirmed yet.
 */
export function decide(input: LoadInput): LoadDecision {
  const { installation, now } = input;
  const network = installation.networkType;
  const { root, circuits } = fusesOf(input);
  const placed: Placed[] = [];
  for (const charger of input.chargers) {
    const circuit = circuits.get(charger.circuitId);
    if (circuit) placed.push({ charger, circuit, draw: mayDraw(network, charger, now) });
  }
  placed.sort((a, b) => (a.charger.deviceId < b.charger.deviceId ? -1 : 1));

  const seats: Seat[] = [];
  const fixed: Placed[] = [];
  const finished: Placed[] = [];
  const over: Placed[] = [];
  for (const each of placed) {
    if (isOverdrawing(network, each.charger, now)) {
      fixed.push(each);
      over.push(each);
    } else if (canShare(each.charger, now)) seats.push(seatOf(network, each.charger, each.circuit, now));
    else if (isFinished(each.charger, now)) {
      if (commanded(each.charger)?.currentA !== 0) finished.push(each);
    } else if (each.draw !== noDraw) fixed.push(each);
  }
  seats.sort(byClaim);

  const hall: Hall = { installation, root, circuits: [...circuits.values()], uneven: [0, 0, 0] };
  const released = shareAround(hall, seats, fixed, finished, now);

  const sends: LoadSend[] = released.map(({ charger }) => ({
    deviceId: charger.deviceId,
    method: { name: "deallocate" },
  }));
  clear(hall);
  for (const each of placed) load(hall, each);
  const stuck = placed.filter(({ charger }) => charger.reachable && isStuck(charger, now));
  for (const each of stuck) sends.push(...repeat(hall, each, now));
  for (const each of over) sends.push(...cutShort(hall, each, now));
  sends.push(...planSends(hall, seats, placed, now));
  sends.sort((a, b) => rank(a) - rank(b));

  return {
    grants: grantsOf(hall, seats, placed, over, now),
    sends,
    unconfirmed: stuck.map(({ charger }) => charger.deviceId),
    overdrawing: over.map(({ charger }) => charger.deviceId),
    againAt: againAt(network, placed, seats, now),
  };
}

function rank(send: LoadSend): number {
  return send.method.name === "deallocate" ? 0 : 1;
}

function fusesOf({ installation, availableA, circuits }: LoadInput): { root: Node; circuits: Map<string, Node> } {
  const at = (i: 0 | 1 | 2) => Math.min(installation.mainFuseA, availableA[i]);
  const root = node("installation", installation.name, [at(0), at(1), at(2)]);
  const nodes = circuits.map(({ id, name, fuseA }) => [id, node("circuit", name, [fuseA, fuseA, fuseA])] as const);
  return { root, circuits: new Map(nodes) };
}

function canShare(charger: LoadCharger, now: number): boolean {
  const wants = charger.demand === "asking" || charger.demand === "charging";
  return wants && charger.reachable && !charger.standAlone && !isStuck(charger, now);
}

/** Done, but free to draw again on what it still has: that can be taken back for others. */
function isFinished(charger: LoadCharger, now: number): boolean {
  return charger.demand === "finished" && charger.reachable && !charger.standAlone && !isStuck(charger, now);
}

function clear(hall: Hall): void {
  for (const each of [hall.root, ...hall.circuits]) each.load.fill(0);
}

function load(hall: Hall, { circuit, draw }: Placed): void {
  put(circuit, draw);
  put(hall.root, draw);
}

/** Shares around what is fixed; where somebody comes short, what finished cars still hold is taken back. */
function shareAround(
  hall: Hall,
  seats: readonly Seat[],
  fixed: readonly Placed[],
  finished: readonly Placed[],
  now: number,
): Placed[] {
  const network = hall.installation.networkType;
  const settle = (those: readonly Placed[]) => {
    clear(hall);
    const uneven: [number, number, number] = [0, 0, 0];
    for (const each of those) {
      load(hall, each);
      unevenOf(byLine(network, each.draw)).forEach((amps, line) => {
        uneven[line as 0 | 1 | 2] += amps;
      });
    }
    share({ ...hall, uneven }, seats);
  };
  settle([...fixed, ...finished]);
  if (finished.length === 0) return [];
  const short = seats.filter(({ limit }) => limit !== null && limit.of !== "charger");
  const full = new Set(short.map(({ limit, circuit }) => (limit?.of === "circuit" ? circuit : hall.root)));
  const taken = finished.filter(({ circuit }) => full.has(hall.root) || full.has(circuit));
  if (taken.length === 0) return [];
  settle([...fixed, ...finished.filter((each) => !taken.includes(each))]);
  return taken.filter(({ charger }) => charger.quietUntil <= now);
}

/** Long after others have made room, in ms. */
const giveUpMs = 45_000;

/** A car that goes on drawing beyond its allocation is stopped where others cannot make enough room. */
function cutShort(hall: Hall, placed: Placed, now: number): LoadSend[] {
  const { charger } = placed;
  const again = charger.pending.length > 0 || charger.quietUntil > now || now - charger.allocatedAt < giveUpMs;
  if (again || !isOver(hall, placed)) return [];
  return [{ deviceId: charger.deviceId, method: { name: "deallocate" } }];
}
