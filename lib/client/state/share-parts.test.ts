import { describe, expect, it } from "vitest";
import type { Frame } from "../../contract/frame";
import type { ChargerView } from "../../contract/view";
import { applyFrame } from "../../stream/apply-frame";
import { shareParts } from "./share-parts";

const links = {
  broker: { up: true, since: 0, reason: null },
  store: { up: true, since: 0, reason: null },
  lastMessageAt: null,
};
const charger = (deviceId: string, powerW: number) =>
  ({
    deviceId,
    state: { word: "charging" },
    warnings: ["fan"],
    powerW: { value: powerW, at: powerW },
  }) as unknown as ChargerView;
const first = applyFrame(null, {
  kind: "snapshot",
  rev: 1,
  at: 1,
  scopes: [],
  links,
  chargers: [charger("A", 1), charger("B", 1)],
});
const told = (chargers: ChargerView[]): Frame => ({ kind: "delta", rev: 2, at: 2, chargers });

describe("a delta", () => {
  it("changes only what is another", () => {
    const after = applyFrame(first, shareParts(first, told([charger("A", 2), charger("B", 1)])));
    expect(after.chargers.get("A")).toEqual(charger("A", 2));
    expect(after.chargers.get("A")).not.toBe(first.chargers.get("A"));
    expect(after.chargers.get("A")?.state).toBe(first.chargers.get("A")?.state);
    expect(after.chargers.get("A")?.warnings).toBe(first.chargers.get("A")?.warnings);
    expect(after.chargers.get("B")).toBe(first.chargers.get("B"));
  });

  it("brings what is new as it came", () => {
    const frame = told([charger("C", 3)]);
    expect(applyFrame(first, shareParts(first, frame)).chargers.get("C")).toEqual(charger("C", 3));
    expect(applyFrame(null, shareParts(null, frame))).toEqual(applyFrame(null, frame));
  });
});

it("a snapshot changes only what is another, and leaves out what it does not tell", () => {
  const snapshot: Frame = {
    kind: "snapshot",
    rev: 3,
    at: 3,
    scopes: [],
    links: { ...links },
    chargers: [charger("A", 1)],
  };
  const after = applyFrame(first, shareParts(first, snapshot));
  expect(after.chargers.get("A")).toBe(first.chargers.get("A"));
  expect(after.links).toBe(first.links);
  expect([...after.chargers.keys()]).toEqual(["A"]);
});

it("tells a key that is gone or new from one that is the same", () => {
  const shared = (before: object, after: object) => {
    const held = { ...first, chargers: new Map([["A", { deviceId: "A", ...before } as unknown as ChargerView]]) };
    const frame = shareParts(held, told([{ deviceId: "A", ...after } as unknown as ChargerView]));
    return frame.kind === "delta" && frame.chargers?.[0] === held.chargers.get("A");
  };
  expect(shared({ warnings: ["fan"], grant: null }, { grant: null, warnings: ["fan"] })).toBe(true);
  expect(shared({ warnings: ["fan"], grant: null }, { warnings: ["fan"] })).toBe(false);
  expect(shared({ warnings: ["fan"] }, { warnings: ["fan"], grant: null })).toBe(false);
  expect(shared({ warnings: ["fan"] }, { warnings: [] })).toBe(false);
  expect(shared({ warnings: [] }, { warnings: {} })).toBe(false);
  expect(shared({ warnings: ["a", "b"] }, { warnings: ["b", "a"] })).toBe(false);
});
