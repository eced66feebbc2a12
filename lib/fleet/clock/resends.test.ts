import { expect, test } from "vitest";
import type { KnownKey, ObservationValue } from "../../domain/charger/observation";
import { Clocked, of } from "../test-clocked";

type Held = ReturnType<typeof of>;

/** Resends, by rule 2 of wire.md section 4, Clocks: own time @ arrival in s. */
test.each<[string, skewS: number, ownS: number, arrivalS: number, old: boolean]>([
  ["5 s before the connection", 0, 495, 501, false],
  ["more than 5 s before it", 0, 494.5, 501, true],
  ["long before it, after 60 s", 0, 300, 560, true],
  ["long before it, later", 0, 300, 560.5, false],
  ["5 s before it by a clock that is a minute behind", -60, 435, 501, false],
  ["more than 5 s before it by that", -60, 434.5, 501, true],
  ["5 s before it by one that is a minute ahead", 60, 495, 501, false],
])("on a connection that began at 500, %s (skew until then %d s): %d @ %d is old: %s", (_, skew, own, arrival, old) => {
  const c = new Clocked();
  c.says(100 + skew, 100, "mode", "charging");
  c.connects(500);
  c.says(own, arrival, "powerW", 2);
  expect(c.held()).toMatchObject({ value: 2, old });
});

type Told = readonly [ownS: number, key: KnownKey, value: ObservationValue];

test.each<[string, Told[], powerW: Held]>([
  ["newer", [[101, "powerW", 2]], of(2, 101, true)],
  ["newer, the same value", [[101, "powerW", 1]], of(1, 101)],
  ["older", [[99, "powerW", 2]], of(1, 100)],
  ["of an id that was never told", [[99, "maxCurrentA", 16]], of(1, 100, true)],
  [
    "newer, beside what is older",
    [
      [101, "powerW", 2],
      [99, "signalStrength", -70],
    ],
    of(2, 101, true),
  ],
])("what is marked as sent again, %s", (_, [first, ...and], powerW) => {
  const c = new Clocked();
  c.says(100, 100, "powerW", 1, { and: [[100, "signalStrength", -60]] });
  if (first !== undefined) c.says(first[0], 102, first[1], first[2], { dup: true, and: and });
  expect(c.held()).toEqual(powerW);
  c.says(104, 104, "signalStrength", -61);
  expect(c.held()?.old).toBe(false);
});

/** A clock that showed 190 to 200, then was right again after a start at 130. */
test.each<[string, ownS: number, arrivalS: number, atOnce: Held, later: Held]>([
  ["the first instant of the ended epoch", 190, 131, of("disconnected", 130, true), of("disconnected", 130)],
  ["before it", 189.5, 131, of("disconnected", 130, true), of("requesting", 131)],
  ["its last instant", 200, 131, of("disconnected", 130, true), of("disconnected", 130)],
  ["after it", 200.5, 131, of("disconnected", 130, true), of("requesting", 131)],
  ["within it, its skew 5 s off the present one", 195, 190, of("requesting", 195), of("requesting", 195)],
  ["within it, more than 5 s off", 195, 189.5, of("disconnected", 130, true), of("disconnected", 130)],
])("of a message that was never heard, its own time %s: %d @ %d", (_, own, arrival, atOnce, later) => {
  const c = new Clocked();
  c.says(190, 90, "mode", "charging");
  c.says(200, 100, "signalStrength", -60);
  c.says(130, 130, "mode", "disconnected", { start: true });
  c.says(own, arrival, "mode", "requesting");
  expect(c.held("mode")).toEqual(atOnce);
  c.says(arrival + 1, arrival + 1, "signalStrength", -61);
  expect(c.held("mode")).toEqual(later);
});

/** A clock that was 100 s ahead, and is known to be right since 205. */
test.each([
  [205, 205],
  [204.5, 104.5],
  [221, 221],
])("what is resent of %d s after a clock was set back is as of %d s", (own, asOf) => {
  const c = new Clocked();
  c.says(190, 90, "mode", "charging");
  c.says(300, 200, "signalStrength", -60);
  // It is late: of the clock before.
  c.says(205, 205, "mode", "finished", { and: [[204.8, "signalStrength", -61]] });
  c.says(290, 206, "allocatedCurrentA", 6);
  for (const at of [210, 215, 220.5]) c.says(at, at, "mode", at === 215 ? "paused" : "finished");
  expect(c.held("mode")).toEqual(of("finished", 220.5));
  expect(c.held("allocatedCurrentA")).toEqual(of(6, 190));
  c.says(own, 222, "powerW", 5, { dup: true });
  expect(c.held()).toEqual(of(5, asOf, true));
});

