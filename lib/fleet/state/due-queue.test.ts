import fc from "fast-check";
import { expect, test } from "vitest";
import { DueQueue } from "./due-queue";

test("gives back what was put in, soonest first", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(100)), (ats) => {
      const queue = new DueQueue<number>();
      for (const at of ats) queue.push(at, at);
      const out: number[] = [];
      while (queue.nextAt() !== Number.POSITIVE_INFINITY) out.push(queue.pop() ?? -1);
      expect(out).toEqual(ats.toSorted((a, b) => a - b));
      expect(queue.pop()).toBeUndefined();
    }),
  );
});
