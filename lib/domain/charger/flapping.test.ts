import { describe, expect, it } from "vitest";
import { addressesOf, type Beginnings, begin, calmAt, calmMs } from "./flapping";

const second = 1_000;
const minute = 60 * second;
const nothing: Beginnings = { recent: [], flapping: null };
const [here, there] = ["192.0.2.7", "192.0.2.9"];

/** Connections that begin at these instants, each from another address than the one before; `takeOver`: while that still stands. */
const begun = (ats: readonly number[], takeOver: boolean, before = nothing) =>
  ats.reduce((known, at, index) => {
    const [address, other] = index % 2 === 0 ? [here, there] : [there, here];
    return begin(known, { at, address, tookOver: takeOver && index > 0 ? other : null, times: 1 });
  }, before);
const each = (n: number, ms: number) => Array.from({ length: n }, (_, i) => 1_000_000 + i * ms);

describe("a connection", () => {
  it.each<[string, Beginnings, Beginnings["flapping"]]>([
    ["that begins once", begun(each(1, 0), false), null],
    ["of a restart, an upgrade and a bad moment", begun(each(5, minute), false), null],
    ["whose loss the gateway did not see, twice", begun(each(3, minute), true), null],
    [
      "that breaks six times in a while",
      begun(each(6, minute), false),
      { since: 1_000_000, times: 6, takenOver: false },
    ],
    [
      "of two devices, six times in two seconds",
      begun(each(6, 400), true),
      { since: 1_000_000, times: 6, takenOver: true },
    ],
    [
      "of two devices that wait minutes",
      begun(each(4, 4 * minute), true),
      { since: 1_000_000, times: 4, takenOver: true },
    ],
    ["that breaks now and then all day", begun(each(40, 10 * minute), false), null],
    [
      "told as many",
      begin(nothing, { at: 5, address: here, tookOver: there, times: 9 }),
      { since: 5, times: 9, takenOver: true },
    ],
  ])("%s", (_, known, flapping) => {
    expect(known.flapping).toEqual(flapping);
  });

  it("that has been found to flap is counted on until it has been calm, and begins anew after that", () => {
    const flaps = begun(each(6, minute), false);
    const [soon, late] = [calmAt(flaps) - 1, calmAt(flaps)];
    expect(begin(flaps, { at: soon, address: null, tookOver: null, times: 2 }).flapping).toMatchObject({ times: 8 });
    expect(begin(flaps, { at: late, address: null, tookOver: null, times: 1 }).flapping).toBeNull();
    expect(calmAt(flaps)).toBe(1_000_000 + 5 * minute + calmMs);
  });

  it("tells from where it came, the last first, however long it goes on", () => {
    const known = begun(each(500, second), true);
    expect(addressesOf(known)).toEqual([there, here]);
    expect(known.recent.length).toBeLessThan(20);
    expect(known.flapping?.times).toBe(500);
  });
});
