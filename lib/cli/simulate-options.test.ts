import { describe, expect, it } from "vitest";
import { readSimulateOptions } from "./simulate-options";

describe("the simulator's options", () => {
  it("reads a fleet with its weather", () => {
    const args = "--chargers 200 --speed 60 --weather drops,dupes,garbage,silence,refuse --seed 7".split(" ");
    expect(readSimulateOptions(args)).toMatchObject({
      chargers: 200,
      speed: 60,
      seed: 7,
      weather: ["drops", "dupes", "garbage", "silence", "refuse"],
      broker: null,
      demo: false,
      replay: null,
    });
  });

  it.each([
    ["", "one of"],
    ["--chargers 5 --demo", "one of"],
    ["--chargers 0", "whole number"],
    ["--chargers 2.5", "whole number"],
    ["--chargers 5 --speed fast", "number"],
    ["--chargers 5 --weather rain", "rain"],
    ["--chargers 5 --mqtt broker:8883", "address"],
    ["--chargers 5 --mqtt mqtts://b --ca /nowhere/ca.pem", "--ca"],
    ["--chargers 5 --id ZPR000042", "--id"],
    ["--replay x.json --id 42", "--id"],
    ["--chargers 5 stray", "stray"],
    ["--chargers 5 --wether drops", "wether"],
  ])("refuses %j with words", (line, words) => {
    expect(() => readSimulateOptions(line.split(" ").filter(Boolean))).toThrow(words);
  });
});
