import { describe, expect, test } from "vitest";
import type { KnownKey, ObservationValue } from "../../domain/charger/observation";
import { minute, observed, second, TestFleet } from "../test-fleet";

const id = "ZAP000001";

function paused(): TestFleet {
  const world = new TestFleet([id]);
  world.broker(true);
  world.connection(true);
  tell(world, { sessionId: "s-1", mode: "finished", pausedByOrder: true });
  world.now += second;
  return world;
}

function tell(world: TestFleet, values: Partial<Record<KnownKey, ObservationValue>>): void {
  world.now += second;
  const keys = Object.keys(values) as KnownKey[];
  world.says(
    id,
    keys.map((key) => observed(key, values[key] ?? null, world.now)),
  );
}

/** The car ends its pause, and takes nothing. */
function declines(world: TestFleet, command = "start"): void {
  world.gives("start", command);
  world.answers(command, 200);
  tell(world, { pausedByOrder: false, mode: "requesting" });
  tell(world, { mode: "finished" });
  expect(world.course(command).at(-1)).toBe("noEffect");
}

const mayStart = (world: TestFleet) => world.view().may.start.possible;
const shown = (world: TestFleet) => world.view().commands.map((command) => command.id);

describe("a car that has declined a start can be asked once more", () => {
  test("while it stays, also after other commands", () => {
    const world = paused();
    declines(world);
    expect(world.view().state.word).toBe("finished");
    expect(mayStart(world)).toBe(true);
    world.gives("restart");
    world.answers("restart", 400);
    expect(mayStart(world)).toBe(true);
  });

  test("not where no start was given, or the start has done something else", () => {
    const done = paused();
    tell(done, { pausedByOrder: false });
    expect([done.view().state.word, mayStart(done)]).toEqual(["finished", false]);
    done.gives("restart");
    done.answers("restart", 200);
    tell(done, { startedUp: 4 });
    expect(mayStart(done)).toBe(false);
    const charged = paused();
    charged.gives("start");
    charged.answers("start", 200);
    tell(charged, { pausedByOrder: false, mode: "charging", powerW: 3_000 });
    tell(charged, { mode: "finished" });
    expect([charged.view().state.word, mayStart(charged)]).toEqual(["finished", false]);
  });

  test("not where it has left, though another session was never told", () => {
    const world = paused();
    declines(world);
    tell(world, { mode: "disconnected" });
    tell(world, { mode: "finished", pausedByOrder: false });
    expect([world.view().state.word, mayStart(world)]).toEqual(["finished", false]);
  });

  test("not where another session has begun, though that it left was never told", () => {
    const world = paused();
    declines(world);
    tell(world, { sessionId: "s-2" });
    expect([world.view().state.word, mayStart(world)]).toEqual(["finished", false]);
  });

  test("also where its session's start was never told", () => {
    const world = new TestFleet([id]);
    world.broker(true);
    world.connection(true);
    tell(world, { mode: "finished", pausedByOrder: true });
    declines(world);
    expect(mayStart(world)).toBe(true);
  });
});

describe("a list shows", () => {
  test("nothing of a charger that was asked for nothing", () => {
    expect(shown(paused())).toEqual([]);
  });

  test("the newest ended command of each kind, and all open ones", () => {
    const world = paused();
    for (const [kind, command, status] of [
      ["restart", "r1", 400],
      ["upgradeFirmware", "u1", 400],
      ["restart", "r2", 400],
      ["restart", "r3", null],
      ["restart", "r4", null],
    ] as const) {
      world.now += second;
      world.gives(kind, command);
      if (status !== null) world.answers(command, status);
    }
    expect(shown(world)).toEqual(["r4", "r3", "r2", "u1"]);
    world.tick(minute);
    expect(shown(world)).toEqual(["r4", "u1"]);
  });
});
