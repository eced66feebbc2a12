import { expect, test } from "vitest";
import { Clocked, of } from "../test-clocked";
import { second, t0 } from "../test-fleet";

test("row 1: a message that is 3 s late is as of its own time", () => {
  const c = new Clocked();
  c.says(100, 103, "powerW", 1);
  expect(c.held()).toEqual(of(1, 100));
});

test("row 2: what was taken before changes nothing when it comes again", () => {
  const c = new Clocked();
  c.says(90, 92, "powerW", 1);
  c.says(100, 103, "powerW", 2);
  c.says(90, 104, "powerW", 1);
  expect(c.held()).toEqual(of(2, 100));
});

test("row 3: an older value that was never heard puts the held one in doubt until the clock is known to run on", () => {
  const c = new Clocked();
  c.says(90, 92, "powerW", 1);
  c.says(100, 103, "powerW", 2);
  c.says(90, 105, "powerW", 3);
  expect(c.held()).toEqual(of(2, 100, true));
  c.says(107, 108, "signalStrength", -60);
  expect(c.held()).toEqual(of(2, 100));
});

test("row 4: a clock that is 600 s ahead orders as any other, and is told", () => {
  const c = new Clocked();
  c.says(700, 100, "allocatedCurrentA", 20);
  c.says(710, 110, "allocatedCurrentA", 5);
  c.says(700, 120, "allocatedCurrentA", 20);
  expect(c.held("allocatedCurrentA")).toEqual(of(5, 110));
  expect(c.errorS()).toBe(600);
});

test("row 5: a clock that is 60 s ahead", () => {
  const c = new Clocked();
  c.says(160, 100, "mode", "charging");
  c.says(165, 105, "mode", "disconnected");
  expect(c.held("mode")).toEqual(of("disconnected", 105));
});

test("row 6: a start ends the epoch, and what was said in it is no news", () => {
  const c = new Clocked();
  c.says(200, 100, "mode", "charging");
  c.says(130, 130, "mode", "disconnected", { start: true });
  expect(c.held("mode")).toEqual(of("disconnected", 130));
  c.says(200, 131, "mode", "charging");
  expect(c.held("mode")).toEqual(of("disconnected", 130));
});

test("row 7: after a start the clock goes on from its last saved time", () => {
  const c = new Clocked();
  c.says(100, 100, "mode", "charging");
  c.says(70, 130, "mode", "disconnected", { start: true });
  expect(c.held("mode")).toEqual(of("disconnected", 130));
});

test("row 8: a clock that was never set, and is set later", () => {
  const c = new Clocked();
  const since1970 = -t0 / second;
  c.says(since1970 + 5, 200, "mode", "disconnected");
  expect(c.held("mode")).toEqual(of("disconnected", 200));
  c.says(since1970 + 15, 210, "powerW", 0);
  expect(c.held()).toEqual(of(0, 210));
  expect(Math.abs(c.errorS())).toBeGreaterThan(120);
  c.says(300, 300, "powerW", 7);
  expect(c.held()).toEqual(of(7, 300));
  expect(c.held("mode")).toEqual(of("disconnected", 200));
  expect(c.errorS()).toBe(0);
});

test("row 8 after a true time: what the charger says with a clock that is not set any more is not hidden", () => {
  const c = new Clocked();
  c.says(100, 100, "mode", "charging");
  c.says(-t0 / second + 5, 200, "mode", "disconnected");
  expect(c.held("mode")).toEqual(of("disconnected", 200));
});

test("row 9: what is resent after a reconnect goes to history", () => {
  const c = new Clocked(499);
  for (const own of [10, 20, 30]) c.says(own, 500, "powerW", own);
  expect(c.held()).toEqual(of(30, 30, true));
  c.says(500, 501, "powerW", 7);
  expect(c.held()).toEqual(of(7, 500));
});

test("row 10: a clock that was set back without a start is believed after three messages", () => {
  const c = new Clocked();
  c.says(300, 200, "mode", "charging");
  expect(c.held("mode")).toEqual(of("charging", 200));
  c.says(205, 205, "mode", "finished");
  expect(c.held("mode")).toEqual(of("charging", 200, true));
  c.says(210, 210, "mode", "finished");
  expect(c.held("mode")).toEqual(of("charging", 200, true));
  c.says(216, 216, "mode", "finished");
  expect(c.held("mode")).toEqual(of("finished", 216));
});

test("row 11: of two values of one instant the later holds, also when the first comes again", () => {
  const c = new Clocked();
  c.says(100, 101, "powerW", 1);
  c.says(100, 102, "powerW", 2);
  expect(c.held()).toEqual(of(2, 100));
  c.says(100, 103, "powerW", 1);
  expect(c.held()).toEqual(of(2, 100));
});

test("row 12: after a power cut the router comes last: the start is late, which the next message shows", () => {
  const c = new Clocked();
  c.says(-50, -50, "mode", "charging");
  c.connects(300);
  c.says(0, 300, "mode", "disconnected", { start: true });
  expect(c.held("mode")?.old).toBe(true);
  c.says(301, 302, "signalStrength", -60);
  expect(c.held("mode")).toEqual(of("disconnected", 0));
});

