import { expect, test } from "vitest";
import type { ObservationValue } from "../../domain/charger/observation";
import { Clocked, of, unset } from "../test-clocked";

type Held = ReturnType<typeof of>;

/** Starts, by rule 3 of wire.md section 4, Clocks: own time @ arrival in s. */
test.each<[ownS: number, arrivalS: number, Held, errorS: number]>([
  [10, 130, of("disconnected", 10), 0],
  [10, 130.5, of("disconnected", 10, true), 0],
  [135, 130, of("disconnected", 135), 0],
  [135.5, 130, of("disconnected", 130), 5.5],
  [9, 130, of("disconnected", 9, true), 0],
  [5, 30, of("disconnected", 5), 0],
  [4.5, 30, of("disconnected", 30), -25.5],
])("a start %d @ %d after 5 @ 5", (own, arrival, expected, errorS) => {
  const c = new Clocked();
  c.says(5, 5, "mode", "charging");
  c.says(own, arrival, "mode", "disconnected", { start: true });
  expect(c.held("mode")).toEqual(expected);
  expect(c.errorS()).toBe(errorS);
});

test.each([
  [10, of("disconnected", 130)],
  [10.5, of("charging", 100, true)],
])("what tells a start %d s before its message's own time", (startS, expected) => {
  const c = new Clocked();
  c.says(100, 100, "mode", "charging");
  c.says(70, 130, "mode", "disconnected", { start: startS });
  expect(c.held("mode")).toEqual(expected);
});

test.each<[string, was: ObservationValue, ownS: number, is: ObservationValue | null, boolean]>([
  ["falls", 1_000, 70, 5, true],
  ["falls, told as texts", "1000", 70, "5", true],
  ["goes on", 1_000, 70, 1_030, false],
  ["is the same", 10, 85, 10, false],
  ["grows, though by less than the clock", 1_000, 106.5, 1_001, false],
  ["is late: of the same boot within 5 s", 1_000, 90, 985, false],
  ["is of a boot that is later by more", 1_000, 90, 984.5, true],
  ["falls, its own time before the boot of the one before", 50, 49.5, 3, true],
  ["falls, its own time after that, its boot before it", 50, 50, 3, false],
  ["is cleared", 1_000, 70, null, false],
  ["is an empty text", 1_000, 70, " ", false],
  ["is no number", 1_000, 70, "soon", false],
  ["was none", "soon", 70, 5, false],
])("an uptime that %s: %j, then %d s: %j; a start: %s", (_, was, own, is, start) => {
  for (const key of ["uptime", "uptimeMCU"] as const) {
    const c = new Clocked();
    c.says(100, 100, "mode", "charging", { and: [[100, key, was]] });
    c.says(own, own > 100 ? 100.5 : 130, "mode", "disconnected", { and: [[own, key, is]] });
    expect(c.held("mode")?.value).toBe(start ? "disconnected" : "charging");
    expect(c.held("mode")?.old).toBe(!start);
  }
});

test("a first uptime, or another observation that fell, is no start", () => {
  const c = new Clocked();
  c.says(100, 100, "mode", "charging", { and: [[100, "powerW", 7_000]] });
  c.says(70, 130, "mode", "disconnected", {
    and: [
      [70, "uptime", 5],
      [70, "powerW", 5],
    ],
  });
  expect(c.held("mode")).toEqual(of("charging", 100, true));
});

test("after a start whose clock is known to be behind, a delay that is a little smaller leaves it behind", () => {
  const c = new Clocked();
  c.says(100, 100, "mode", "charging");
  c.says(70, 130, "mode", "disconnected", { start: true });
  c.says(75.5, 135, "signalStrength", -60);
  expect(c.held("mode")).toEqual(of("disconnected", 129.5));
  expect(c.errorS()).toBe(-59.5);
});

/** On a new connection at 300, after 100 @ 100: own time at 301. */
test.each<[ownS: number, Held]>([
  [99.5, of("charging", 100, true)],
  [100, of("disconnected", 100, true)],
  [294.5, of("disconnected", 294.5)],
])("a start of %d s that is told on a connection after 100 s", (own, expected) => {
  const c = new Clocked();
  c.says(100, 100, "mode", "charging");
  c.connects(300);
  c.says(own, 301, "mode", "disconnected", { start: true });
  expect(c.held("mode")).toEqual(expected);
});

