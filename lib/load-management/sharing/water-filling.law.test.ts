import { expect, it } from "vitest";
import { legsOf, lineAmps, linesOfLeg } from "../../domain/electrical/phase";
import { legsOfTerminals, singleTerminal } from "../../domain/electrical/terminals";
import type { NetworkType, Triple } from "../../domain/topology";
import { decide } from "../decide";
import { worldsOf } from "../test-random";
import { World } from "../test-world";
import type { Grant, LoadCharger, LoadInput } from "../types";

const worlds = worldsOf(5_000);

interface Share {
  charger: LoadCharger;
  grant: Grant;
}

/** Everybody asks at once, nobody has anything yet. */
function contendersOf(seed: number): LoadInput {
  const input = new World(seed, { lossy: false, outages: false }).input();
  const chargers = input.chargers.map(
    (charger, i): LoadCharger => ({ ...charger, demand: "asking", askedSince: true, since: (seed * 7 + i * 13) % 11 }),
  );
  return { ...input, chargers };
}

/** The line currents of what is granted behind a fuse: single phases as vectors on IT, all phases by magnitude. */
function linesOf(network: NetworkType, shares: readonly Share[]): Triple<number> {
  const legs: [number, number, number] = [0, 0, 0];
  let all = 0;
  for (const { charger, grant } of shares) {
    if (grant.terminals === null) continue;
    const on = legsOfTerminals(network, charger.rotation, grant.terminals) ?? [];
    const [only] = on;
    if (on.length === 1 && only !== undefined) legs[only] += grant.currentA;
    else all += grant.currentA;
  }
  const [a, b, c] = lineAmps(network, legs);
  return [a + all, b + all, c + all];
}

/** Whether the grants keep every limit of the installation. */
function keepsLimits(input: LoadInput, shares: readonly Share[]): boolean {
  const { installation, circuits } = input;
  const within = (part: readonly Share[], limits: readonly number[]) =>
    linesOf(installation.networkType, part).every((amps, i) => amps <= (limits[i] ?? 0) + 1e-6);
  const root = installation.availableA.map((amps) => Math.min(amps, installation.mainFuseA));
  if (!within(shares, root)) return false;
  for (const { id, fuseA } of circuits) {
    const own = shares.filter(({ charger }) => charger.circuitId === id);
    if (!within(own, [fuseA, fuseA, fuseA])) return false;
  }
  if (installation.imbalanceLimitA === null || installation.networkType !== "TN3") return true;
  const single = shares.filter(({ grant }) => grant.terminals !== null && grant.terminals !== "1-2-3-N");
  const lines = linesOf(installation.networkType, single);
  return Math.max(...lines) - Math.min(...lines) <= installation.imbalanceLimitA + 1e-6;
}

function withGrant(shares: readonly Share[], of: Share, change: Partial<Grant>): Share[] {
  return shares.map((each) => (each === of ? { ...each, grant: { ...each.grant, ...change } } : each));
}

function linesLoaded(input: LoadInput, { charger, grant }: Share): string {
  const network = input.installation.networkType;
  const legs = grant.terminals === null ? [] : (legsOfTerminals(network, charger.rotation, grant.terminals) ?? []);
  return [...new Set(legs.flatMap((leg) => linesOfLeg(network, leg)))].sort().join();
}

function canUse({ installation }: LoadInput, { charger }: Share): number {
  const legs = legsOf(installation.networkType, charger.rotation).filter((leg) => leg !== null);
  return charger.maxPhases === 1 ? 1 : legs.length;
}

const sharesOf = (input: LoadInput): Share[] => {
  const { grants } = decide(input);
  return input.chargers.map((charger) => ({ charger, grant: grants.get(charger.deviceId) as Grant }));
};

type Law = (seed: number, input: LoadInput, shares: readonly Share[]) => void;

const laws: Record<string, Law> = {
  "law 5: the shares themselves keep every limit, in whole amperes, at least 6 or nothing"(seed, input, shares) {
    expect(keepsLimits(input, shares), `seed ${seed}`).toBe(true);
    for (const { charger, grant } of shares) {
      const fine = grant.currentA === 0 || (grant.currentA >= 6 && grant.currentA <= charger.maxCurrentA);
      expect(fine && Number.isInteger(grant.currentA), `seed ${seed}`).toBe(true);
      expect(grant.limit, `seed ${seed}`).not.toBeNull();
    }
  },

  "law 6: nothing is left over: one ampere more to anybody would break a limit"(seed, input, shares) {
    for (const share of shares) {
      const { grant, charger } = share;
      if (grant.currentA === 0 || grant.currentA >= charger.maxCurrentA) continue;
      const more = withGrant(shares, share, { currentA: grant.currentA + 1 });
      expect(keepsLimits(input, more), `seed ${seed} ${charger.deviceId}`).toBe(false);
    }
  },

  "law 7: equal share: on the same circuit and lines nobody has 2 A more than another who could take it"(
    seed,
    input,
    shares,
  ) {
    for (const one of shares) {
      for (const other of shares) {
        const alike =
          one.grant.currentA > 0 &&
          other.grant.currentA > 0 &&
          one.charger.circuitId === other.charger.circuitId &&
          linesLoaded(input, one) === linesLoaded(input, other) &&
          // One that could use three phases and made room by taking one rises with those on three.
          canUse(input, one) === canUse(input, other) &&
          other.grant.currentA < other.charger.maxCurrentA;
        if (alike) expect(one.grant.currentA - other.grant.currentA, `seed ${seed}`).toBeLessThanOrEqual(1);
      }
    }
  },

  "law 8: who waits could not be given 6 A on any phase even if all others had the least"(seed, input, shares) {
    const least = shares.map((share) => ({
      ...share,
      grant: { ...share.grant, currentA: Math.min(share.grant.currentA, 6) },
    }));
    const network = input.installation.networkType;
    for (const share of least) {
      if (share.grant.currentA > 0 || share.charger.maxCurrentA < 6) continue;
      for (const terminals of ([0, 1, 2] as const).map((terminal) => singleTerminal(network, terminal))) {
        if (legsOfTerminals(network, share.charger.rotation, terminals) === null) continue;
        const tried = withGrant(least, share, { currentA: 6, terminals });
        expect(keepsLimits(input, tried), `seed ${seed} ${share.charger.deviceId} ${terminals}`).toBe(false);
      }
    }
  },

  "law 9: who came later never charges in place of an equal who waits"(seed, _, shares) {
    for (const waiting of shares) {
      if (waiting.grant.currentA > 0 || waiting.charger.maxCurrentA < 6) continue;
      for (const other of shares) {
        const equal =
          other.grant.currentA > 0 &&
          other.charger.circuitId === waiting.charger.circuitId &&
          other.charger.rotation === waiting.charger.rotation &&
          other.charger.maxPhases === waiting.charger.maxPhases;
        if (equal) expect(other.charger.since, `seed ${seed}`).toBeLessThanOrEqual(waiting.charger.since);
      }
    }
  },
};

it("keeps every law", { timeout: 60_000 }, () => {
  for (let seed = 0; seed < worlds; seed += 1) {
    const input = contendersOf(seed);
    const shares = sharesOf(input);
    expect(shares.length).toBeGreaterThan(0);
    for (const law of Object.values(laws)) law(seed, input, shares);
  }
});
