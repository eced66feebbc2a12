import { expect, it } from "vitest";
import { charger, charging } from "../test-input";
import { withBeginnings } from "./beginnings";
import { type Memory, newMemory } from "./charger-memory";

it("lets a car that comes begin with what the least served of the others had, once", () => {
  const memories = new Map<string, Memory>();
  const memoryOf = (deviceId: string) => {
    const memory = memories.get(deviceId) ?? newMemory();
    memories.set(deviceId, memory);
    return memory;
  };
  const there = (n: number, servedAh: number, more = {}) => {
    const car = charging(n, 16, "1-2-3-N", { timeSlice: { servedAh, since: null }, ...more });
    const memory = memoryOf(car.deviceId);
    memory.session = { ...memory.session, begun: true, timeSlice: car.timeSlice };
    return car;
  };
  const chargers = [
    there(1, 40),
    // Half of 24 Ah by its weight: the least served.
    there(2, 24, { priority: 3 }),
    // Gone, or not wanting: it does not count.
    there(3, 2, { demand: "finished" }),
    charger(4),
    charger(5, { priority: 1 }),
    charger(6, { demand: "none" }),
  ];
  const served = () => withBeginnings(chargers, memoryOf).map(({ timeSlice }) => timeSlice.servedAh);
  expect(served()).toEqual([40, 24, 2, 12, 6, 0]);
  expect(served()).toEqual([40, 24, 2, 12, 6, 0]);
  expect(["ZPR100004", "ZPR100006"].map((id) => memoryOf(id).session.begun)).toEqual([true, false]);
});
