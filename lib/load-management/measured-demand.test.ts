import { expect, it } from "vitest";
import { noTaking, takingAfter, takingMattersAt } from "./measured-demand";

const at = (currentA: number) => ({ currentA, terminals: "1-2-3-N" as const });

it("remembers what a car takes while it is given less, until it draws to that", () => {
  const offered = takingAfter(noTaking, at(32), 0, 0, 0);
  const known = takingAfter(offered, at(32), 32, 16, 70_000);
  expect(known.mostA).toBe(17);
  const less = takingAfter(known, at(10), 32, 10, 80_000);
  expect(less.mostA).toBe(17);
  expect(takingMattersAt(less, at(10), 10, 80_000)).toBe(Number.POSITIVE_INFINITY);
  const again = takingAfter(less, at(17), 10, 16, 90_000);
  expect(again.mostA).toBe(17);
  expect(takingMattersAt(again, at(17), 17, 100_000)).toBe(100_000);
  expect(takingAfter(again, at(17), 17, 17, 100_000).mostA).toBeNull();
});