test("row 12 with a clock that stays behind: the next message shows that too", () => {
  const c = new Clocked();
  c.says(-50, -50, "mode", "charging");
  c.connects(300);
  c.says(0, 300, "mode", "disconnected", { start: true });
  c.world.now = t0 + 361 * second;
  c.says(62, 362, "signalStrength", -60);
  expect(c.held("mode")).toEqual(of("disconnected", 300));
  expect(c.errorS()).toBe(-300);
});

test("a start whose clock went back, on a new connection, is not hidden as a late one", () => {
  const c = new Clocked();
  c.says(100, 100, "mode", "charging");
  c.connects(128);
  c.says(69, 129, "powerW", 0);
  c.says(70, 130, "mode", "disconnected", { start: true });
  expect(c.held("mode")).toEqual(of("charging", 100, true));
  c.says(140, 200, "signalStrength", -60);
  expect(c.held("mode")).toEqual(of("disconnected", 130));
  expect(c.held()).toEqual(of(0, 129));
});

test("an old start that is told late, on a new connection, changes nothing", () => {
  const c = new Clocked();
  c.says(100, 100, "mode", "charging");
  c.connects(128);
  c.says(70, 130, "mode", "disconnected", { start: true });
  c.says(131, 132, "signalStrength", -60);
  expect(c.held("mode")).toEqual(of("charging", 100));
});

test("a clock that is not set after a restart without its word, on a new connection: doubt, then the truth", () => {
  const since1970 = -t0 / second;
  const c = new Clocked();
  c.says(100, 100, "mode", "charging");
  c.connects(200);
  c.says(since1970 + 5, 201, "mode", "disconnected");
  expect(c.held("mode")).toEqual(of("charging", 100, true));
  c.says(since1970 + 10, 206, "powerW", 0);
  c.says(since1970 + 17, 213, "powerW", 1);
  expect(c.held("mode")).toEqual(of("disconnected", 201));
});

test("one value 60 s ahead beats no later true ones", () => {
  const c = new Clocked();
  c.says(100, 100, "powerW", 1);
  c.says(165, 105, "powerW", 2);
  expect(c.held()).toEqual(of(1, 100, true));
  c.says(110, 110, "powerW", 3);
  expect(c.held()).toEqual(of(3, 110));
});

test("a clock that was set forward beyond the right time is believed after three messages", () => {
  const c = new Clocked();
  c.says(100, 100, "powerW", 1);
  c.says(165, 105, "powerW", 2);
  c.says(172, 112, "powerW", 3);
  c.says(176, 116, "powerW", 4);
  expect(c.held()).toEqual(of(4, 116));
  expect(c.errorS()).toBe(60);
});

test("a message that is late, but the newest of its id, holds at once", () => {
  const c = new Clocked();
  c.says(80, 80, "powerW", 1);
  c.says(100, 100, "signalStrength", -60);
  c.says(95, 107, "powerW", 2);
  expect(c.held()).toEqual(of(2, 95));
});

test("a start that waited at a broker, its clock gone back: old until the next live message, and then true", () => {
  const c = new Clocked();
  c.says(100, 100, "mode", "charging");
  c.world.broker(false);
  c.says(70, 400, "mode", "disconnected", { start: true });
  c.world.now = t0 + 401 * second;
  c.world.broker(true);
  c.world.connection(true, { retained: true }, t0 - 1_000 * second);
  expect(c.held("mode")).toMatchObject({ value: "disconnected", old: true });
  c.says(345, 405, "signalStrength", -60);
  expect(c.held("mode")).toMatchObject({ value: "disconnected", old: false });
});

test("a second start whose clock went back into the time of an ended epoch is no old message", () => {
  const c = new Clocked();
  c.says(10, 10, "mode", "charging");
  c.says(100, 100, "mode", "charging");
  c.says(70, 130, "mode", "disconnected", { start: true });
  c.says(72, 180, "mode", "requesting", { start: true });
  expect(c.held("mode")?.old).toBe(true);
  c.says(80, 188, "signalStrength", -60);
  expect(c.held("mode")).toEqual(of("requesting", 180));
});

test("a clock that is known to be a minute behind is heard at once on a new connection", () => {
  const c = new Clocked();
  c.says(40, 100, "powerW", 1);
  c.connects(200);
  c.says(145, 205, "powerW", 2);
  expect(c.held()).toEqual(of(2, 145));
  c.says(130, 206, "signalStrength", -60);
  expect(c.held()).toEqual(of(2, 145, true));
});