test("what was late while a clock was set forward stays with the clock before", () => {
  const c = new Clocked();
  c.says(100, 100, "powerW", 1);
  c.says(165, 105, "powerW", 2);
  c.says(86, 106, "maxCurrentA", 16);
  c.says(172, 112, "powerW", 3);
  c.says(176, 116, "powerW", 4);
  expect(c.held()).toEqual(of(4, 116));
  expect(c.held("maxCurrentA")).toEqual(of(16, 86));
});

/** A doubt of 60 s ahead, with what is older in it; then the clock runs on. */
test.each([
  [110, 110],
  [110.5, 105],
])("what was in doubt of %d s at 105 is as of %d s when the clock runs on", (own, asOf) => {
  const c = new Clocked();
  c.says(100, 100, "mode", "charging");
  c.says(165, 105, "signalStrength", -60, { and: [[own, "mode", "finished"]] });
  expect(c.held("mode")).toEqual(of("charging", 100, true));
  c.says(111, 111, "signalStrength", -61);
  expect(c.held("mode")).toEqual(of("finished", asOf));
});

test("the same by a clock that is 100 s ahead", () => {
  const c = new Clocked();
  c.says(200, 100, "mode", "charging");
  c.says(265, 105, "mode", "finished");
  c.says(211, 111, "signalStrength", -61);
  expect(c.held("mode")).toEqual(of("finished", 105));
});

/** At 100 s: 1 W, charging, both of 80 s; the next comes 10 s late. */
test.each<[string, Told[], old: boolean]>([
  ["the same mode", [[75, "mode", "charging"]], false],
  ["another mode", [[75, "mode", "finished"]], true],
  ["a newer mode", [[90, "mode", "finished"]], true],
  ["a newer power", [[90, "powerW", 2]], false],
  ["an older power", [[75, "powerW", 2]], true],
  ["an id that was never told", [[75, "maxCurrentA", 16]], false],
  ["a tag where there was none", [[90, "tag", "nfc-1"]], true],
  [
    "an older power beside an id that was never told",
    [
      [90, "maxCurrentA", 16],
      [75, "powerW", 2],
    ],
    true,
  ],
])("a message that is late puts what is held in doubt, or not: %s", (_, [first, ...and], old) => {
  const c = new Clocked();
  c.says(80, 80, "mode", "charging", { and: [[80, "powerW", 1]] });
  c.says(100, 100, "signalStrength", -60);
  if (first !== undefined) c.says(first[0], 101, first[1], first[2], { and: and });
  expect(c.held()?.old).toBe(old);
  c.says(103, 103, "signalStrength", -61);
  expect(c.held()?.old).toBe(false);
});

test("of what is kept back support sees the newest, and nothing that is older than what is held", () => {
  const c = new Clocked();
  c.says(80, 80, "mode", "disconnected");
  c.says(100, 100, "signalStrength", -60);
  c.says(79, 101, "mode", "finished");
  expect(c.sent(710)).toBe("disconnected");
  c.says(90, 102, "mode", "requesting");
  c.says(89, 103, "mode", "charging");
  expect(c.sent(710)).toBe("requesting");
  c.says(91, 104, "tag", "nfc-1");
  expect(c.sent(722)).toBe("nfc-1");
});

test.each([
  [91, "A"],
  [90.5, "B"],
])("what is resent of %d s while 91 s is in doubt waits with it, or not: the session is %s", (own, session) => {
  const c = new Clocked();
  c.says(80, 80, "sessionId", "A");
  c.says(90, 90, "signalStrength", -60);
  c.says(91, 99, "mode", "requesting");
  c.says(own, 99, "sessionId", "B", { dup: true });
  expect(c.held("sessionId")?.value).toBe(session);
  c.says(100, 100, "signalStrength", -61);
  expect(c.held("sessionId")).toEqual(of("B", own));
});
