import { describe, expect, it } from "vitest";
import { legsOf } from "../domain/electrical/phase";
import { legsOfTerminals, type Terminals } from "../domain/electrical/terminals";
import type { Triple } from "../domain/topology";
import { decide } from "./decide";
import { mostSwitches, switchDwellMs } from "./sharing/contender";
import { linesOfLoad, newFuse, put } from "./sharing/fuse";
import { commanded, worstCaseDraw } from "./sharing/worst-case-draw";
import { randomInput, worldsOf } from "./test-random";
import type { Allocation, LoadCharger, LoadDecision, LoadInput } from "./types";

const installations = worldsOf(100_000);
const grain = 1e-6;

/** The most that each line behind a fuse (null: the main one) may carry by the load management's own reckoning. */
function loadOf(
  { installation, now }: LoadInput,
  chargers: readonly LoadCharger[],
  circuitId: string | null,
): Triple<number> {
  const fuse = newFuse("circuit", "", [0, 0, 0]);
  for (const charger of chargers) {
    if (circuitId === null || charger.circuitId === circuitId)
      put(fuse, worstCaseDraw(installation.networkType, charger, now));
  }
  return linesOfLoad(installation.networkType, fuse.load);
}

/** By hand, on TN: what a charger that is cut off may draw at least, by 708, 523, 510 and 522. */
function offlineByHand(input: LoadInput, charger: LoadCharger): Triple<number> {
  const amps = Math.max(charger.allocation?.currentA ?? charger.reportedMaxA ?? 32, charger.offlineCurrentA ?? 0);
  const terminals = charger.allocation?.terminals ?? null;
  const network = input.installation.networkType;
  const legs =
    terminals === null || charger.offlineTerminals === null
      ? legsOf(network, charger.rotation)
      : legsOfTerminals(network, charger.rotation, terminals);
  const on = (line: number) => ((legs ?? []).some((leg) => leg === line) ? amps : 0);
  return [on(0), on(1), on(2)];
}

function afterCommands(input: LoadInput, { commands }: LoadDecision): LoadCharger[] {
  return input.chargers.map((charger) => {
    const mine = commands.filter(({ deviceId }) => deviceId === charger.deviceId);
    const to = mine.map(
      ({ method }): Allocation =>
        method.name === "allocate"
          ? { currentA: method.currentA, terminals: method.terminals }
          : { currentA: 0, terminals: null },
    );
    return { ...charger, pending: [...charger.pending, ...to.map((each) => ({ to: each, sentAt: input.now }))] };
  });
}

function limitsOf({ installation, availableA, circuits }: LoadInput): [string | null, Triple<number>][] {
  const at = (line: 0 | 1 | 2) => Math.min(installation.mainFuseA, availableA[line]);
  const own = circuits.map(({ id, fuseA }): [string, Triple<number>] => [id, [fuseA, fuseA, fuseA]]);
  return [[null, [at(0), at(1), at(2)]], ...own];
}

describe("laws of one decision, over 100,000 installations", { timeout: 120_000 }, () => {
  const broken: Record<string, string[]> = { over: [], offline: [], whole: [], order: [], switches: [] };
  let commands = 0;
  let granted = 0;

  function checkLimits(seed: number, input: LoadInput, decision: LoadDecision): void {
    const after = afterCommands(input, decision);
    for (const [id, limit] of limitsOf(input)) {
      const was = loadOf(input, input.chargers, id);
      const is = decision.commands.length === 0 ? was : loadOf(input, after, id);
      for (const line of [0, 1, 2] as const) {
        if (is[line] > Math.max(limit[line], was[line]) + grain)
          broken.over?.push(`seed ${seed}: L${line + 1} of ${id}`);
      }
      if (!input.installation.networkType.startsWith("TN")) continue;
      const cutOff = input.chargers.filter(
        (each) => !each.reachable && !each.standAlone && (id ?? each.circuitId) === each.circuitId,
      );
      const least = [0, 1, 2].map((line) =>
        cutOff.reduce((sum, each) => sum + (offlineByHand(input, each)[line] ?? 0), 0),
      );
      if (least.some((amps, line) => amps > (is[line] ?? 0) + grain)) broken.offline?.push(`seed ${seed}: ${id}`);
    }
  }

  function checkWhole(seed: number, { grants, commands: those }: LoadDecision): void {
    const fine = (amps: number) => amps === 0 || (Number.isInteger(amps) && amps >= 6 && amps <= 32);
    const sent = those.every(({ method }) => method.name !== "allocate" || fine(method.currentA));
    const shares = [...grants.values()].every(({ currentA, limit }) => limit === null || fine(currentA));
    if (!sent || !shares) broken.whole?.push(`seed ${seed}`);
  }

  function checkOrder(seed: number, input: LoadInput, decision: LoadDecision): void {
    const other = { ...input, chargers: [...input.chargers].reverse(), circuits: [...input.circuits].reverse() };
    const again = decide(other);
    const told = ({ grants, ...rest }: LoadDecision) => JSON.stringify([[...grants].sort(), rest]);
    if (told(again) !== told(decision)) broken.order?.push(`seed ${seed}`);
  }

  function checkSwitches(seed: number, input: LoadInput, { grants }: LoadDecision): void {
    for (const charger of input.chargers) {
      const { switches, demand, rotation, carPhases, maxPhases } = charger;
      const grant = grants.get(charger.deviceId);
      const mayNot = switches.count >= mostSwitches || (switches.count > 0 && switches.at + switchDwellMs > input.now);
      const at = commanded(charger)?.terminals ?? switches.terminals;
      if (!mayNot || demand !== "charging" || !grant || grant.currentA === 0 || at === null) continue;
      const legs = (those: Terminals | null) =>
        those === null ? undefined : legsOfTerminals(input.installation.networkType, rotation, those)?.join();
      // A car that turned out to have one phase only is given one, whatever the count.
      const forced = carPhases === 1 || maxPhases === 1;
      if (!forced && legs(grant.terminals) !== legs(at)) broken.switches?.push(`seed ${seed}: ${charger.deviceId}`);
    }
  }

  /**
   * 10: no command brings a line above its limit, with everything that is sent and not confirmed beside it. 11: who is silent or
   * offline counts with its allocation or its offline current, whichever is larger. 12: whole amperes, at least 6 or nothing.
   * 13: at most four changes of phases in a session, five minutes between two. 14: the same input gives the same decision, in
   * whatever order its lists are.
   */
  it("laws 10 to 14", () => {
    for (let seed = 1; seed <= installations; seed += 1) {
      const input = randomInput(seed);
      const decision = decide(input);
      commands += decision.commands.length;
      granted += [...decision.grants.values()].filter(({ currentA }) => currentA > 0).length;
      checkLimits(seed, input, decision);
      checkWhole(seed, decision);
      checkSwitches(seed, input, decision);
      if (seed % 10 === 0) checkOrder(seed, input, decision);
    }
    expect(broken).toEqual({ over: [], offline: [], whole: [], order: [], switches: [] });
    expect(commands).toBeGreaterThan(installations / 10);
    expect(granted).toBeGreaterThan(installations / 2);
  });
});
