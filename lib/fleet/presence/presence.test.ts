import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apply } from "../apply";
import { takeChange } from "../state/change";
import { minute, observed, second, TestFleet, t0, topologyOf } from "../test-fleet";

const id = "ZAP000001";

function live(): TestFleet {
  const world = new TestFleet();
  world.broker(true);
  return world;
}

describe("Law 3: backlog and retained messages prove no life", () => {
  test.each([
    ["backlog", { backlog: true }],
    ["retained", { retained: true }],
  ])("%s pulses, telemetry, events", (_, how) => {
    const world = live();
    world.pulse(id, how);
    world.says(id, [observed("powerW", 1, t0)], how);
    const event = { deviceId: id, asksReply: true, level: "error", message: "m", lastWill: false } as const;
    world.arrive({ kind: "event", ...event }, how);
    expect(world.view().presence).toEqual({ word: "unknown", since: t0, heardAt: null, reason: "neverHeard" });
    expect(world.view().powerW?.value).toBe(1);
    expect(takeChange(world.fleet).pingReplies.size).toBe(0);
  });
});

test("a message that was on its way when the connection was lost proves no life, one that comes later does", () => {
  const world = live();
  world.connection(true);
  world.now += minute;
  world.connection(false);
  world.now += 3 * second;
  world.pulse();
  expect(world.view().presence.word).toBe("offline");
  world.now += 7 * second;
  world.pulse();
  expect(world.view().presence.word).toBe("online");
});

describe("Law 4: no charger is online after the broker is lost", () => {
  test("and each is true again once the backlog is behind, where the connection topic tells", () => {
    const world = live();
    world.connection(true);
    expect(world.view().presence.word).toBe("online");
    world.now += minute;
    world.broker(false);
    expect(world.view().presence).toMatchObject({
      word: "unknown",
      was: "online",
      since: world.now,
      reason: "brokerLost",
    });
    world.connection(true, { backlog: true, retained: true }, t0);
    expect(world.view().presence.word).toBe("unknown");
    world.broker(true);
    expect(world.view().presence).toMatchObject({ word: "online", since: t0, reason: "connected" });
  });

  test("where no connection topic tells, it stays unknown until it is heard", () => {
    const world = live();
    world.pulse();
    world.broker(false);
    world.broker(true);
    expect(world.view().presence.word).toBe("unknown");
    world.pulse();
    expect(world.view().presence).toMatchObject({ word: "online", reason: "heard" });
  });

  test("in no course of events", () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant("pulse"), backlog: fc.boolean(), retained: fc.boolean() }),
      fc.record({ do: fc.constant("say"), backlog: fc.boolean(), retained: fc.boolean() }),
      fc.record({ do: fc.constant("connection"), connected: fc.boolean(), retained: fc.boolean() }),
      fc.record({ do: fc.constant("tick"), ms: fc.nat(2_000_000) }),
    );
    fc.assert(
      fc.property(fc.array(step), fc.array(step), (before, after) => {
        const world = live();
        const happen = (steps: typeof before) => {
          for (const each of steps) {
            if (each.do === "tick" && "ms" in each) world.tick(each.ms);
            else if (each.do === "pulse") world.pulse(id, { ...each });
            else if (each.do === "connection" && "connected" in each) world.connection(each.connected, { ...each });
            else world.says(id, [observed("mode", "charging", world.now)], { ...each });
          }
        };
        happen(before);
        world.broker(false);
        happen(after);
        expect(world.view().presence.word).toBe("unknown");
      }),
    );
  });
});

test("Law 6: time passing alone brings no charger online, and no value back", () => {
  const ticks = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(fc.constantFrom("silent", "offline", "unknown"), fc.boolean(), ticks, (word, announced, steps) => {
      const world = live();
      if (announced) world.says(id, [observed("pulseIntervalS", 20, t0)], { backlog: true });
      if (word === "silent") world.pulse();
      if (word === "offline") world.connection(true);
      if (word === "offline") world.connection(false);
      if (word === "silent") world.tick(1_200 * second);
      expect(world.view().presence.word).toBe(word);
      for (const ms of steps) {
        world.tick(ms);
        expect(world.view().presence.word).toBe(word);
      }
    }),
  );
});

