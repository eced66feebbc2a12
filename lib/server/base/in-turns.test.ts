import { expect, it } from "vitest";
import { inTurns } from "./in-turns";

it("runs work to its end, and lets others have their turn where it yields", async () => {
  const order: string[] = [];
  setImmediate(() => order.push("other"));
  function* work(): Generator<void, number> {
    order.push("first");
    yield;
    order.push("last");
    return 7;
  }
  expect(await inTurns(work())).toBe(7);
  expect(order).toEqual(["first", "other", "last"]);
});

it("rejects with what the work throws", async () => {
  // biome-ignore lint/correctness/useYield: it fails before it could
  function* work(): Generator<void, number> {
    throw new Error("a fault");
  }
  await expect(inTurns(work())).rejects.toThrow("a fault");
});