test("whether a start's clock went back is told by what was heard until the connection", () => {
  const c = new Clocked();
  c.says(100, 100, "mode", "charging");
  c.connects(120);
  c.says(121, 121, "powerW", 1);
  c.says(110, 125, "mode", "disconnected", { start: true });
  expect(c.held("mode")).toEqual(of("disconnected", 110));
  expect(c.held()).toEqual(of(1, 121));
  expect(c.errorS()).toBe(0);
});

/** The start is doubted with a skew of -60 s: the next message decides. */
test.each<[ownS: number, arrivalS: number, Held]>([
  [137, 202, of("disconnected", 130)],
  [136.5, 202, of("charging", 100)],
  [145, 200, of("disconnected", 125)],
  [145.5, 200, of("charging", 100)],
  [70, 131, of("disconnected", 130)],
  [69, 130, of("charging", 100, true)],
])("a start that is late or went back, then %d @ %d", (own, arrival, expected) => {
  const c = new Clocked();
  c.says(100, 100, "mode", "charging");
  c.connects(128);
  c.says(70, 130, "mode", "disconnected", { start: true });
  c.says(own, arrival, "signalStrength", -60);
  expect(c.held("mode")).toEqual(expected);
});

test.each([
  [69, 129],
  [68.5, 68.5],
])("what is resent of %d s after such a start is as of %d s", (own, asOf) => {
  const c = new Clocked();
  c.says(50, 50, "mode", "charging");
  c.says(100, 100, "signalStrength", -60);
  c.connects(128);
  c.says(129, 128.5, "maxCurrentA", 16);
  c.says(69, 129, "signalStrength", -61);
  c.says(70, 130, "mode", "disconnected", { start: true });
  c.says(140, 200, "signalStrength", -62);
  expect(c.held("mode")).toEqual(of("disconnected", 130));
  // Of the clock before, which showed more.
  expect(c.held("maxCurrentA")).toEqual(of(16, 129));
  c.says(own, 201, "powerW", 1, { dup: true });
  expect(c.held()).toEqual(of(1, asOf, true));
});

/** A clock that is 100 s ahead, then right; long connected. */
test.each<[string, ownS: number, arrivalS: number, asOf: number]>([
  ["of the same clock", 130, 130, 129],
  ["5 s later by it", 130, 135, 134],
  ["further off", 130, 135.5, 29],
])("what was in doubt before a start %s", (_, own, arrival, asOf) => {
  const c = new Clocked();
  c.says(150, 50, "mode", "charging");
  c.says(200, 100, "signalStrength", -60);
  c.says(129, 129, "powerW", 1);
  c.says(own, arrival, "mode", "disconnected", { start: true });
  expect(c.held("mode")).toEqual(of("disconnected", arrival));
  expect(c.held()).toEqual(of(1, asOf));
});

test("what was resent of the clock before, among what was in doubt, stays with it", () => {
  const c = new Clocked();
  c.says(150, 50, "mode", "charging");
  c.says(200, 100, "signalStrength", -60);
  c.says(129, 129, "powerW", 1);
  c.says(199, 129.5, "powerW", 2, { dup: true });
  c.says(198, 129.5, "tag", "nfc-1", { dup: true });
  c.says(130, 130, "mode", "disconnected", { start: true });
  expect(c.held()).toEqual(of(1, 129));
  expect(c.held("tag")).toEqual(of("nfc-1", 98));
  c.says(128.5, 131, "maxCurrentA", 16, { dup: true });
  c.says(129, 131, "sessionEnergyKwh", 3, { dup: true });
  expect(c.held("maxCurrentA")?.asOf).toBe(28.5);
  expect(c.held("sessionEnergyKwh")?.asOf).toBe(129);
});

test("a start takes along what its connection said before it, though that was ordered by the clock before", () => {
  const c = new Clocked();
  c.says(200, 100, "powerW", 1);
  c.connects(128);
  c.says(129, 129, "powerW", 2);
  expect(c.held()).toEqual(of(1, 100, true));
  c.says(130, 130, "mode", "disconnected", { start: true });
  expect(c.held()).toEqual(of(2, 129));
});

test("what a charger whose clock is not set resends first is as of its arrival", () => {
  const c = new Clocked();
  c.says(unset + 5, 200, "powerW", 1, { dup: true });
  expect(c.held()).toEqual(of(1, 200, true));
});
