import { describe, expect, it } from "vitest";
import type { ChargerView } from "../../../lib/contract/view";
import {
  choose,
  countShown,
  isShown,
  type ListChoice,
  readChoice,
  shows,
  sorts,
  standsAs,
  writeChoice,
} from "./list-choice";

function charger(name: string, more: Partial<ChargerView> = {}): ChargerView {
  const no = { possible: false, rule: "stateUnknown" } as const;
  return {
    deviceId: `ZPR0000${name.replace(/\D/g, "").padStart(2, "0")}`,
    name,
    product: "Pro",
    installationId: "depot",
    circuitId: "a",
    rotation: "RST",
    presence: { word: "online", since: 0, heardAt: 0, reason: "connected" },
    flapping: null,
    old: null,
    state: { word: "charging", mode: "charging" as const, since: 0, limit: null, pausedBy: null },
    powerW: null,
    lines: [
      { reading: null, terminal: null },
      { reading: null, terminal: null },
      { reading: null, terminal: null },
    ],
    voltageV: [null, null, null],
    voltageOffGrid: [false, false, false],
    limitA: 32,
    priority: 2,
    allocatedA: null,
    allocatedTerminals: null,
    grant: null,
    session: null,
    firmware: { computer: null, mcu: null, available: null, behind: null, upgrade: null },
    warnings: [],
    anomalies: [],
    powerFactor: null,
    carPhases: null,
    commands: [],
    may: { start: no, stop: no, restart: no, upgradeFirmware: no },
    undecodable: 0,
    ...more,
  };
}

const usual: ListChoice = { search: "", show: "all", circuit: null, sort: "trouble" };
const names = (chargers: ChargerView[]) => chargers.map(({ name }) => name);

describe("choose", () => {
  const fleet = [
    charger("P10", { powerW: { value: 7000, at: 0 } }),
    charger("P9", { circuitId: "b" }),
    charger("P11", { presence: { word: "silent", since: 0, heardAt: 0, reason: "noPulse" } }),
    charger("P2", { warnings: ["rcd"], powerW: { value: 11000, at: 0 } }),
    charger("P1", { state: { word: "noCar", mode: "disconnected" as const, since: 0, limit: null, pausedBy: null } }),
  ];

  it("puts those that want a person first, each group by name as people count", () => {
    expect(names(choose(fleet, usual))).toEqual(["P2", "P11", "P1", "P9", "P10"]);
    expect(names(choose(fleet, { ...usual, sort: "name" }))).toEqual(["P1", "P2", "P9", "P10", "P11"]);
  });

  it("orders by power with the unknown last", () => {
    expect(names(choose(fleet, { ...usual, sort: "power" }))).toEqual(["P2", "P10", "P1", "P9", "P11"]);
  });

  it("takes all filters together", () => {
    expect(names(choose(fleet, { ...usual, show: "trouble" }))).toEqual(["P2", "P11"]);
    expect(names(choose(fleet, { ...usual, show: "charging", circuit: "b" }))).toEqual(["P9"]);
    expect(names(choose(fleet, { ...usual, search: " p1 ", show: "charging" }))).toEqual(["P10"]);
    expect(names(choose(fleet, { ...usual, show: "unknown" }))).toEqual(["P11"]);
    expect(names(choose(fleet, { ...usual, search: "zpr000009" }))).toEqual(["P9"]);
  });
});

describe("a search", () => {
  it("brings first what is called just so, then what begins so, then all others, each in the chosen order", () => {
    const rows = ["Car-01", "Car-0", "R-02", "R-01", "R-0", "P7"].map((name, index) =>
      charger(name, { deviceId: `ZPR00001${index}`, ...(name === "R-02" && { warnings: ["rcd"] }) }),
    );
    const search = { ...usual, search: "r-0" };
    expect(names(choose(rows, search))).toEqual(["R-0", "R-02", "R-01", "Car-0", "Car-01"]);
    expect(names(choose(rows, { ...search, sort: "name" }))).toEqual(["R-0", "R-01", "R-02", "Car-0", "Car-01"]);
    expect(names(choose(rows, { ...usual, search: "zpr000010" }))).toEqual(["Car-01"]);
  });
});

describe("a charger that changed", () => {
  const before = charger("P2", { powerW: { value: 7000, at: 0 } });
  const noCar = { word: "noCar", mode: "disconnected" as const, since: 0, limit: null, pausedBy: null } as const;
  const silent = { word: "silent", since: 0, heardAt: 0, reason: "noPulse" } as const;

  it("keeps its place where only values are others", () => {
    const after = charger("P2", { powerW: { value: 8000, at: 1 }, limitA: 16 });
    expect(sorts.map((sort) => standsAs(before, after, sort))).toEqual([true, true, false]);
  });

  it.each<[string, Partial<ChargerView>]>([
    ["its state", { state: noCar }],
    ["its presence", { presence: silent }],
    ["a warning", { warnings: ["rcd"] }],
    ["a connection that does not hold", { flapping: { since: 0, times: 9, takenOver: true } }],
    ["its name", { name: "P3" }],
    ["its circuit", { circuitId: "b" }],
  ])("is put in order, filtered and counted again for %s", (_, more) => {
    const after = { ...before, ...more };
    expect(standsAs(before, after, "name")).toBe(false);
  });

  it("is counted as before where it keeps its place", () => {
    const after = charger("P2", { powerW: null });
    expect(standsAs(before, after, "trouble")).toBe(true);
    expect(shows.map((show) => isShown(after, show))).toEqual(shows.map((show) => isShown(before, show)));
    expect(countShown([after])).toEqual(countShown([before]));
  });
});

describe("a choice in the address", () => {
  it("comes back as it went in, and what is usual leaves no trace", () => {
    const choice: ListChoice = { search: "P2", show: "waiting", circuit: "b", sort: "power" };
    expect(readChoice(new URLSearchParams(writeChoice(choice)))).toEqual(choice);
    expect(writeChoice(usual)).toBe("");
  });

  it("reads nonsense as usual", () => {
    expect(readChoice(new URLSearchParams("show=everything&sort=colour"))).toEqual(usual);
  });
});
