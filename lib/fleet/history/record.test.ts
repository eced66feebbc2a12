import { describe, expect, test } from "vitest";
import type { KnownKey, ObservationValue } from "../../domain/charger/observation";
import { micros, ownKinds } from "../../domain/history/row";
import { apply } from "../apply";
import { takeChange } from "../state/change";
import { observed, second, TestFleet, t0, topologyOf } from "../test-fleet";
import { restarted } from "../test-restart";
import { net } from "./test-net";

const id = "ZAP000001";
type Said = Partial<Record<KnownKey, ObservationValue | null>>;

/** A message of this own time and arrival, both in s. */
function says(
  world: TestFleet,
  ownS: number,
  arrivalS: number,
  said: Said,
  how: { dup?: boolean; timed?: boolean } = {},
): void {
  world.now = t0 + arrivalS * second;
  const values = Object.entries(said) as [KnownKey, ObservationValue | null][];
  world.says(
    id,
    values.map(([key, value]) => observed(key, value, t0 + ownS * second)),
    how,
  );
}

const seconds = (us: number) => (us - micros(t0)) / 1e6;
/** What history was told since the last look, as `kind=raw @ at (epoch)`; what is gone with a minus before it. */
const told = (world: TestFleet) =>
  takeChange(world.fleet)
    .history.filter(({ kind }) => kind >= 0)
    .map(({ kind, raw, at, epoch, gone }) => `${gone ? "-" : ""}${kind}=${raw} @ ${seconds(at)} (${epoch})`);

function connected(): TestFleet {
  const world = new TestFleet([id]);
  world.broker(true);
  world.connection(true);
  world.now += 61 * second;
  return world;
}

