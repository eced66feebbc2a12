import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Frame, LiveState } from "../contract/frame";
import type { ChargerDetail, ChargerView, InstallationView, LinksView } from "../contract/view";
import { parseScope, type Scope } from "../domain/access/scope";
import { applyFrame } from "./apply-frame";
import { type ChangedIds, createFold, dueAt, type Folded, gather, takeFolded } from "./coalesce";
import { interestOf, wantsCharger, wantsInstallation } from "./interest";

const scopesOf = (...texts: string[]): Scope[] => texts.map(parseScope).filter((scope) => scope !== null);
const places: Record<string, string | null> = { A: "one", B: "one", C: "two", D: null };
const installationOf = (id: string) => places[id];

function changed(ids: string[], more: Partial<ChangedIds> = {}): ChangedIds {
  const installations = new Set(ids.map((id) => places[id]).filter((id) => typeof id === "string"));
  return { rev: 1, chargers: new Set(ids), installations, links: false, support: false, firmware: false, ...more };
}

function foldOf(...texts: string[]) {
  return createFold(interestOf(scopesOf(...texts)), 0);
}

describe("what a reader is told", () => {
  test.each<[string[], Partial<Folded> | null]>([
    [["fleet"], { chargers: new Set(), installations: new Set(["one", "two"]) }],
    [["installation:one"], { chargers: new Set(["A"]), installations: new Set(["one"]), details: new Set() }],
    [["charger:C"], { chargers: new Set(["C"]), details: new Set(["C"]), installations: new Set() }],
    [["said:A"], { chargers: new Set(), said: new Set(["A"]) }],
    [["charger:B"], null],
    [["support"], null],
  ])("%s", (texts, expected) => {
    const fold = foldOf(...texts);
    gather(fold, changed(["A", "C"]), installationOf);
    const folded = takeFolded(fold, 10_000);
    if (expected === null) expect(folded).toBeNull();
    else expect(folded).toMatchObject(expected);
  });

  test("the dashboard's own links concern everybody", () => {
    const fold = foldOf("charger:B");
    gather(fold, changed([], { links: true }), installationOf);
    expect(takeFolded(fold, 100)?.links).toBe(true);
  });
});

describe("when a reader is told", () => {
  test("the first change at once, then at most one frame in 100 ms", () => {
    const fold = foldOf("installation:one");
    gather(fold, changed(["A"]), installationOf);
    expect(takeFolded(fold, 1_000)?.chargers).toEqual(new Set(["A"]));
    gather(fold, changed(["A"]), installationOf);
    gather(fold, changed(["B"]), installationOf);
    expect(dueAt(fold)).toBe(1_100);
    expect(takeFolded(fold, 1_099)).toBeNull();
    expect(takeFolded(fold, 1_100)?.chargers).toEqual(new Set(["A", "B"]));
  });

  test("a charger's own page in 16 ms", () => {
    const fold = foldOf("charger:A", "said:A");
    gather(fold, changed(["A"]), installationOf);
    takeFolded(fold, 1_000);
    gather(fold, changed(["A"]), installationOf);
    expect(dueAt(fold)).toBe(1_016);
  });

  test("sums at once, then at most twice a second, and without holding up the chargers", () => {
    const fold = foldOf("installation:one");
    gather(fold, changed(["A"]), installationOf);
    expect(takeFolded(fold, 1_000)).toMatchObject({ chargers: new Set(["A"]), installations: new Set(["one"]) });
    gather(fold, changed(["B"]), installationOf);
    expect(takeFolded(fold, 1_100)).toMatchObject({ chargers: new Set(["B"]), installations: new Set() });
    expect(dueAt(fold)).toBe(1_500);
    gather(fold, changed(["A"]), installationOf);
    expect(dueAt(fold)).toBe(1_200);
    expect(takeFolded(fold, 1_500)).toMatchObject({ chargers: new Set(["A"]), installations: new Set(["one"]) });
    expect(dueAt(fold)).toBeNull();
  });

  test("tables over the whole fleet at most once a second, and without holding up what else there is", () => {
    const fold = foldOf("firmware", "installation:one");
    gather(fold, changed(["A"], { firmware: true }), installationOf);
    expect(takeFolded(fold, 2_000)).toMatchObject({ firmware: true });
    gather(fold, changed(["A"], { firmware: true }), installationOf);
    expect(takeFolded(fold, 2_100)).toMatchObject({ firmware: false, chargers: new Set(["A"]) });
    expect(dueAt(fold)).toBe(2_500);
    expect(takeFolded(fold, 2_500)).toMatchObject({ firmware: false, installations: new Set(["one"]) });
    expect(dueAt(fold)).toBe(3_000);
    expect(takeFolded(fold, 3_000)).toMatchObject({ firmware: true, chargers: new Set() });
    expect(dueAt(fold)).toBeNull();
  });
});

