import { describe, expect, it } from "vitest";
import type { Frame } from "../../contract/frame";
import type { InstallationView } from "../../contract/view";
import { phasesView } from "../../domain/electrical/phases";
import { usualSettings } from "../../domain/topology";
import { createLiveCache } from "./live-cache";

const links = {
  broker: { up: true, since: 0, reason: null },
  store: { up: true, since: 0, reason: null },
  lastMessageAt: null,
};

const installation = (id: string, trouble: number): InstallationView => ({
  id,
  name: id,
  networkType: "TN3",
  timeZone: "UTC",
  mainFuseA: 63,
  verdict: [],
  phases: phasesView("TN3", [], { fuseA: 63, availableA: [63, 63, 63], imbalanceLimitA: null }),
  available: { source: "fixed", until: null, nextChangeAt: null, meter: null },
  settings: {
    ...usualSettings,
    availableA: [63, 63, 63],
    switchCurrentA: 15,
    imbalanceLimitA: null,
  },
  circuits: [],
  powerW: { value: null, atLeast: false },
  chargers: 0,
  states: {
    charging: 0,
    waitingForCurrent: 0,
    waitingForAuthorisation: 0,
    paused: 0,
    finished: 0,
    noCar: 0,
    unknown: 0,
  },
  presences: { online: 0, silent: 0, offline: 0, unknown: 0 },
  trouble,
  anomalies: [],
});

const snapshot = (rev: number, at: number, ...installations: InstallationView[]): Frame => ({
  kind: "snapshot",
  rev,
  at,
  scopes: [],
  links,
  installations,
});

describe("the live cache", () => {
  it("shows a page's first data before any stream", () => {
    const cache = createLiveCache();
    cache.seed(snapshot(3, 1000, installation("depot", 1)));
    expect(cache.read()?.installations.depot?.trouble).toBe(1);
  });

  it("knows nothing from what changes alone, before a snapshot or a page's first data", () => {
    const cache = createLiveCache();
    cache.apply({ kind: "delta", rev: 2, at: 1100, installations: [installation("depot", 5)] });
    expect(cache.read()).toBeNull();
    cache.seed(snapshot(3, 1000, installation("depot", 1)));
    cache.apply({ kind: "delta", rev: 4, at: 1200, installations: [installation("depot", 6)] });
    expect(cache.read()?.installations.depot?.trouble).toBe(6);
  });

  it("never lets a page's first data undo what the stream said later", () => {
    const cache = createLiveCache();
    cache.apply(snapshot(9, 5000, installation("depot", 0)));
    cache.seed(snapshot(3, 1000, installation("depot", 7), installation("yard", 2)));
    expect(cache.read()?.installations.depot?.trouble).toBe(0);
    expect(cache.read()?.installations.yard?.trouble).toBe(2);
    expect(cache.read()?.at).toBe(5000);
    cache.seed(snapshot(12, 6000, installation("depot", 4)));
    expect(cache.read()?.installations.depot?.trouble).toBe(4);
    expect(cache.read()?.rev).toBe(9);
  });

  it("keeps what did not change the same object, and tells its listeners once per frame", () => {
    const cache = createLiveCache();
    cache.apply(snapshot(1, 1000, installation("depot", 0), installation("yard", 0)));
    const yard = cache.read()?.installations.yard;
    const seen: unknown[] = [];
    const leave = cache.subscribe(() => seen.push(cache.read()?.installations.depot?.trouble));
    cache.apply({ kind: "delta", rev: 2, at: 1100, installations: [installation("depot", 5)] });
    expect(cache.read()?.installations.yard).toBe(yard);
    expect(seen).toEqual([5]);
    leave();
    cache.apply({ kind: "delta", rev: 3, at: 1200, installations: [installation("depot", 6)] });
    expect(seen).toEqual([5]);
  });

  it("hands out what the server drew the page from, whatever the stream said", () => {
    const cache = createLiveCache();
    cache.apply(snapshot(9, 5000, installation("depot", 0)));
    const seed = cache.seed(snapshot(3, 1000, installation("depot", 7)));
    cache.apply({ kind: "delta", rev: 10, at: 6000, installations: [installation("depot", 2)] });
    expect(seed.installations.depot?.trouble).toBe(7);
    expect(cache.read()?.installations.depot?.trouble).toBe(2);
  });

  it("takes a page's first data while it is drawn, and tells others after that", async () => {
    const cache = createLiveCache();
    let told = 0;
    cache.subscribe(() => {
      told += 1;
    });
    cache.seed(snapshot(3, 1000, installation("depot", 1)));
    expect([told, cache.read()?.rev]).toEqual([0, 3]);
    await Promise.resolve();
    expect(told).toBe(1);
  });
});
