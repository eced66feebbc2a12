import { describe, expect, it } from "vitest";
import { legsOf } from "../domain/phase";
import type { Circuit, Installation, Triple } from "../domain/topology";
import { mayChangeAt } from "./seat";
import { type Car, Day } from "./test-day";
import { installation } from "./test-input";
import { dice } from "./test-world";

const hourMs = 3_600_000;
const minuteMs = 60_000;
const grain = 1e-6;

function car(more: Partial<Car> = {}): Car {
  const always = { comesAt: 10_000, leavesAt: 48 * hourMs, needWh: 1e9 };
  return { circuitId: "c", rotation: "RST", maxA: 32, phases: 3, priority: 2, ...always, ...more };
}

const circuit = (fuseA: number, id = "c"): Circuit => ({ id, installationId: "park", name: id, fuseA });

function live(day: Day, untilMs: number, each: () => void = () => undefined): void {
  while (day.now < untilMs) {
    day.step();
    each();
  }
}

function overs(day: Day): string[] {
  const limits: [string | null, number][] = [[null, day.installation.mainFuseA]];
  for (const { id, fuseA } of day.circuits) limits.push([id, fuseA]);
  return limits.flatMap(([id, limit]) =>
    day
      .lines(id)
      .flatMap((amps, line) => (amps > limit + grain ? [`L${line + 1} of ${id}: ${amps} A at ${day.now}`] : [])),
  );
}

