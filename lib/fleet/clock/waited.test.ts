import { expect, test } from "vitest";
import { Clocked, of } from "../test-clocked";
import { second, t0 } from "../test-fleet";

/** A charger that said 100 @ 100; then the dashboard is away until 401, and hears what has waited at the broker. */
function backWith(tell: (c: Clocked) => void): Clocked {
  const c = new Clocked();
  c.says(50, 50, "powerW", 1);
  c.says(100, 100, "mode", "charging");
  c.world.broker(false);
  tell(c);
  c.world.now = t0 + 401 * second;
  c.world.broker(true);
  c.world.connection(true, { retained: true }, t0 - 1_000 * second);
  return c;
}

test.each([
  ["before what was heard", 99.5, true, of("disconnected", 99.5, true), of("disconnected", 299.5)],
  ["not before it", 100, true, of("disconnected", 100), of("disconnected", 100)],
  ["before it, and no start", 99.5, false, of("charging", 100), of("charging", 100)],
])("what waited, a start of an own time %s: %d s", (_, own, start, before, after) => {
  const c = backWith((away) => away.says(own, 400, "mode", "disconnected", { start }));
  expect(c.held("mode")).toEqual(before);
  c.says(205, 405, "signalStrength", -60);
  expect(c.held("mode")).toEqual(after);
});

test.each([
  [70, 2, 270],
  [75, 2, 275],
  [69.5, 2, 69.5],
  [49, 1, 50],
])("what waited beside a start of 70 s, of %d s: power of %d W as of %d s", (own, value, asOf) => {
  const c = backWith((away) => {
    away.says(70, 400, "mode", "disconnected", { start: true });
    away.says(own, 400, "powerW", 2);
  });
  c.says(205, 405, "signalStrength", -60);
  expect(c.held("mode")).toEqual(of("disconnected", 270));
  expect(c.held()).toEqual(of(value, asOf));
});

test("what waited and was taken before is no news", () => {
  const c = backWith((away) => {
    away.says(101, 400, "powerW", 2);
    away.says(101, 400, "powerW", 3);
    away.says(101, 400, "powerW", 2);
  });
  expect(c.held()).toEqual(of(3, 101));
});

test("of a first message that was late, or whose clock is wrong, the next live one decides", () => {
  const c = new Clocked();
  c.says(100, 300, "powerW", 1);
  expect(c.held()).toEqual(of(1, 100, true));
  c.says(310, 310, "powerW", 2);
  expect(c.held()).toEqual(of(2, 310));
});
