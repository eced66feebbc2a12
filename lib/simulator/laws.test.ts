import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leastCurrentA } from "../domain/electrical/least-current";
import { car } from "./charger/car";
import { step } from "./charger/charger";
import { newGrid } from "./charger/grid";
import { instant } from "./charger/numbers";
import { offeredA } from "./charger/power";
import { type ChargerSpec, withDefaults } from "./charger/spec";
import { type ChargerState, newCharger } from "./charger/state";
import { noon } from "./charger/test-charger";
import type { Input, Output } from "./charger/turn";
import { encodeEvent, encodeObservations } from "./charger/wire-out";

const wirings = [
  { networkType: "TN3", rotation: "RST" },
  { networkType: "TN3", rotation: "TRS" },
  { networkType: "TN1", rotation: "L2" },
  { networkType: "IT3", rotation: "STR" },
  { networkType: "IT3", rotation: "RST" },
  { networkType: "IT1", rotation: "L1-L3" },
] as const;

const carOf = fc.record({
  batteryKwh: fc.constantFrom(1, 5, 60),
  soc: fc.double({ min: 0, max: 1, noNaN: true }),
  targetSoc: fc.constantFrom(0.8, 1),
  phases: fc.constantFrom(1 as const, 3 as const),
  maxA: fc.constantFrom(6, 13, 16, 32),
});
const method = (name: string, body: unknown): Input => ({
  kind: "method",
  rid: "1",
  method: name,
  body: JSON.stringify(body),
});
const input: fc.Arbitrary<Input> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Input>({ kind: "tick" }) },
  carOf.map((part): Input => ({ kind: "plugIn", car: car(part), tag: "nfc-1" })),
  fc.constantFrom<Input>({ kind: "unplug" }, { kind: "connected" }, { kind: "disconnected" }),
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.constantFrom("0", "5", "6", "10", "16", "32", "40", "x"),
        fc.constantFrom("1", "2", "3", "4", "5", "6", "8", "9"),
      )
      .map((args) => method("501", args)),
  },
  fc.constantFrom("502", "506", "507", "601", "602", "102", "200", "503", "1").map((name) => method(name, null)),
  fc
    .tuple(
      fc.constantFrom("120", "510", "520", "523", "711", "712"),
      fc.constantFrom("0", "1", "3", "8", "16", "-2", "x"),
    )
    .map(([id, value]): Input => ({ kind: "settings", settings: { [id]: value } })),
);
const life = fc.record({
  wiring: fc.constantFrom(...wirings),
  speed: fc.constantFrom(1, 60),
  authenticationRequired: fc.boolean(),
  offlineCurrentA: fc.constantFrom(0, 6, 16),
  deviceId: fc.constantFrom("ZPR000042", "ZAP000042"),
  warm: fc.boolean(),
  course: fc.array(fc.tuple(fc.constantFrom(50, 250, 2000, 5000, 60_000, 700_000), input), {
    minLength: 5,
    maxLength: 60,
  }),
});
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;
type Course = readonly (readonly [number, Input])[];

/** Half of the lives begin with a car that charges. */
function courseOf(of: Life): Course {
  if (!of.warm) return of.course;
  const all = of.wiring.networkType.startsWith("IT") ? "9" : "4";
  const beginning: Course = [
    [50, { kind: "connected" }],
    [250, { kind: "plugIn", car: car({ phases: 3, maxA: 32 }), tag: "nfc-1" }],
    [2000, method("601", null)],
    [250, method("501", ["16", all])],
    [2000, { kind: "tick" }],
    [5000, { kind: "tick" }],
  ];
  return [...beginning, ...of.course];
}

function born(of: Life, seed = 7): ChargerState {
  const part: Partial<ChargerSpec> & { deviceId: string } = {
    deviceId: of.deviceId,
    ...of.wiring,
    authenticationRequired: of.authenticationRequired,
    offlineCurrentA: of.offlineCurrentA,
  };
  return newCharger(withDefaults(part), noon, { seed, speed: of.speed, grid: newGrid(of.wiring.networkType, 100) });
}

/** Lives a life and looks after every step. */
function live(of: Life, look: (s: ChargerState, out: readonly Output[], now: number) => void, seed = 7): ChargerState {
  const s = born(of, seed);
  let now = noon;
  for (const [ms, given] of courseOf(of)) {
    now += ms;
    look(s, step(s, given, now), now);
  }
  return s;
}

const flows = (s: ChargerState) => Math.max(...s.meterA) > 0;
const holds = (law: (of: Life) => void) => fc.assert(fc.property(life, law), { numRuns: 200 });

