import { describe, expect, test } from "vitest";
import type { GrantView } from "../domain/charger/grant";
import { apply } from "./apply";
import { takeChange } from "./state/change";
import type { FleetEvent } from "./state/event";
import { minute, observed, requested, second, TestFleet, t0, topologyOf } from "./test-fleet";

const id = "ZAP000001";
const stranger = "ZAP000009";

/** Who is told of what has happened, and what is to be stored but for history, without what is nothing. */
function noted(world: TestFleet): Record<string, unknown> {
  const { rev: _, commands, observations, tags, history: __, prices, ...change } = takeChange(world.fleet);
  const all = Object.entries({
    ...change,
    commands: new Set(commands.keys()),
    observations: new Set([...observations].map(([of, byId]) => `${of}: ${[...byId.keys()]}`)),
    tags: new Set(tags.values()),
    prices: new Set(prices.map(({ installationId }) => installationId)),
  });
  const told = all.filter(([, what]) => (typeof what === "boolean" ? what : what.size > 0));
  return Object.fromEntries(told.map(([name, what]) => [name, typeof what === "boolean" ? what : [...what]]));
}

/** A charger that charges, in a world in which nothing is new. */
function calm(): TestFleet {
  const world = new TestFleet([id, "ZAP000002"]);
  world.broker(true);
  world.connection(true);
  world.says(id, [observed("mode", "charging", t0), observed("pausedByOrder", false, t0)]);
  world.arrive({ kind: "pulse", deviceId: stranger, asksReply: false });
  world.now += 2 * minute;
  world.pulse();
  // What the connection said in its first minute is settled.
  world.say("signalStrength", -60);
  world.tick();
  takeChange(world.fleet);
  return world;
}

const event =
  (is: FleetEvent): ((world: TestFleet) => void) =>
  (world) =>
    apply(world.fleet, is, world.now);

const grant = (reserved: boolean): GrantView => ({
  currentA: reserved ? 0 : 6,
  terminals: null,
  lines: [],
  limit: null,
  queue: null,
  takes: null,
  ...(reserved ? { reserved: { currentA: 6, lines: [], why: "unheard" } } : {}),
});

const store = (up: boolean, reason: string | null) => event({ kind: "store", up, reason });
const mine = { chargers: [id] };
const shown = { ...mine, installations: ["park"] };

