import { describe, expect, it } from "vitest";
import type { Triple } from "../topology";
import { plausibleMeter } from "./plausible-meter";

describe("a meter behind a fuse of 125 A", () => {
  it.each<[Triple<number | null>, Triple<number | null>]>([
    [
      [0, 125, 200],
      [0, 125, 200],
    ],
    [
      [250, -250, null],
      [250, -250, null],
    ],
    [
      [6_553.5, 20, 20],
      [null, 20, 20],
    ],
    [
      [20, -250.1, 1e99],
      [20, null, null],
    ],
  ])("that tells %j A is taken as %j A", (told, known) => expect(plausibleMeter(told, 125)).toEqual(known));
});
