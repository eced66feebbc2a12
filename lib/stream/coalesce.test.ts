import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Frame, LiveState } from "../contract/frame";
import type { ChargerDetail, ChargerView, InstallationView, LinksView } from "../contract/view";
import { parseScope, type Scope } from "../domain/access/scope";
import { applyFrame } from "./apply-frame";
import { type ChangedIds, type Coalesced, createCoalescer, dueAt, gather, takeCoalesced } from "./coalesce";
import { interestOf, wantsCharger, wantsInstallation } from "./interest";

const scopesOf = (...texts: string[]): Scope[] => texts.map(parseScope).filter((scope) => scope !== null);
const places: Record<string, string | null> = { A: "one", B: "one", C: "two", D: null };
const installationOf = (id: string) => places[id];

function changed(ids: string[], more: Partial<ChangedIds> = {}): ChangedIds {
  const installations = new Set(ids.map((id) => places[id]).filter((id) => typeof id === "string"));
  return { rev: 1, chargers: new Set(ids), installations, links: false, support: false, firmware: false, ...more };
}

function coalescerOf(...texts: string[]) {
  return createCoalescer(interestOf(scopesOf(...texts)), 0);
}

describe("what a subscriber is told", () => {
  test.each<[string[], Partial<Coalesced> | null]>([
    [["fleet"], { chargers: new Set(), installations: new Set(["one", "two"]) }],
    [["installation:one"], { chargers: new Set(["A"]), installations: new Set(["one"]), details: new Set() }],
    [["charger:C"], { chargers: new Set(["C"]), details: new Set(["C"]), installations: new Set() }],
    [["sent:A"], { chargers: new Set(), sent: new Set(["A"]) }],
    [["charger:B"], null],
    [["support"], null],
  ])("%s", (texts, expected) => {
    const coalescer = coalescerOf(...texts);
    gather(coalescer, changed(["A", "C"]), installationOf);
    const coalesced = takeCoalesced(coalescer, 10_000);
    if (expected === null) expect(coalesced).toBeNull();
    else expect(coalesced).toMatchObject(expected);
  });

  test.each<[string, string[] | null]>([
    ["installation:one", ["E"]],
    ["charger:B", null],
  ])("%s, of a charger that is not there any more", (text, expected) => {
    const coalescer = coalescerOf(text);
    gather(coalescer, changed(["E"]), installationOf);
    const coalesced = takeCoalesced(coalescer, 10_000);
    expect(coalesced && [...coalesced.chargers]).toEqual(expected);
  });

  test("nothing that only another charger said", () => {
    const coalescer = coalescerOf("sent:A", "sent:B");
    gather(coalescer, changed(["A"]), installationOf);
    expect(takeCoalesced(coalescer, 10_000)?.sent).toEqual(new Set(["A"]));
  });

  test("the dashboard's own links concern everybody", () => {
    const coalescer = coalescerOf("charger:B");
    gather(coalescer, changed([], { links: true }), installationOf);
    expect(takeCoalesced(coalescer, 100)?.links).toBe(true);
  });
});