test("a clock that was set back is believed although some of what it says has waited", () => {
  const c = new Clocked();
  c.says(100, 100, "mode", "charging");
  c.says(15, 105, "signalStrength", -60);
  c.says(23, 113, "signalStrength", -61);
  c.connects(124);
  c.says(26, 124.3, "mode", "requesting");
  c.says(31, 124.3, "powerW", 0);
  expect(c.held("mode")).toEqual(of("charging", 100, true));
  c.says(34, 124.3, "signalStrength", -62);
  c.says(130, 130, "signalStrength", -63);
  expect(c.held("mode")?.value).toBe("requesting");
  expect(c.held("mode")?.old).toBe(false);
});

test("what a charger that was never heard before resends is shown as old, its session as well", () => {
  const c = new Clocked(499);
  c.says(10, 500, "mode", "disconnected");
  expect(c.held("mode")).toEqual(of("disconnected", 10, true));
});

test("what belongs to a session and is late is told to support at once, and taken when its place is known", () => {
  const c = new Clocked();
  c.says(80, 80, "mode", "disconnected");
  c.says(100, 100, "signalStrength", -60);
  c.says(101, 111, "mode", "requesting");
  const sent = () => c.sent(710);
  expect(sent()).toBe("requesting");
  expect(c.held("mode")).toEqual(of("disconnected", 80, true));
  c.says(112, 112, "signalStrength", -61);
  expect(c.held("mode")).toEqual(of("requesting", 101));
  expect(sent()).toBe("requesting");
});

test("support reads what was sent last, whatever it tells, while the clock is in doubt", () => {
  const c = new Clocked();
  c.says(80, 80, "powerW", 3_000);
  c.says(100, 100, "powerW", 3_100);
  // Ten seconds ahead: either the clock was set, or this instant is none.
  c.says(121, 111, "powerW", 7_000);
  expect(c.held("powerW")).toEqual(of(3_100, 100, true));
  expect(c.sent(513)).toBe("7000");
});

test("what is resent while the clock is in doubt waits with it: no tag of the next car beside the session before", () => {
  const c = new Clocked();
  c.says(80, 80, "sessionId", "A");
  c.says(81, 81, "tag", "nfc-1");
  c.says(90, 90, "signalStrength", -60);
  c.says(91, 99, "sessionId", "B");
  c.says(93, 99, "tag", "nfc-2", { dup: true });
  expect(c.world.view().session).toMatchObject({ id: "A", tag: "nfc-1" });
  expect(c.world.view().old).not.toBeNull();
  c.says(100, 100, "signalStrength", -61);
  expect(c.world.view().session).toMatchObject({ id: "B", tag: "nfc-2" });
});

test("a start whose clock did not go back takes nothing along that lies before what was heard", () => {
  const c = new Clocked();
  c.says(90, 90, "powerW", 1);
  c.says(100, 100, "powerW", 3);
  c.connects(104);
  // It was refused for want of room and comes again, unmarked, beside what came later.
  c.says(95, 105, "powerW", 2);
  c.says(105, 105, "signalStrength", -60, { start: true });
  expect(c.held()).toEqual(of(3, 100));
  c.says(106, 106, "signalStrength", -61);
  expect(c.held()).toEqual(of(3, 100));
});

/** What wire.md's rules give as numbers, each clearly on either side of it. */
test.each([
  [-200, true, 0],
  [-100, false, 0],
  [4, false, 0],
  [8, false, 8],
])("rule 1: a first message with a skew of %d s: as of %s, the clock wrong by %d s", (skewS, old, errorS) => {
  const c = new Clocked();
  c.says(100 + skewS, 100, "powerW", 1);
  expect(c.held()?.old).toBe(old);
  expect(c.errorS()).toBe(errorS);
});

test.each([
  [8, of("disconnected", 130)],
  [20, of("charging", 100, true)],
])("rule 3: what tells a start %d s before its message's own time", (startS, expected) => {
  const c = new Clocked();
  c.says(100, 100, "mode", "charging");
  c.says(70, 130, "mode", "disconnected", { start: startS });
  expect(c.held("mode")).toEqual(expected);
});

test.each<[string, [ownS: number, arrivalS: number][], "charging" | "finished"]>([
  [
    "three messages in 11 s",
    [
      [205, 205],
      [210, 210],
      [216, 216],
    ],
    "finished",
  ],
  [
    "three messages in 6 s",
    [
      [205, 205],
      [208, 208],
      [211, 211],
    ],
    "charging",
  ],
  [
    "two messages in 20 s",
    [
      [205, 205],
      [225, 225],
    ],
    "charging",
  ],
  [
    "three within 2 s of each other's skew",
    [
      [205, 205],
      [208.5, 210],
      [216, 216],
    ],
    "finished",
  ],
  [
    "three whose skews are 4 s apart",
    [
      [205, 205],
      [206, 210],
      [216, 216],
    ],
    "charging",
  ],
])("rule 6: a clock that was set back is told by %s: %j is %s", (_, messages, mode) => {
  const c = new Clocked();
  c.says(300, 200, "mode", "charging");
  for (const [own, arrival] of messages) c.says(own, arrival, "mode", "finished");
  expect(c.held("mode")).toMatchObject({ value: mode, old: mode === "charging" });
});
