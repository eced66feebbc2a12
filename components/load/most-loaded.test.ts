import { describe, expect, it } from "vitest";
import { lineCurrents } from "../../lib/domain/electrical/line-currents";
import { mostLoaded } from "./most-loaded";

const reading = (value: number) => ({ value, at: 1 });
const line = (value: number | null) => ({ reading: value === null ? null : { value, at: value }, terminal: null });

describe("the line that carries most", () => {
  it("is told with its instant, and as a lower bound where another one is unknown", () => {
    expect(mostLoaded("TN3", [line(3), line(9), line(4)])).toEqual({ value: 9, at: 9, atLeast: false });
    expect(mostLoaded("TN3", [line(3), line(null), line(4)])).toEqual({ value: 4, at: 4, atLeast: true });
    expect(mostLoaded("TN3", [line(0), line(0), line(0)])?.value).toBe(0);
  });

  it("is that of a pair on IT, where a line carries more than each of its pairs", () => {
    const told = lineCurrents("IT3", "STR", [reading(16), reading(16), reading(16)]);
    expect(told[0].reading?.value).toBeCloseTo(27.7, 1);
    expect(mostLoaded("IT3", told)?.value).toBeCloseTo(16, 6);
    const single = lineCurrents("IT3", "RST", [reading(10), reading(0), reading(0)]);
    expect(mostLoaded("IT3", single)?.value).toBeCloseTo(10, 6);
    expect(mostLoaded("IT3", [line(3), line(null), line(4)])).toBeNull();
  });

  it("is old where what it is made of is from before a gap of the connection", () => {
    const old = (value: number) => ({ value, at: 1, old: true });
    const pairs = lineCurrents("IT3", "RST", [reading(16), old(16), reading(16)]);
    expect(mostLoaded("IT3", pairs)?.old).toBe(true);
    const [one, two, three] = lineCurrents("TN3", "STR", [reading(16), old(9), reading(4)]);
    expect([one, two, three].map((each) => each.reading?.old)).toEqual([undefined, undefined, true]);
    expect(mostLoaded("TN3", [one, two, three])?.old).toBeUndefined();
  });

  it("is one of now where one is, and old where none is", () => {
    const old = { reading: { value: 12, at: 1, old: true }, terminal: null };
    expect(mostLoaded("TN3", [old, line(9), line(4)])).toEqual({ value: 9, at: 9, atLeast: true });
    expect(mostLoaded("TN3", [old, old, old])).toEqual({ value: 12, at: 1, old: true, atLeast: true });
    const told = lineCurrents("IT3", "RST", [{ ...reading(10), old: true }, reading(0), reading(0)]);
    expect(told.map((each) => each.reading?.old ?? false)).toEqual([true, false, true]);
    expect(mostLoaded("IT3", told)).toMatchObject({ value: expect.closeTo(10, 6), old: true });
  });

  it("is unknown where nothing is known", () => {
    expect(mostLoaded("TN3", [line(null), line(null), line(null)])).toBeNull();
  });
});