/** A few cars that come and go within half an hour. */
function someDay(seed: number): Day {
  const random = dice(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const park = installation({
    mainFuseA: pick([25, 32, 40, 63]),
    availableA: [63, 63, 63],
    imbalanceLimitA: random() < 0.3 ? 20 : null,
    switchCurrentA: pick([6, 15, 15]),
  });
  const circuits = [circuit(pick([8, 13, 20]), "a"), circuit(pick([10, 16, 25, 40]), "b")];
  const cars = Array.from({ length: 4 + Math.floor(random() * 8) }, () =>
    car({
      circuitId: pick(["a", "b"]),
      rotation: pick(["RST", "STR", "TRS", "RTS", "L1", "L2"] as const),
      comesAt: Math.floor(random() * 25 * minuteMs),
      leavesAt: random() < 0.2 ? Math.floor((25 + random() * 5) * minuteMs) : 48 * hourMs,
      needWh: random() < 0.2 ? 500 : 1e9,
      maxA: pick([10, 16, 32]),
      phases: pick([1, 2, 3, 3] as const),
      priority: pick([1, 2, 2, 3]),
    }),
  );
  return new Day(park, circuits, cars);
}

/** What is allocated on each line behind a fuse, counted by the phases that each car has been seen to have. */
function allocated(day: Day, id: string | null): Triple<number> {
  const lines: [number, number, number] = [0, 0, 0];
  for (const { car: each, allocation, carPhases } of day.places) {
    if ((id !== null && each.circuitId !== id) || allocation.phaseId === null || allocation.currentA === 0) continue;
    const legs = legsOf("TN3", each.rotation);
    const wired = legs.filter((leg) => leg !== null);
    const [only] = wired;
    if (wired.length === 1 && only !== undefined) lines[only] += allocation.currentA;
    else if (allocation.phaseId !== 4) lines[legs[(allocation.phaseId - 1) as 0 | 1 | 2] ?? 0] += allocation.currentA;
    else for (const leg of wired.slice(0, carPhases === 2 ? 2 : 3)) lines[leg] += allocation.currentA;
  }
  return lines;
}

/** Lines on which a car that waits could be given 6 A of what nobody is allocated. */
function unused(day: Day, { imbalanceLimitA }: Installation): string[] {
  const root = allocated(day, null);
  const found: string[] = [];
  for (const place of day.places) {
    if (place.mode !== 2 || mayChangeAt(place.session.switches) > day.now) continue;
    const own = allocated(day, place.car.circuitId);
    const fuseA = day.circuits.find(({ id }) => id === place.car.circuitId)?.fuseA ?? 0;
    for (const leg of legsOf("TN3", place.car.rotation)) {
      if (leg === null || own[leg] + 6 > fuseA || root[leg] + 6 > day.installation.mainFuseA) continue;
      // The imbalance may keep it out.
      if (imbalanceLimitA === null) found.push(`${place.deviceId} on L${leg + 1} at ${day.now}`);
    }
  }
  return found;
}

describe("laws over simulated days", { timeout: 120_000 }, () => {
  it("law 15: two minutes after the last change no phase has 6 A unused that a car which waits could take", () => {
    let waited = 0;
    for (let seed = 1; seed <= 60; seed += 1) {
      const day = someDay(seed);
      live(day, 32 * minuteMs, () => expect(overs(day), `seed ${seed}`).toEqual([]));
      // A turn that ends is a change too: looked at when all is confirmed.
      for (let i = 0; i < 30 && day.places.some(({ pending }) => pending.length > 0); i += 1) day.step();
      expect(unused(day, day.installation), `seed ${seed}`).toEqual([]);
      waited += day.places.filter(({ mode }) => mode === 2).length;
    }
    expect(waited).toBeGreaterThan(10);
  });

  it("law 16: a car that ignores a reduction is seen within 15 s of its confirmation, and the others make room", () => {
    let seen = 0;
    for (let seed = 1; seed <= 40; seed += 1) {
      const random = dice(seed);
      const at = 4 * minuteMs;
      const one = { phases: random() < 0.5 ? 1 : 3, maxA: 32 } as const;
      const cars = [car({ ...one, ignoresFrom: at }), car(one), car({ phases: 3, maxA: 16, rotation: "STR" })];
      const day = new Day(installation({ mainFuseA: 63, switchCurrentA: 6 }), [circuit(63)], cars);
      live(day, at);
      const drew = Math.max(...(day.places[0]?.terminalsA ?? []));
      const less = Math.max(drew + 7, 25 + Math.floor(random() * 5));
      day.limit([less, less, less]);
      live(day, at + 8_000);
      const place = day.places[0];
      if (!place || place.allocation.currentA > drew - 3) continue;
      seen += 1;
      live(day, day.now + 15_000);
      expect(day.last?.overdrawing, `seed ${seed}`).toContain(place.deviceId);
      live(day, day.now + 20_000);
      for (const amps of day.lines(null)) expect(amps, `seed ${seed}`).toBeLessThanOrEqual(less + grain);
    }
    expect(seen).toBeGreaterThan(10);
  });

  it("law 17: equal claims get equal energy within 5 % over a day, on one phase, on three, and in turns", () => {
    const days: [string, number, number, Car][] = [
      ["five on L1, room for three", 20, 5, car({ rotation: "L1" })],
      ["seven on L2, room for two", 13, 7, car({ rotation: "L2", phases: 1 })],
      ["two on three phases, an odd ampere", 31, 2, car()],
      ["three on three phases, room for two", 13, 3, car({ phases: 3 })],
    ];
    for (const [name, fuseA, count, each] of days) {
      const park = installation({ switchCurrentA: 6 });
      const day = new Day(
        park,
        [circuit(fuseA)],
        Array.from({ length: count }, () => each),
      );
      live(day, 24 * hourMs);
      const got = day.places.map(({ energyWh }) => energyWh);
      const mean = got.reduce((a, b) => a + b, 0) / got.length;
      for (const wh of got) expect(Math.abs(wh / mean - 1), `${name}: ${got.map(Math.round)}`).toBeLessThan(0.05);
      // And nothing is lost by it.
      const phases = each.rotation.length === 3 ? 3 : 1;
      expect(mean * count, name).toBeGreaterThan(0.95 * fuseA * phases * 230 * 24);
    }
  });

  it("law 18: nobody starves: twice the share for high priority, half for low", () => {
    const cars = [3, 2, 1].map((priority) => car({ rotation: "L1", priority }));
    const day = new Day(installation(), [circuit(8)], cars);
    live(day, 24 * hourMs);
    const [high = 0, usual = 0, low = 0] = day.places.map(({ energyWh }) => energyWh);
    expect(high / usual).toBeGreaterThan(1.8);
    expect(high / usual).toBeLessThan(2.2);
    expect(usual / low).toBeGreaterThan(1.8);
    expect(usual / low).toBeLessThan(2.2);
  });

  it("law 19: what a car does not take is given to others, and given back when it takes more", () => {
    const modest = car({ maxA: 8, phases: 3 });
    const day = new Day(installation({ switchCurrentA: 6 }), [circuit(32)], [modest, car()]);
    live(day, 5 * minuteMs);
    expect(day.places.map(({ allocation }) => allocation.currentA)).toEqual([9, 23]);
    modest.maxA = 32;
    live(day, 7 * minuteMs);
    expect(day.places.map(({ allocation }) => allocation.currentA)).toEqual([16, 16]);
  });
});
