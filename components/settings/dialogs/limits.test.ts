import { describe, expect, it } from "vitest";
import { readImbalance, readSwitch } from "./limits";

const wrong = { is: "wrong" };
const amps = (value: number) => ({ is: "amps", amps: value });

describe("limits in their fields", () => {
  it("a switch current is from 6 to 63 A", () => {
    const set = { switchCurrentA: 15 };
    for (const text of ["6", "12,5", "63"]) expect(readSwitch(text, set)).toEqual(amps(Number(text.replace(",", "."))));
    for (const text of ["", "0", "5", "64", "999"]) expect(readSwitch(text, set), text).toEqual(wrong);
  });

  it("an imbalance limit is none, or from 1 A to the main fuse", () => {
    const set = { imbalanceLimitA: null };
    expect(readImbalance(" ", set, 80)).toEqual({ is: "none" });
    for (const text of ["1", "80"]) expect(readImbalance(text, set, 80)).toEqual(amps(Number(text)));
    for (const text of ["0", "81", "x"]) expect(readImbalance(text, set, 80), text).toEqual(wrong);
  });

  it("what is set already may stay while the other is changed", () => {
    expect(readSwitch("0", { switchCurrentA: 0 })).toEqual(amps(0));
    expect(readImbalance("400", { imbalanceLimitA: 400 }, 80)).toEqual(amps(400));
  });
});