describe("Law 7: a snapshot and all deltas after it make the snapshot of the end", () => {
  const links: LinksView = {
    broker: { up: true, since: 1, reason: null },
    store: { up: true, since: 1, reason: null },
    lastMessageAt: null,
  };
  const scopes = fc.uniqueArray(
    fc.constantFrom("fleet", "installation:one", "installation:two", "charger:A", "charger:D", "said:C"),
  );
  const happening = fc.record({
    ids: fc.uniqueArray(fc.constantFrom("A", "B", "C", "D")),
    ms: fc.nat(150),
  });

  test("whatever is folded, and whenever it is told", () => {
    fc.assert(
      fc.property(scopes, fc.array(happening, { maxLength: 30 }), (texts, happenings) => {
        const versions: Record<string, number> = { A: 0, B: 0, C: 0, D: 0, one: 0, two: 0 };
        const interest = interestOf(scopesOf(...texts));
        const view = (deviceId: string) => ({ deviceId, undecodable: versions[deviceId] }) as ChargerView;
        const detail = (deviceId: string) => ({ deviceId, pulseIntervalMs: versions[deviceId] }) as ChargerDetail;
        const sums = (id: string) => ({ id, chargers: versions[id] }) as InstallationView;
        const saidOf = (deviceId: string) => ({
          deviceId,
          observations: [
            {
              id: 1,
              key: "#1",
              name: "",
              unit: null,
              raw: null,
              at: versions[deviceId] ?? 0,
              ownAt: versions[deviceId] ?? 0,
              sensitive: false,
            },
          ],
        });
        const parts = (of: Pick<Folded, "chargers" | "installations" | "details" | "said">) => ({
          chargers: [...of.chargers].map(view),
          installations: [...of.installations].map(sums),
          details: [...of.details].map(detail),
          said: [...of.said].map(saidOf),
        });
        const snapshot = (): Frame => ({
          kind: "snapshot",
          rev: 0,
          at: 0,
          scopes: texts,
          links,
          ...parts({
            chargers: new Set(Object.keys(places).filter((id) => wantsCharger(interest, id, places[id] ?? null))),
            installations: new Set(["one", "two"].filter((id) => wantsInstallation(interest, id))),
            details: new Set(interest.details),
            said: new Set(interest.said),
          }),
        });

        const fold = createFold(interest, 0);
        let state: LiveState = applyFrame(null, snapshot());
        let now = 0;
        const tell = () => {
          const folded = takeFolded(fold, now);
          if (folded !== null) state = applyFrame(state, { kind: "delta", rev: 0, at: 0, ...parts(folded) });
        };
        for (const { ids, ms } of happenings) {
          now += ms;
          const change = changed(ids);
          for (const id of [...ids, ...change.installations]) versions[id] = (versions[id] ?? 0) + 1;
          gather(fold, change, installationOf);
          tell();
        }
        now += 1_000;
        tell();
        expect(state).toEqual(applyFrame(null, snapshot()));
      }),
    );
  });
});
