import { describe, expect, it } from "vitest";
import type { Arrival } from "../protocol/message";
import { protocols } from "../protocol/registry";
import { decode } from "../protocol/zaptec/decode";
import { createMerging } from "./merging";

const began = Date.UTC(2026, 0, 1);

/** A door with a clock of the test's own; what it passes on, in short. */
function open() {
  const passed: Arrival[] = [];
  const logged: number[] = [];
  const failed: unknown[] = [];
  let now = 0;
  let due: { at: number; then: () => void } | null = null;
  let fails = false;
  const merging = createMerging(
    {
      arrival(arrival) {
        passed.push(arrival);
        if (fails) throw new Error("a fault");
      },
      failed: (error) => failed.push(error),
      merged: (_deviceId, messages) => logged.push(messages),
    },
    {
      now: () => now,
      after(ms, then) {
        due = { at: now + ms, then };
        return () => {
          due = null;
        };
      },
    },
  );
  const pass = (ms: number) => {
    for (const end = now + ms; now < end; ) {
      now = Math.min(end, due?.at ?? end);
      if (due === null || due.at > now) continue;
      const { then } = due;
      due = null;
      then();
    }
  };
  const say = (values: Record<number, string>, how: Partial<Arrival> & { ownMs?: number; device?: string } = {}) => {
    const { ownMs = now, device = "ZAP000001", ...more } = how;
    const ObservedAt = new Date(began + ownMs).toISOString();
    const Observations = Object.entries(values).map(([id, Value]) => ({
      ObservedAt,
      Value,
      ObservationId: Number(id),
      Type: 1,
    }));
    const receivedAt = began + now;
    const payload = Buffer.from(JSON.stringify({ Observations, Type: 6 }));
    const message = decode(`devices/${device}/messages/events/ri=x`, payload, receivedAt);
    const arrival = { message, receivedAt, backlog: false, timed: true, retained: false, dup: false, ...more };
    merging.take(arrival, protocols.isOfMeasurements(message));
  };
  const told = () =>
    passed.map(({ message }) => {
      if (message.kind === "undecodable") return `${message.reason} ${message.messages}`;
      if (message.kind !== "observations") return message.kind;
      return message.observations.map(({ id, raw }) => `${id}=${raw}`).join(" ");
    });
  /** Uses up what may come at once. */
  const exhaust = () => {
    for (let n = 0; n < 1_000; n++) say({ 513: "1" });
    passed.length = 0;
  };
  const fail = () => {
    fails = true;
  };
  return { merging, passed, logged, failed, pass, say, told, exhaust, fail };
}

describe("a charger that sends too many measurements", () => {
  it("is heard at once within its rate", () => {
    const { passed, say } = open();
    for (let n = 0; n < 1_000; n++) say({ 513: String(n) });
    expect(passed).toHaveLength(1_000);
  });

  it("is heard merged beyond it: of each id the newest, as one arrival within 100 ms", () => {
    const { say, exhaust, pass, told, passed } = open();
    exhaust();
    say({ 513: "10", 507: "1" });
    say({ 513: "11" }, { ownMs: 5 });
    say({ 513: "12" }, { ownMs: 3 });
    say({ 508: "2" });
    pass(99);
    expect(told()).toEqual([]);
    pass(1);
    expect(told()).toEqual(["507=1 513=11 508=2"]);
    expect(passed[0]).toMatchObject({ receivedAt: began, backlog: false, timed: true });
  });

  it("costs ten arrivals a second and what the rate allows, whatever it sends, and the last value comes", () => {
    const { say, exhaust, pass, told } = open();
    exhaust();
    let last = "";
    for (let n = 0; n < 6_000; n++) {
      last = String(n);
      say({ 513: last });
      if (n % 6 === 5) pass(10);
    }
    pass(2_000);
    const measured = told().filter((text) => text.startsWith("513"));
    expect(measured.length).toBeLessThanOrEqual(10 * 110);
    expect(measured.at(-1)).toBe(`513=${last}`);
  });

  it("keeps its order: anything else passes at once, after what was merged before it", () => {
    const { say, exhaust, pass, told } = open();
    exhaust();
    say({ 513: "1" });
    say({ 513: "2" });
    say({ 710: "3" });
    say({ 513: "3" });
    say({ 513: "0", 710: "5" });
    expect(told()).toEqual(["513=2", "710=3", "513=3", "513=0 710=5"]);
    pass(100);
    expect(told()).toHaveLength(4);
  });

  it("does not hold up another", () => {
    const { say, exhaust, told } = open();
    exhaust();
    say({ 513: "1" });
    say({ 513: "7" }, { device: "ZAP000002" });
    expect(told()).toEqual(["513=7"]);
  });

  it.each([
    ["said at another moment", { ownMs: -60_000 }],
    ["that waited", { backlog: true }],
    ["that came at an unknown time", { timed: false }],
    ["sent again", { dup: true }],
    ["that came at another moment", { receivedAt: began - 60_000 }],
  ])("is never merged with what was %s", (_what, how) => {
    const { say, exhaust, merging, told } = open();
    exhaust();
    say({ 513: "1" });
    say({ 513: "2" }, how);
    say({ 513: "3" });
    merging.flush();
    expect(told()).toEqual(["513=1", "513=2", "513=3"]);
  });

  it("is never merged with what the broker retained", () => {
    const { say, exhaust, told } = open();
    exhaust();
    say({ 513: "1" });
    say({ 513: "2" }, { retained: true });
    expect(told()).toEqual(["513=1", "513=2"]);
  });
});

describe("what is merged", () => {
  it("comes now when it is asked for, and once", () => {
    const { say, exhaust, merging, pass, told } = open();
    exhaust();
    say({ 513: "1" });
    merging.flush();
    expect(told()).toEqual(["513=1"]);
    merging.flush();
    pass(1_000);
    expect(told()).toEqual(["513=1"]);
  });

  it("is told once a second with its count, and for the last time when it is over", () => {
    const { say, exhaust, pass, told, logged, passed } = open();
    exhaust();
    let sent = 0;
    for (let n = 0; n < 150; n++) {
      for (let i = 0; i < 6; i++, sent++) say({ 513: String(sent) });
      pass(10);
    }
    pass(2_000);
    const counts = told().filter((text) => text.startsWith("tooManyMessages"));
    expect(counts).toHaveLength(2);
    expect(logged).toHaveLength(2);
    const merged = logged[0] === undefined || logged[1] === undefined ? 0 : logged[0] + logged[1];
    expect(merged).toBeGreaterThan(500);
    expect(merged).toBeLessThanOrEqual(sent);
    const one = passed.find(({ message }) => message.kind === "undecodable");
    expect(one?.message).toMatchObject({
      deviceId: "ZAP000001",
      detail: `${logged[0]} messages merged in the last second`,
      sample: expect.stringMatching(/^\{"513":"\d+"\}$/),
    });
  });

  it("comes and is told before the door closes", () => {
    const { say, exhaust, merging, told, pass } = open();
    exhaust();
    say({ 513: "1" });
    say({ 513: "2" });
    merging.close();
    expect(told()).toEqual(["513=2", "tooManyMessages 2"]);
    pass(5_000);
    expect(told()).toHaveLength(2);
  });

  it("that cannot be taken in is said, and holds up nothing", () => {
    const { say, exhaust, pass, failed, passed, fail } = open();
    exhaust();
    say({ 513: "1" });
    say({ 513: "1" }, { device: "ZAP000002" });
    fail();
    pass(100);
    expect([failed.length, passed.length]).toEqual([1, 2]);
  });
});