describe("silence", () => {
  test.each([
    ["announced", 20, 40 * second],
    ["not announced", null, 1_200 * second],
  ])("%s: no sign of life for two intervals", (_, announced, silentMs) => {
    const world = live();
    if (announced !== null) world.say("pulseIntervalS", announced);
    world.pulse();
    world.tick(silentMs - 1);
    expect(world.view().presence.word).toBe("online");
    world.tick(1);
    expect(world.view().presence).toEqual({ word: "silent", since: world.now, heardAt: t0, reason: "noPulse" });
  });

  test("while charging, a charger that announces nothing is silent sooner", () => {
    const world = live();
    world.pulse();
    world.say("mode", "charging");
    world.tick(360 * second);
    expect(world.view().presence.word).toBe("silent");
  });

  test("telemetry puts it off, and ends it", () => {
    const world = live();
    world.pulse();
    world.now += 1_199 * second;
    world.say("powerW", 1);
    world.tick(1_199 * second);
    expect(world.view().presence.word).toBe("online");
    world.tick(second);
    expect(world.view().presence.word).toBe("silent");
    world.say("powerW", 2);
    expect(world.view().presence).toMatchObject({ word: "online", since: world.now });
  });

  test("its since is the instant it fell silent, however late the clock is asked", () => {
    const world = live();
    world.pulse();
    world.tick(86_400 * second);
    expect(world.view().presence.since).toBe(t0 + 1_200 * second);
  });

  test("a charger known from the store that is not heard again falls silent; one never heard stays unknown", () => {
    const world = new TestFleet(["ZAP000001", "ZAP000002"]);
    apply(
      world.fleet,
      { kind: "restored", deviceId: id, heardAt: t0 - minute, derived: null, observations: [] },
      world.now,
    );
    world.broker(true);
    world.tick(1_200 * second);
    expect(world.view().presence).toMatchObject({ word: "silent", heardAt: t0 - minute });
    expect(world.view("ZAP000002").presence).toMatchObject({ word: "unknown", reason: "neverHeard" });
  });

  test("a connected charger that gives no pulse is silent", () => {
    const world = live();
    world.connection(true);
    world.tick(1_200 * second);
    expect(world.view().presence.word).toBe("silent");
  });
});

describe("connection", () => {
  test("lost and back", () => {
    const world = live();
    world.connection(true);
    world.now += minute;
    world.connection(false);
    expect(world.view().presence).toMatchObject({ word: "offline", since: world.now, reason: "connectionLost" });
    world.now += minute;
    world.connection(true);
    expect(world.view().presence).toMatchObject({ word: "online", since: world.now, reason: "connected" });
  });

  test("an older retained one changes nothing", () => {
    const world = live();
    world.now += minute;
    world.connection(true);
    world.connection(false, { retained: true }, t0);
    expect(world.view().presence.word).toBe("online");
  });

  test("a message that was on its way does not bring a lost charger back; one that comes later does", () => {
    const world = live();
    world.connection(true);
    world.connection(false);
    world.now += second;
    world.say("powerW", 1);
    expect(world.view().presence.word).toBe("offline");
    world.now += 10 * second;
    world.say("powerW", 2);
    expect(world.view().presence).toMatchObject({ word: "online", reason: "heard" });
  });

  test("the will of an older connection is a log entry, never a state", () => {
    const world = live();
    const will = {
      deviceId: id,
      asksReply: false,
      level: "information",
      message: "mqtt connection broke[lwt]",
    } as const;
    world.arrive({ kind: "event", ...will, lastWill: true });
    expect(world.view().presence.word).toBe("unknown");
    world.connection(true);
    world.arrive({ kind: "event", ...will, lastWill: true });
    expect(world.view().presence.word).toBe("online");
    expect(world.fleet.chargers.get(id)?.events).toHaveLength(2);
  });

  test("the gateway comes back: all lost, then those that are there again", () => {
    const world = new TestFleet(["ZAP000001", "ZAP000002"]);
    world.broker(true);
    world.connection(true);
    world.connection(true, {}, t0, "ZAP000002");
    world.now += minute;
    world.broker(false);
    world.connection(false, { retained: true }, world.now);
    world.connection(false, { retained: true }, world.now, "ZAP000002");
    world.broker(true);
    expect(world.view().presence.word).toBe("offline");
    world.now += second;
    world.connection(true);
    expect([world.view().presence.word, world.view("ZAP000002").presence.word]).toEqual(["online", "offline"]);
  });
});

test("what arrives before anything is entered is not lost, however much it is", () => {
  const world = new TestFleet([]);
  world.fleet.placed = false;
  const serial = (n: number) => `ZAP${String(n).padStart(6, "0")}`;
  for (let n = 1; n <= 2_000; n += 1) world.connection(true, { retained: true }, t0, serial(n));
  world.connection(false, { retained: true }, t0 + 1, serial(7));
  apply(world.fleet, { kind: "topology", topology: topologyOf([serial(7), serial(1_999)]) }, world.now);
  world.broker(true);
  expect(world.view(serial(7)).presence.word).toBe("offline");
  expect(world.view(serial(1_999)).presence.word).toBe("online");
  expect(world.fleet.chargers.size).toBe(1_002);
});

test("a ping is asked to be answered at once", () => {
  const world = live();
  world.pulse(id, { pingReply: true });
  expect([...takeChange(world.fleet).pingReplies]).toEqual([id]);
});

test("bytes that cannot be read keep a charger alive", () => {
  const world = live();
  world.pulse();
  world.now += 1_199 * second;
  const fault = { reason: "notJson", detail: "not JSON", sample: "{", receivedAt: world.now } as const;
  world.arrive({ kind: "undecodable", deviceId: id, ...fault });
  world.tick(2 * second);
  expect(world.view().presence.word).toBe("online");
  expect(world.view().undecodable).toBe(1);
});
