import { describe, expect, it } from "vitest";
import { about } from "./wait";

const minutes = (n: number) => about(n * 60_000);

describe("about how long a car waits", () => {
  it("is told no finer than it is known", () => {
    expect(minutes(0)).toEqual({ kind: "soon", n: 0 });
    expect(minutes(-3)).toEqual({ kind: "soon", n: 0 });
    expect(minutes(4.4)).toEqual({ kind: "minutes", n: 4 });
    expect(minutes(9.9)).toEqual({ kind: "minutes", n: 10 });
    expect(minutes(21)).toEqual({ kind: "minutes", n: 20 });
    expect(minutes(117)).toEqual({ kind: "minutes", n: 115 });
    expect(minutes(118)).toEqual({ kind: "hours", n: 2 });
    expect(minutes(300)).toEqual({ kind: "hours", n: 5 });
  });
});
