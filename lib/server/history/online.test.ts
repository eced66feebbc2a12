import { describe, expect, it } from "vitest";
import { onlineSpans } from "./online";

const told = (ms: number, raw: string) => ({ epoch: 0, ownAt: ms * 1_000, at: ms * 1_000, raw });
const always = [{ from: 0, to: 1_000 }];

describe("when a charger could be heard", () => {
  it("begins when it came, be it before what is asked for", () => {
    expect(onlineSpans([told(10, "online")], always, { from: 100, to: 200 })).toEqual([{ from: 10, to: 200 }]);
    expect(onlineSpans([told(10, "online")], [{ from: 50, to: 150 }], { from: 100, to: 200 })).toEqual([
      { from: 50, to: 150 },
    ]);
  });

  it("has nothing that ended before it", () => {
    const presence = [told(10, "online"), told(20, "offline"), told(130, "online"), told(160, "silent")];
    expect(onlineSpans(presence, always, { from: 100, to: 200 })).toEqual([{ from: 130, to: 160 }]);
    expect(onlineSpans([told(10, "online")], [{ from: 0, to: 90 }], { from: 100, to: 200 })).toEqual([]);
  });
});