describe("laws of a simulated charger", { timeout: 60_000 }, () => {
  it("1: never current without allocation, contactor, car and mode 3", () => {
    let flowed = 0;
    holds((of) => {
      live(of, (s) => {
        if (!flows(s) && s.powerW === 0) return;
        flowed += 1;
        expect({ mode: s.mode, contactor: s.contactor, down: s.down }).toEqual({
          mode: 3,
          contactor: true,
          down: false,
        });
        expect(s.allocation).not.toBeNull();
        expect(s.car).not.toBeNull();
      });
    });
    // The lives are such that current does flow in many of them.
    expect(flowed).toBeGreaterThan(150);
  });

  it("2: at least 6 A are offered, or nothing flows", () =>
    holds((of) => {
      live(of, (s) => {
        if (flows(s)) expect(offeredA(s)).toBeGreaterThanOrEqual(leastCurrentA);
      });
    }));

  it("3: no terminal above the allocated current nor above the charger's maximum", () =>
    holds((of) => {
      live(of, (s) => {
        const most = Math.min(s.allocation?.currentA ?? 0, s.settings.maxCurrentA);
        if (flows(s)) expect(Math.max(...s.terminalA)).toBeLessThanOrEqual(most);
      });
    }));

  it("4: energy is the integral of power", () =>
    holds((of) => {
      const s = born(of);
      let now = noon;
      let kwh = s.registerKwh;
      for (const [ms, given] of courseOf(of)) {
        kwh += (s.powerW * (ms / 1000) * of.speed) / 3_600_000;
        now += ms;
        step(s, given, now);
        expect(s.registerKwh).toBeCloseTo(kwh, 9);
      }
    }));

  it("5: power is the sum of voltage times current", () =>
    holds((of) => {
      live(of, (s) => {
        const watts = s.meterA.reduce((sum, amps, n) => sum + amps * (s.voltageV[n] ?? 0), 0);
        expect(s.powerW).toBeCloseTo(watts, 6);
      });
    }));

  it("6: the grid carries what its charger draws", () =>
    holds((of) => {
      const s = live(of, () => undefined);
      const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
      expect(sum(s.grid.lineA)).toBeCloseTo(sum(s.terminalA), 9);
    }));

  it("7: what it said last about its mode, pause and power is true", () =>
    holds((of) => {
      const told = new Map<number, string | null>();
      live({ ...of, course: [[50, { kind: "connected" }], ...of.course] }, (s, out) => {
        for (const output of out)
          if (output.kind === "observations") for (const x of output.said) told.set(x.id, x.value);
        if (s.down || s.startUpDue) return;
        expect(told.get(710)).toBe(String(s.mode));
        expect(told.get(718)).toBe(s.finalStop ? "1" : "0");
        if (s.powerW === 0) expect(Number(told.get(513))).toBe(0);
      });
    }));

  it("8: no two observations have the same instant, nor an earlier one than what was said before; a session has its start's", () =>
    holds((of) => {
      let before = "";
      live({ ...of, course: [[50, { kind: "connected" }], ...of.course] }, (s, out) => {
        for (const output of out) {
          if (output.kind !== "observations") continue;
          for (const { id, at } of output.said) {
            if (id === 721) {
              expect(at).toBe(s.session?.startedAt);
              continue;
            }
            expect(instant(at) > before).toBe(true);
            before = instant(at);
          }
        }
      });
    }));

  it("9: a pause is refused without a car and when paused, a resume unless paused", () =>
    holds((of) => {
      const s = born(of);
      let now = noon;
      for (const [ms, given] of courseOf(of)) {
        now += ms;
        step(s, { kind: "tick" }, now);
        const { mode, finalStop, down } = s;
        const status = step(s, given, now).find((output) => output.kind === "answer")?.status;
        if (given.kind !== "method" || down) continue;
        if (given.method === "506") expect(status).toBe(mode === 1 || finalStop ? 400 : 200);
        if (given.method === "507") expect(status).toBe(mode === 5 && finalStop ? 200 : 400);
      }
    }));

  it("10: the same seed gives the same bytes, another seed others", () =>
    holds((of) => {
      const bytes = (seed: number) => {
        const texts: string[] = [];
        const note = (out: readonly Output[]) => {
          for (const output of out) {
            if (output.kind === "observations") texts.push(...encodeObservations(output.said));
            else if (output.kind === "event") texts.push(encodeEvent(output));
            else texts.push(JSON.stringify(output));
          }
        };
        live({ ...of, course: [[50, { kind: "connected" }], ...of.course] }, (_, out) => note(out), seed);
        return texts.join("\n");
      };
      expect(bytes(7)).toBe(bytes(7));
      expect(bytes(8)).not.toBe(bytes(7));
    }));
});
