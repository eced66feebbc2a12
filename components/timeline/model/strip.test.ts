import { describe, expect, it, test } from "vitest";
import type { ListedCommand } from "../../../lib/contract/api";
import type { ChargerHistory, HistoryStates } from "../../../lib/contract/history";
import { spanAt, spansWithin, stripOf, stripWithTail, wordOf } from "./strip";
import { unheard } from "./tail";
import { historyOf } from "./test-history";

const states = (key: string, ...spans: HistoryStates["spans"]): HistoryStates => ({
  key,
  group: "operation",
  spans,
  more: false,
});
const online: ChargerHistory["presence"] = [[0, 100, "online"]];
const words = (more: Partial<ChargerHistory>) =>
  stripOf(historyOf({ presence: online, ...more }))?.map((span) => [span.from, span.to, wordOf(span)]);

describe("the strip of states", () => {
  it("has a word for every instant, and none for what nobody knows", () => {
    expect(
      words({
        states: [
          states("mode", [0, 30, "disconnected"], [30, 50, "charging"], [70, 100, "finished"]),
          states("pausedByOrder", [0, 80, true], [80, 100, false]),
        ],
        presence: [
          [0, 50, "online"],
          [50, 55, "silent"],
          [55, 60, "offline"],
          [65, 100, "online"],
        ],
      }),
    ).toEqual([
      [0, 30, "noCar"],
      [30, 50, "charging"],
      [50, 55, "silent"],
      [55, 60, "offline"],
      [60, 65, "unwatched"],
      [65, 70, "unknown"],
      [70, 80, "paused"],
      [80, 100, "finished"],
    ]);
  });

  it("does not claim what a car waits for that has not charged yet where a card is asked for", () => {
    const mode = states(
      "mode",
      [0, 10, "disconnected"],
      [10, 20, "requesting"],
      [20, 30, "charging"],
      [30, 40, "requesting"],
      [40, 50, "disconnected"],
      [50, 100, "requesting"],
    );
    expect(
      words({ states: [mode, states("authenticationRequired", [0, 100, true])] })?.map(([, , word]) => word),
    ).toEqual(["noCar", "waiting", "charging", "waitingForCurrent", "noCar", "waiting"]);
    expect(words({ states: [mode, states("authenticationRequired", [0, 100, false])] })?.[1]?.[2]).toBe(
      "waitingForCurrent",
    );
  });

  it("is unknown where a pause is told without knowing by what", () => {
    expect(words({ states: [states("mode", [0, 100, "finished"])] })).toEqual([[0, 100, "unknown"]]);
  });

  it("ends where the answer does, and is none where the range is too long", () => {
    expect(words({ until: 40, states: [states("mode", [0, 40, "charging"])] })).toEqual([[0, 40, "charging"]]);
    expect(stripOf(historyOf({ states: null, presence: null }))).toBeNull();
  });
});

describe("who paused it", () => {
  const stop = (at: number, last: ListedCommand["course"][number]["stage"], kind: ListedCommand["kind"] = "stop") =>
    ({
      kind,
      by: { personId: "p", name: "Kari" },
      course: [
        { stage: "requested", at, reason: null },
        { stage: "published", at: at + 1, reason: null },
        { stage: last, at: at + 2, reason: null },
      ],
    }) as unknown as ListedCommand;
  const by = (...commands: ListedCommand[]) =>
    stripOf(
      historyOf({
        from: 0,
        to: 1_000_000,
        until: 1_000_000,
        presence: [[0, 1_000_000, "online"]],
        states: [
          states("mode", [0, 500_000, "charging"], [500_000, 1_000_000, "finished"]),
          states("pausedByOrder", [0, 500_000, false], [500_000, 1_000_000, true]),
        ],
        commands,
      }),
    )?.at(-1)?.pausedBy;

  it("is told where a stop went out just before", () => {
    expect(by(stop(495_000, "effective"))).toBe("Kari");
    expect(by(stop(505_000, "acknowledged"))).toBe("Kari");
  });
  it("is not where it was long before, later, refused, or no stop", () => {
    expect(by(stop(300_000, "effective"))).toBeNull();
    expect(by(stop(600_000, "effective"))).toBeNull();
    expect(by(stop(495_000, "rejected"))).toBeNull();
    expect(by(stop(495_000, "effective", "restart"))).toBeNull();
  });
});

test("what the stream tells goes on, and what was not heard is said", () => {
  const spans = stripOf(historyOf({ presence: online, states: [states("mode", [0, 100, "charging"])] })) ?? [];
  const told = (at: number, state: "charging" | "paused", by: string | null = null) => ({
    ...unheard(at),
    presence: "online" as const,
    state,
    pausedBy: by === null ? null : { name: by, at },
  });
  const all = stripWithTail(spans, [told(100, "charging"), told(110, "paused", "Kari"), unheard(120)], 100, 130);
  expect(all.map((span) => [span.from, span.to, wordOf(span), span.pausedBy])).toEqual([
    [0, 110, "charging", null],
    [110, 120, "paused", "Kari"],
    [120, 130, "unwatched", null],
  ]);
  expect(stripWithTail(spans, [told(105, "charging")], 100, 130).map(wordOf)).toEqual([
    "charging",
    "unwatched",
    "charging",
  ]);
  expect(spanAt(all, 115)?.pausedBy).toBe("Kari");
  expect(spanAt(all, 130)).toBeNull();
  expect(spanAt(all, -1)).toBeNull();
  expect(spansWithin(all, [105, 115]).map(wordOf)).toEqual(["charging", "paused"]);
  expect(spansWithin(all, [110, 120]).map(wordOf)).toEqual(["paused"]);
});