describe("when a subscriber is told", () => {
  test("the first change at once, then at most one frame in 100 ms", () => {
    const coalescer = coalescerOf("installation:one");
    gather(coalescer, changed(["A"]), installationOf);
    expect(takeCoalesced(coalescer, 1_000)?.chargers).toEqual(new Set(["A"]));
    gather(coalescer, changed(["A"]), installationOf);
    gather(coalescer, changed(["B"]), installationOf);
    expect(dueAt(coalescer)).toBe(1_100);
    expect(takeCoalesced(coalescer, 1_099)).toBeNull();
    expect(takeCoalesced(coalescer, 1_100)?.chargers).toEqual(new Set(["A", "B"]));
  });

  test("a charger's own page in 16 ms", () => {
    const coalescer = coalescerOf("charger:A", "sent:A");
    gather(coalescer, changed(["A"]), installationOf);
    takeCoalesced(coalescer, 1_000);
    gather(coalescer, changed(["A"]), installationOf);
    expect(dueAt(coalescer)).toBe(1_016);
  });

  test("sums at once, then at most twice a second, and without holding up the chargers", () => {
    const coalescer = coalescerOf("installation:one");
    gather(coalescer, changed(["A"]), installationOf);
    expect(takeCoalesced(coalescer, 1_000)).toMatchObject({
      chargers: new Set(["A"]),
      installations: new Set(["one"]),
    });
    gather(coalescer, changed(["B"]), installationOf);
    expect(takeCoalesced(coalescer, 1_100)).toMatchObject({ chargers: new Set(["B"]), installations: new Set() });
    expect(dueAt(coalescer)).toBe(1_500);
    gather(coalescer, changed(["A"]), installationOf);
    expect(dueAt(coalescer)).toBe(1_200);
    expect(takeCoalesced(coalescer, 1_500)).toMatchObject({
      chargers: new Set(["A"]),
      installations: new Set(["one"]),
    });
    expect(dueAt(coalescer)).toBeNull();
  });

  test.each(["fleet", "firmware", "support", "installation:one", "wall:one"])(
    "%s at most ten times a second",
    (text) => {
      const coalescer = coalescerOf(text, "charger:A");
      gather(coalescer, changed([], { links: true }), installationOf);
      takeCoalesced(coalescer, 1_000);
      gather(coalescer, changed([], { links: true }), installationOf);
      expect(dueAt(coalescer)).toBe(1_100);
    },
  );

  describe.each(["firmware", "support"] as const)("the table of %s", (table) => {
    test("at most once a second, and without holding up what else there is", () => {
      const coalescer = coalescerOf(table, "installation:one");
      gather(coalescer, changed(["A"], { [table]: true }), installationOf);
      expect(takeCoalesced(coalescer, 2_000)).toMatchObject({ [table]: true });
      gather(coalescer, changed(["A"], { [table]: true }), installationOf);
      expect(takeCoalesced(coalescer, 2_100)).toMatchObject({ [table]: false, chargers: new Set(["A"]) });
      expect(dueAt(coalescer)).toBe(2_500);
      expect(takeCoalesced(coalescer, 2_500)).toMatchObject({ [table]: false, installations: new Set(["one"]) });
      expect(dueAt(coalescer)).toBe(3_000);
      expect(takeCoalesced(coalescer, 3_000)).toMatchObject({ [table]: true, chargers: new Set() });
      expect(dueAt(coalescer)).toBeNull();
    });

    test("after a quiet time at once, also where sums and chargers were told just now, and they after it", () => {
      const coalescer = coalescerOf(table, "fleet", "charger:A");
      gather(coalescer, changed(["A"]), installationOf);
      takeCoalesced(coalescer, 2_000);
      gather(coalescer, changed([], { [table]: true }), installationOf);
      expect(dueAt(coalescer)).toBe(2_100);
      expect(takeCoalesced(coalescer, 2_600)).toMatchObject({ [table]: true });
      gather(coalescer, changed([], { installations: new Set(["one"]) }), installationOf);
      expect(dueAt(coalescer)).toBe(2_700);
    });

    test("alone: no sooner than a second after the page began", () => {
      const coalescer = coalescerOf(table);
      gather(coalescer, changed(["A"], { [table]: true }), installationOf);
      expect(dueAt(coalescer)).toBe(1_000);
    });
  });
});

describe("Law 7: a snapshot and all deltas after it make the snapshot of the end", () => {
  const links: LinksView = {
    broker: { up: true, since: 1, reason: null },
    store: { up: true, since: 1, reason: null },
    lastMessageAt: null,
  };
  const scopes = fc.uniqueArray(
    fc.constantFrom("fleet", "installation:one", "installation:two", "charger:A", "charger:D", "sent:C"),
  );
  const happening = fc.record({
    ids: fc.uniqueArray(fc.constantFrom("A", "B", "C", "D")),
    ms: fc.nat(150),
  });

  test("whatever is coalesced, and whenever it is told", () => {
    fc.assert(
      fc.property(scopes, fc.array(happening, { maxLength: 30 }), (texts, happenings) => {
        const versions: Record<string, number> = { A: 0, B: 0, C: 0, D: 0, one: 0, two: 0 };
        const interest = interestOf(scopesOf(...texts));
        const view = (deviceId: string) => ({ deviceId, undecodable: versions[deviceId] }) as ChargerView;
        const detail = (deviceId: string) => ({ deviceId, pulseIntervalMs: versions[deviceId] }) as ChargerDetail;
        const sums = (id: string) => ({ id, chargers: versions[id] }) as InstallationView;
        const sentOf = (deviceId: string) => ({
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
          messages: [],
        });
        const parts = (of: Pick<Coalesced, "chargers" | "installations" | "details" | "sent">) => ({
          chargers: [...of.chargers].map(view),
          installations: [...of.installations].map(sums),
          details: [...of.details].map(detail),
          sent: [...of.sent].map(sentOf),
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
            sent: new Set(interest.sent),
          }),
        });

        const coalescer = createCoalescer(interest, 0);
        let state: LiveState = applyFrame(null, snapshot());
        let now = 0;
        const tell = () => {
          const coalesced = takeCoalesced(coalescer, now);
          if (coalesced !== null) state = applyFrame(state, { kind: "delta", rev: 0, at: 0, ...parts(coalesced) });
        };
        for (const { ids, ms } of happenings) {
          now += ms;
          const change = changed(ids);
          for (const id of [...ids, ...change.installations]) versions[id] = (versions[id] ?? 0) + 1;
          gather(coalescer, change, installationOf);
          tell();
        }
        now += 1_000;
        tell();
        expect(state).toEqual(applyFrame(null, snapshot()));
      }),
    );
  });
});
