import { describe, expect, it } from "vitest";
import type { ChargerView } from "../../../lib/contract/view";
import { createChooser } from "./chooser";
import type { ListChoice } from "./list-choice";

const charger = (deviceId: string, powerW: number, more: object = {}) =>
  ({
    deviceId,
    name: deviceId,
    installationId: "depot",
    circuitId: "a",
    state: { word: "charging" },
    presence: { word: "online" },
    flapping: null,
    old: null,
    powerW: { value: powerW, at: powerW },
    warnings: [],
    anomalies: [],
    ...more,
  }) as unknown as ChargerView;
const held = (...chargers: ChargerView[]) => new Map(chargers.map((each) => [each.deviceId, each]));
const changed = (before: ReadonlyMap<string, ChargerView>, ...chargers: ChargerView[]) =>
  new Map([...before, ...held(...chargers)]);
const choice: ListChoice = { search: "", show: "all", circuit: null, sort: "trouble" };

describe("what a list shows", () => {
  const first = held(charger("A", 1), charger("B", 2), charger("C", 3, { installationId: "yard" }));

  it("is of one installation", () => {
    const chosen = createChooser("depot", choice)(first);
    expect(chosen.ids).toEqual(["A", "B"]);
    expect([chosen.all, chosen.counts.charging]).toEqual([2, 2]);
  });

  it("is the same while only values change", () => {
    const chooser = createChooser("depot", choice);
    const before = chooser(first);
    expect(chooser(changed(first, charger("A", 9)))).toBe(before);
    expect(chooser(changed(first, charger("C", 9, { installationId: "yard", warnings: ["fan"] })))).toBe(before);
  });

  it("is another when a state, an order or a charger is", () => {
    const chooser = createChooser("depot", choice);
    const before = chooser(first);
    const paused = changed(first, charger("A", 1, { state: { word: "paused" } }));
    const counted = chooser(paused);
    expect(counted.counts).toMatchObject({ charging: 1, paused: 1 });
    expect(counted.ids).toBe(before.ids);
    expect(chooser(changed(paused, charger("B", 2, { warnings: ["fan"] }))).ids).toEqual(["B", "A"]);
    expect(chooser(held(charger("B", 2))).ids).toEqual(["B"]);
    expect(chooser(first).ids).toEqual(["A", "B"]);
  });

  it("follows the power where that is the order", () => {
    const chooser = createChooser("depot", { ...choice, sort: "power" });
    expect(chooser(first).ids).toEqual(["B", "A"]);
    expect(chooser(changed(first, charger("A", 9))).ids).toEqual(["A", "B"]);
  });
});