describe("observations", () => {
  test("are told once, at the instant when they were true", () => {
    const world = connected();
    says(world, 100, 103, { mode: "charging", powerW: 7 });
    says(world, 100, 104, { mode: "charging", powerW: 7 });
    expect(told(world)).toEqual(["710=charging @ 100 (1)", "513=7 @ 100 (1)"]);
    says(world, 99, 105, { powerW: 6 }, { dup: true });
    expect(told(world)).toEqual(["513=6 @ 99 (1)"]);
  });

  test("of one epoch stay as far from the charger's own time as the first of them, however its error grows, but never after it came", () => {
    const world = connected();
    says(world, 700, 100, { powerW: 1 });
    says(world, 714, 110, { powerW: 2 });
    says(world, 726, 120, { powerW: 3 });
    expect(told(world)).toEqual(["513=1 @ 100 (1)", "513=2 @ 114 (1)", "513=3 @ 120 (1)"]);
  });

  test("of a connection's first minute wait for a start that may take them along", () => {
    const world = connected();
    says(world, 62, 62, { powerW: 1 });
    world.connection(false);
    world.connection(true);
    says(world, 63, 64, { powerW: 2 });
    expect(told(world)).toEqual(["513=1 @ 62 (1)"]);
    says(world, 64, 65, { startedUp: 1 });
    world.tick(30 * second);
    expect(told(world)).toEqual(["513=2 @ 63 (2)", "811=1 @ 64 (2)"]);
  });

  test("whose place is not settled are told after 30 s, and moved when it is", () => {
    const world = connected();
    says(world, 300, 200, { mode: "charging" });
    says(world, 205, 205, { mode: "finished" });
    expect(told(world)).toEqual(["710=charging @ 200 (1)"]);
    world.tick(29 * second);
    expect(told(world)).toEqual([]);
    world.tick(second);
    expect(told(world)).toEqual(["710=finished @ 105 (1)"]);
    says(world, 250, 250, { powerW: 1 });
    says(world, 260, 260, { powerW: 2 });
    expect(told(world)).toEqual([
      "-710=null @ 105 (1)",
      "710=finished @ 205 (2)",
      "513=1 @ 250 (2)",
      "513=2 @ 260 (2)",
    ]);
  });

  test("that wait are told after a restart, and moved from where they were told before it", () => {
    let world = connected();
    says(world, 300, 200, { mode: "charging" });
    says(world, 205, 205, { mode: "finished" });
    world.tick(30 * second);
    const before = takeChange(world.fleet).history;
    says(world, 236, 236, { powerW: 1 });
    world = restarted(world);
    world.broker(true);
    world.connection(true, { retained: true, backlog: true }, t0);
    world.tick(29 * second);
    expect(told(world)).toEqual([]);
    world.tick(second);
    expect(told(world)).toEqual(["513=1 @ 136 (1)"]);
    says(world, 270, 270, { powerW: 2 });
    const after = takeChange(world.fleet).history;
    const stands = net([...before, ...after]).filter(({ kind }) => kind === 710);
    expect(stands.map(({ raw, at }) => `${raw} @ ${seconds(at)}`)).toEqual(["charging @ 200", "finished @ 205"]);
  });

  test("that come again after a restart, though their charger has started since, stand where they stood", () => {
    const before = connected();
    says(before, 100, 100, { powerW: 1 });
    says(before, 101, 101, { startedUp: 1 });
    says(before, 102, 102, { powerW: 2 });
    expect(told(before)).toEqual(["513=1 @ 100 (1)", "811=1 @ 101 (2)", "513=2 @ 102 (2)"]);
    const after = restarted(before);
    after.connection(true, { retained: true, backlog: true }, t0);
    // Its gateway delivers what was not acknowledged once more, as it came.
    for (const [ownS, said] of [
      [100, { powerW: 1 }],
      [101, { startedUp: 1 }],
      [102, { powerW: 2 }],
    ] as const)
      says(after, ownS, ownS, said, { timed: true });
    expect(told(after)).toEqual(["513=1 @ 100 (1)"]);
  });

  test("of a start that is told again after another one stand where they stood", () => {
    const before = connected();
    for (const [startS, powerW] of [
      [100, 1],
      [110, 2],
    ] as const) {
      says(before, startS, startS, { startedUp: 1 });
      says(before, startS + 1, startS + 1, { powerW });
    }
    const first = told(before);
    expect(first).toEqual(["811=1 @ 100 (1)", "513=1 @ 101 (1)", "811=1 @ 110 (2)", "513=2 @ 111 (2)"]);
    const after = restarted(before);
    after.broker(true);
    // Its charger sends again, without saying so, what it does not know to be taken.
    says(after, 100, 112, { startedUp: 1 });
    says(after, 101, 112.1, { powerW: 1 });
    says(after, 113, 113, { powerW: 3 });
    after.tick(30 * second);
    expect(told(after)).toEqual(["811=1 @ 100 (1)", "513=1 @ 101 (1)", "513=3 @ 113 (2)"]);
  });

  test("of before their connection that are delivered once more tell of no other clock", () => {
    const before = connected();
    const spoken = Array.from({ length: 90 }, (_, i) => 100 + i / 5);
    for (const atS of spoken) says(before, atS, atS, { powerW: atS });
    before.now = t0 + 140 * second;
    before.connection(false);
    before.connection(true);
    const first = told(before);
    const after = restarted(before);
    after.broker(true);
    for (const atS of spoken) says(after, atS, atS, { powerW: atS });
    says(after, 141, 141, { powerW: 0 });
    after.tick(60 * second);
    expect(told(after)).toEqual([...first.slice(0, -1), "513=0 @ 141 (1)"]);
  });

  test("of a start whose clock is measured by the next message wait for it", () => {
    const world = connected();
    says(world, 60, 62, { powerW: 1 });
    told(world);
    says(world, 100, 300, { startedUp: 1 });
    expect(told(world)).toEqual([]);
    says(world, 110, 310, { powerW: 2 });
    expect(told(world)).toEqual(["811=1 @ 300 (2)", "513=2 @ 310 (2)"]);
  });

  test("two of the same name in one message: the second takes the first one's place", () => {
    const world = connected();
    world.now = t0 + 100 * second;
    world.says(id, [observed("powerW", 1, world.now), observed("powerW", 2, world.now)]);
    expect(net(takeChange(world.fleet).history).filter(({ kind }) => kind === 513)).toMatchObject([{ raw: "2" }]);
  });

  test("of a charger in no topology are told when it is entered", () => {
    const world = new TestFleet([]);
    world.broker(true);
    world.connection(true);
    says(world, 100, 100, { powerW: 1 });
    world.arrive({ kind: "event", deviceId: id, level: "error", message: "x", lastWill: false, asksReply: false });
    expect(takeChange(world.fleet).history).toEqual([]);
    apply(world.fleet, { kind: "topology", topology: topologyOf([id]) }, world.now);
    world.tick(30 * second);
    expect(told(world)).toEqual(["513=1 @ 100 (1)"]);
  });

  test("that wait when a charger is taken out are told as they stand", () => {
    const world = connected();
    says(world, 300, 200, { powerW: 1 });
    says(world, 205, 205, { powerW: 2 });
    told(world);
    apply(world.fleet, { kind: "topology", topology: topologyOf([]) }, world.now);
    expect(told(world)).toEqual(["513=2 @ 105 (1)"]);
  });
});

describe("what no charger tells", () => {
  const ofKind = (world: TestFleet, kind: number) =>
    takeChange(world.fleet)
      .history.filter((row) => row.kind === kind)
      .map(({ raw, at }) => `${raw} @ ${seconds(at)}`);

  test("its presence, from when its gateway told", () => {
    const world = new TestFleet([id]);
    world.now = t0 + 10 * second;
    world.connection(true, { retained: true, backlog: true }, t0 - 1_000 * second);
    world.broker(true);
    expect(ofKind(world, ownKinds.presence)).toEqual(["online @ -1000"]);
    world.now += 5 * second;
    world.connection(false);
    world.now += 5 * second;
    world.connection(true);
    expect(ofKind(world, ownKinds.presence)).toEqual(["offline @ 15", "online @ 20"]);
  });

  test("events of one instant stay apart", () => {
    const world = connected();
    for (const message of ["a", "b"])
      world.arrive({ kind: "event", deviceId: id, level: "warning", message, lastWill: false, asksReply: false });
    expect(ofKind(world, ownKinds.event)).toEqual(["warning a @ 61", "warning b @ 61.000001"]);
  });
});
