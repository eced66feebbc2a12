import { describe, expect, it } from "vitest";
import { createPacer } from "./pacer";

describe("createPacer", () => {
  it("lets a burst through at once and the rest later, in order", async () => {
    const pacer = createPacer({ burst: 3, perSecond: 1_000 }, Date.now);
    const seen: number[] = [];
    const waited = await new Promise<boolean[]>((resolve) => {
      const flags = Array.from({ length: 60 }, (_, index) =>
        pacer.pass(() => {
          seen.push(index);
          if (index === 59) setImmediate(() => resolve(flags));
        }),
      );
      expect(seen.slice(0, 3)).toEqual([0, 1, 2]);
    });
    expect(waited.slice(0, 3)).toEqual([false, false, false]);
    expect(waited).toContain(true);
    expect(seen).toEqual(Array.from({ length: 60 }, (_, index) => index));
  });
});
