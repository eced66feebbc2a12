import { describe, expect, test } from "vitest";
import { apply } from "../apply";
import { observed, second, TestFleet, t0 } from "../test-fleet";
import { firmwareView } from "./firmware-view";

const [pro, go] = ["ZPR000003", "ZAP000001"];
const stray = "ZPR000042";

function live(): TestFleet {
  const world = new TestFleet([pro, go]);
  world.broker(true);
  world.connection(true, {}, world.now, go);
  return world;
}

const entered = (world: TestFleet, version: string) =>
  apply(
    world.fleet,
    { kind: "available", versions: [{ product: "Go", version, enteredBy: "Sue", at: t0 - second }] },
    world.now,
  );
const all = (world: TestFleet) => firmwareView(world.fleet, world.now, () => true).products;

describe("the firmware's page", () => {
  test("has its products in their order, each with what was entered for it and all its chargers", () => {
    const world = live();
    entered(world, "5.4.0.0");
    world.say("computerVersion", "5.3.0.3", go);
    world.say("mcuVersion", "1.2", go);
    expect(all(world)).toEqual([
      {
        product: "Go",
        available: { version: "5.4.0.0", enteredBy: "Sue", at: t0 - second },
        chargers: [
          {
            deviceId: go,
            name: "P2",
            installationId: "park",
            presence: "online",
            firmware: {
              computer: { value: "5.3.0.3", at: t0 },
              mcu: { value: "1.2", at: t0 },
              available: "5.4.0.0",
              behind: true,
              upgrade: null,
            },
          },
        ],
      },
      {
        product: "Pro",
        available: null,
        chargers: [
          {
            deviceId: pro,
            name: "P1",
            installationId: "park",
            presence: "unknown",
            firmware: { computer: null, mcu: null, available: null, behind: null, upgrade: null },
          },
        ],
      },
    ]);
  });

  test("tells a charger that hangs nowhere by its id, to those who may see such ones", () => {
    const world = live();
    world.pulse(stray);
    const seen: (string | null)[] = [];
    const { products } = firmwareView(world.fleet, world.now, (id) => {
      seen.push(id);
      return id === null;
    });
    expect(seen).toEqual(["park", "park", null]);
    expect(products.flatMap(({ chargers }) => chargers)).toMatchObject([
      { deviceId: stray, name: stray, installationId: null, presence: "online" },
    ]);
  });

  test("claims neither behind nor up to date while the charger has told no version", () => {
    const world = live();
    entered(world, "5.4.0.0");
    expect(all(world)[0]?.chargers[0]?.firmware).toMatchObject({ computer: null, available: "5.4.0.0", behind: null });
  });

  test.each([
    ["5.3.0.3", true],
    ["5.4.0.0", false],
    ["5.5.0.0", false],
  ])("%s against 5.4.0.0: behind is %s", (version, behind) => {
    const world = live();
    entered(world, "5.4.0.0");
    world.say("computerVersion", version, go);
    expect(all(world)[0]?.chargers[0]?.firmware.behind).toBe(behind);
  });

  test("says what an upgrade waits for, and nothing of what another command waits for", () => {
    const world = live();
    const upgrade = () => all(world)[0]?.chargers[0]?.firmware.upgrade;
    world.says(go, [
      observed("sessionId", "s-1", t0),
      observed("mode", "finished", t0),
      observed("pausedByOrder", true, t0),
    ]);
    world.now += second;
    world.gives("start");
    world.answers("start", 200);
    world.now += second;
    world.says(go, [observed("pausedByOrder", false, world.now), observed("mode", "requesting", world.now)]);
    expect(world.view(go).commands[0]?.waiting).toBe("current");
    expect(upgrade()).toBeNull();
    world.gives("upgradeFirmware");
    expect(upgrade()).toBeNull();
    world.answers("upgradeFirmware", 200);
    expect(upgrade()).toBe("carLeaves");
  });
});
