import { describe, expect, it } from "vitest";
import { previewOf } from "./preview";
import { AllocationWorldForTests as World } from "./test-allocation";

const cars = ["ZAP000001", "ZAP000002", "ZAP000003", "ZAP000004"] as const;

/** Four cars that charge on 63 A. */
async function fourCars(): Promise<World> {
  const world = new World(cars, {}, 63);
  await world.begin();
  for (const id of cars) {
    world.setMode(id, "requesting");
    await world.pass(1_000);
  }
  await world.pass(20_000);
  return world;
}

const preview = (world: World, amps: number) => {
  const override = { availableA: [amps, amps, amps], until: world.now + 3_600_000 } as const;
  const { id } = [...world.fleet.installations.values()][0]?.installation ?? { id: "" };
  const remembered = world.allocation.memory;
  return {
    heard: previewOf(world.fleet, id, { override }, remembered, world.now),
    unheard: previewOf(world.fleet, id, { override }, () => null, world.now),
  };
};
const charging = (world: World) => cars.filter((id) => world.car(id).mode === "charging").length;

describe("the preview of a change of settings", () => {
  it.each([40, 24, 13, 6, 5, 0])("says of %d A what the load management then does", async (amps) => {
    const world = await fourCars();
    expect(charging(world)).toBe(4);
    const { heard, unheard } = preview(world, amps);
    world.limit(amps);
    await world.pass(60_000);
    const expected = { charging: 4, keep: charging(world), waiting: 0, couldStart: 0 };
    expect(heard?.effect).toEqual(expected);
    // An instance that does not allocate reckons the same.
    expect(unheard?.effect).toEqual(expected);
  });

  it("says when that ends, and on which lines too much is drawn now", async () => {
    const world = await fourCars();
    for (const id of cars) world.tell(id, { current1A: 10, current2A: 5, current3A: 5 });
    const { heard } = preview(world, 24);
    expect(heard).toMatchObject({
      after: { availableA: [24, 24, 24], source: "override", until: world.now + 3_600_000 },
      tooMuchOn: ["L1"],
      unheard: 0,
      later: { at: world.now + 3_600_000, fromA: [24, 24, 24], effect: { charging: 4, keep: 4 } },
      metered: false,
    });
  });

  it("counts who cannot be heard, sends nothing, and leaves what is remembered as it is", async () => {
    const world = await fourCars();
    world.connection(false, {}, world.now, cars[0]);
    await world.pass(2_000);
    const sent = world.sent.length;
    const before = structuredClone(cars.map((id) => world.allocation.memory(id)));
    const { heard } = preview(world, 20);
    expect(heard).toMatchObject({ unheard: 1, effect: { charging: 3 } });
    expect(heard?.reservedA?.every((amps) => amps > 0)).toBe(true);
    expect(cars.map((id) => world.allocation.memory(id))).toEqual(before);
    expect(world.sent.length).toBe(sent);
  });
});
