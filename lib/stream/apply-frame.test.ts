import { describe, expect, test } from "vitest";
import type { Frame, LiveState } from "../contract/frame";
import type { ChargerDetail, ChargerView, InstallationView, LinksView } from "../contract/view";
import { applyFrame } from "./apply-frame";

const links = (up: boolean): LinksView => ({
  broker: { up, since: 1, reason: null },
  store: { up: true, since: 1, reason: null },
  lastMessageAt: null,
});
// Frames are merged by id alone, so the rest of a view does not matter here.
const charger = (deviceId: string, name = deviceId) => ({ deviceId, name }) as ChargerView;
const detail = (deviceId: string) => ({ deviceId }) as ChargerDetail;
const installation = (id: string) => ({ id }) as InstallationView;
const sent = {
  id: 710,
  key: "mode",
  name: "Mode",
  unit: null,
  raw: "3",
  at: 1,
  ownAt: 1,
  sensitive: false,
};

const snapshot: Frame = {
  kind: "snapshot",
  rev: 7,
  at: 100,
  scopes: ["fleet"],
  links: links(true),
  installations: [installation("park")],
  chargers: [charger("A"), charger("B")],
  details: [detail("A")],
  sent: [{ deviceId: "A", observations: [sent], messages: [] }],
};

function stateAfter(...frames: Frame[]): LiveState {
  const state = frames.reduce<LiveState | null>(applyFrame, null);
  if (state === null) throw new Error("no frame");
  return state;
}

describe("applyFrame", () => {
  test("a snapshot replaces everything", () => {
    const state = stateAfter(snapshot, { ...snapshot, rev: 9, chargers: [charger("C")], details: [], sent: [] });
    expect([...state.chargers.keys()]).toEqual(["C"]);
    expect(state).toMatchObject({ rev: 9, details: {}, sent: {}, firmware: null, support: null });
  });

  test("a delta replaces what it carries; all else keeps its identity", () => {
    const before = stateAfter(snapshot);
    const state = applyFrame(before, { kind: "delta", rev: 8, at: 200, chargers: [charger("B", "New")] });
    expect(state.chargers.get("B")?.name).toBe("New");
    expect(state.chargers.get("A")).toBe(before.chargers.get("A"));
    expect(state.details).toBe(before.details);
    expect(state.installations).toBe(before.installations);
    expect(state.sent).toBe(before.sent);
    expect(state.links).toBe(before.links);
    expect(state).toMatchObject({ rev: 8, at: 200 });
  });

  test("lists with nothing in them keep it too", () => {
    const before = stateAfter(snapshot);
    const empty = { installations: [], chargers: [], details: [], sent: [] };
    const { rev, at, ...state } = applyFrame(before, { kind: "delta", rev: 8, at: 200, ...empty });
    for (const part of ["installations", "chargers", "details", "sent"] as const)
      expect(state[part]).toBe(before[part]);
  });

  test("whatever a delta carries is told, beside what was there", () => {
    const state = stateAfter(snapshot, {
      kind: "delta",
      rev: 8,
      at: 200,
      links: links(false),
      installations: [installation("depot")],
      details: [detail("B")],
      sent: [{ deviceId: "A", observations: [], messages: [] }],
    });
    expect(state.links.broker.up).toBe(false);
    expect(state.installations).toEqual({ park: { id: "park" }, depot: { id: "depot" } });
    expect(Object.keys(state.details)).toEqual(["A", "B"]);
    expect(state.sent).toEqual({ A: { observations: [], messages: [] } });
  });

  test("a heartbeat and a goodbye change nothing that is shown", () => {
    const before = stateAfter(snapshot);
    const beaten = applyFrame(before, { kind: "heartbeat", rev: 7, at: 300 });
    expect(beaten.at).toBe(300);
    expect(beaten.chargers).toBe(before.chargers);
    expect(applyFrame(before, { kind: "bye", rev: 7, at: 300, reason: "stopping" })).toBe(before);
  });
});
