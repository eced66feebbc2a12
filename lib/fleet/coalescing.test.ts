import { expect, test } from "vitest";
import { takeChange } from "./state/change";
import { observed, TestFleet, t0 } from "./test-fleet";
import { detailView } from "./views/detail-view";

const id = "ZAP000001";

test("Law 8: an acknowledgement is never coalesced away: a view carries the whole course", () => {
  const world = new TestFleet();
  world.broker(true);
  world.connection(true);
  takeChange(world.fleet);
  world.gives("stop");
  world.answers("stop", 200);
  world.says(id, [observed("pausedByOrder", true, world.now), observed("mode", "finished", world.now)]);
  expect([...takeChange(world.fleet).chargers]).toEqual([id]);
  const stages = ["requested", "published", "acknowledged", "effective"];
  expect(world.view().commands[0]?.course.map((step) => step.stage)).toEqual(stages);
  expect(detailView(world.fleet, id, world.now)?.commands[0]?.course).toHaveLength(4);
});

test("Law 8: a session's end is never coalesced away, though the next begins in the same frame", () => {
  const world = new TestFleet();
  world.broker(true);
  world.says(id, [observed("sessionId", "s-1", t0), observed("mode", "charging", t0)]);
  takeChange(world.fleet);
  world.says(id, [
    observed("mode", "disconnected", t0 + 1),
    observed("completedSession", { id: "s-1", energyKwh: 7.5, startedAt: null, endedAt: null }, t0 + 2),
    observed("sessionId", "s-2", t0 + 3),
    observed("mode", "requesting", t0 + 4),
  ]);
  expect(takeChange(world.fleet).chargers.size).toBe(1);
  expect(world.view().session?.id).toBe("s-2");
  expect(detailView(world.fleet, id, world.now)?.lastSession).toMatchObject({ id: "s-1", energyKwh: 7.5 });
});