test.each<[string, (world: TestFleet) => void, object]>([
  ["time that passes", (world) => world.tick(second), {}],
  ["a pulse", (world) => world.pulse(), mine],
  ["a pulse that asks", (world) => world.pulse(id, { pingReply: true }), { ...mine, pingReplies: [id] }],
  ["one that asked in the backlog", (world) => world.pulse(id, { pingReply: true, backlog: true, timed: true }), mine],
  ["a pulse of nobody's charger", (world) => world.pulse(stranger), { chargers: [stranger], support: true }],
  ["a power", (world) => world.say("powerW", 7), { ...shown, observations: [`${id}: 513`] }],
  ["a power of nobody's charger", (world) => world.say("powerW", 7, stranger), { chargers: [stranger], support: true }],
  ["a tag", (world) => world.say("tag", "nfc"), { ...shown, observations: [`${id}: 722`] }],
  ["a limit", (world) => world.say("maxCurrentA", 7), { ...mine, observations: [`${id}: 510`] }],
  [
    "a version",
    (world) => world.say("computerVersion", "5.4"),
    { ...mine, firmware: true, observations: [`${id}: 911`] },
  ],
  ["a session", (world) => world.say("sessionId", "s1"), { ...shown, derived: [id], observations: [`${id}: 721`] }],
  [
    "a car that leaves",
    (world) => world.say("mode", "disconnected"),
    { ...shown, derived: [id], observations: [`${id}: 710`] },
  ],
  ["a car that goes on", (world) => world.say("mode", "charging"), { ...shown, observations: [`${id}: 710`] }],
  ["the same once more", (world) => world.says(id, [observed("pausedByOrder", false, t0)]), mine],
  ["a message of nothing", (world) => world.says(id, []), mine],
  [
    "a message that may be late",
    (world) => world.says(id, [observed("mode", "finished", t0 - minute)]),
    { ...shown, derived: [id] },
  ],
  [
    "the will of a connection",
    (world) =>
      world.arrive({
        kind: "event",
        deviceId: id,
        level: "information",
        message: "gone",
        asksReply: false,
        lastWill: true,
      }),
    mine,
  ],
  ["the connection lost", (world) => world.connection(false), { ...shown, firmware: true, derived: [id] }],
  ["the connection told again", (world) => world.connection(true, {}, t0), { ...shown, firmware: true }],
  ["an answer to nothing", (world) => world.answers("none", 200), {}],
  [
    "bytes that cannot be read",
    (world) => {
      world.arrive({
        kind: "undecodable",
        deviceId: id,
        reason: "notJson",
        detail: "",
        sample: "",
        receivedAt: world.now,
      });
    },
    { ...mine, support: true },
  ],
  ["the store away", store(false, "gone"), { links: true }],
  ["the store there, as before", store(true, null), {}],
  ["the store there, with a word", store(true, "slow"), { links: true }],
  ["a command", event({ kind: "commandRequested", command: requested("stop", "c", t0) }), mine],
  [
    "an upgrade",
    event({ kind: "commandRequested", command: requested("upgradeFirmware", "c", t0) }),
    { ...mine, firmware: true },
  ],
  ["a command that went out", (world) => world.gives("stop", "c"), { ...mine, commands: ["c"] }],
  [
    "a pause that may prove it",
    (world) => {
      world.gives("stop", "c");
      takeChange(world.fleet);
      world.say("pausedByOrder", true);
    },
    { ...shown, derived: [id], observations: [`${id}: 718`] },
  ],
  [
    "what proves no stop",
    (world) => {
      world.gives("stop", "c");
      takeChange(world.fleet);
      world.say("maxCurrentA", 6);
    },
    { ...mine, observations: [`${id}: 510`] },
  ],
  [
    "a version that there is",
    event({ kind: "available", versions: [] }),
    { chargers: [id, "ZAP000002", stranger], firmware: true, support: true },
  ],
  ["a grant", event({ kind: "grants", grants: new Map([[id, grant(false)]]) }), mine],
  ["a grant of nobody's", event({ kind: "grants", grants: new Map([["ZAP000077", grant(false)]]) }), {}],
  ["current that is reserved", event({ kind: "grants", grants: new Map([[id, grant(true)]]) }), shown],
  [
    "restored observations",
    event({ kind: "restored", deviceId: id, heardAt: t0, observations: [observed("powerW", 7, t0)], derived: null }),
    { ...shown, firmware: true },
  ],
  [
    "restored observations of nobody",
    event({ kind: "restored", deviceId: "ZAP000077", heardAt: t0, observations: [], derived: null }),
    {},
  ],
  [
    "a charger that is not entered any more",
    event({ kind: "topology", topology: topologyOf([id]) }),
    { chargers: ["ZAP000002"], installations: ["park"], firmware: true, support: true },
  ],
])("%s", (_, happens, told) => {
  const world = calm();
  happens(world);
  expect(noted(world)).toEqual(told);
});

describe("grants", () => {
  test("that are the same are no news, that go are", () => {
    const world = calm();
    event({ kind: "grants", grants: new Map([[id, grant(true)]]) })(world);
    takeChange(world.fleet);
    event({ kind: "grants", grants: new Map([[id, grant(true)]]) })(world);
    expect(noted(world)).toEqual({});
    event({ kind: "grants", grants: new Map() })(world);
    expect(noted(world)).toEqual(shown);
  });
});

test("a charger that is entered after the first change is told, and what it says then is stored", () => {
  const world = new TestFleet([]);
  takeChange(world.fleet);
  event({ kind: "topology", topology: topologyOf([id]) })(world);
  world.say("sessionId", "s1");
  expect(noted(world)).toMatchObject({ ...shown, derived: [id], observations: [`${id}: 721`] });
});
