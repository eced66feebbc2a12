import { describe, expect, it, test } from "vitest";
import type { ListedCommand } from "../../../lib/contract/api";
import type { HistoryStates } from "../../../lib/contract/history";
import { grouped, type Mark, markId, marksOf, tailMarks } from "./marks";
import { unheard } from "./tail";
import { historyOf, seriesOf } from "./test-history";

const states = (key: string, ...spans: HistoryStates["spans"]): HistoryStates => ({
  key,
  group: "other",
  spans,
  more: false,
});
const command = (id: string, at: number, stage: string) =>
  ({ id, kind: "stop", course: [{ stage, at, reason: null }] }) as unknown as ListedCommand;
const kinds = (marks: readonly Mark[]) => marks.map(({ at, kind }) => [at, kind]);

describe("what is marked", () => {
  it("is a warning that comes or goes, but not one that was there all the while", () => {
    const marks = marksOf(
      historyOf({ states: [states("warnings", [0, 30, ["A"]], [30, 60, ["A", "B"]], [70, 100, ["B"]])] }),
      [],
    );
    expect(marks).toEqual([
      { at: 30, kind: "warning", name: "B", isSet: true },
      { at: 70, kind: "warning", name: "A", isSet: false },
    ]);
    expect(kinds(marksOf(historyOf({ states: [states("warnings", [20, 30, ["A"]])] }), []))).toEqual([[20, "warning"]]);
  });

  it("is a version or a setting that is another than before", () => {
    const marks = marksOf(
      historyOf({
        states: [
          states("computerVersion", [0, 40, "5.1"], [40, 100, "5.2"]),
          states("rotation", [0, 50, "RST"], [60, 100, "RST"]),
          states("enabled", [0, 50, true], [50, 100, false]),
        ],
      }),
      [],
    );
    expect(marks).toEqual([
      { at: 40, kind: "firmware", key: "computerVersion", before: "5.1", after: "5.2" },
      { at: 50, kind: "setting", key: "enabled", before: true, after: false },
    ]);
  });

  it("is a number of the settings that changed, once, though a bucket has both", () => {
    const series = seriesOf("maxCurrentA", 0);
    series.buckets = [
      [0, 32, 32, 32],
      [10, 16, 32, 20],
      [20, 16, 16, 16],
      [30, 16, 16, 16],
    ];
    expect(marksOf(historyOf({ series: [series] }), [])).toEqual([
      { at: 20, kind: "setting", key: "maxCurrentA", before: 32, after: 16 },
    ]);
    expect(marksOf(historyOf({ series: [series], states: null }), [])).toEqual([]);
  });

  it("is a command, as it is known last, and in the order of time with the others", () => {
    const history = historyOf({
      commands: [command("a", 10, "requested"), command("b", 50, "requested")],
      events: [{ at: 20, level: "error", message: "broken" }],
    });
    const marks = marksOf(history, [
      command("b", 50, "effective"),
      command("c", 90, "requested"),
      command("old", -5, "x"),
    ]);
    expect(kinds(marks)).toEqual([
      [10, "command"],
      [20, "event"],
      [50, "command"],
      [90, "command"],
    ]);
    expect(marks[2]).toMatchObject({ command: { course: [{ stage: "effective" }] } });
    expect(new Set(marks.map(markId)).size).toBe(4);
  });
});

test("the stream tells warnings too, other than those that were there", () => {
  const at = (instant: number, warnings: string[] | null) => ({ ...unheard(instant), warnings });
  expect(tailMarks([at(100, ["A"]), at(110, null), at(120, ["A", "B"])])).toEqual([
    { at: 120, kind: "warning", name: "B", isSet: true },
  ]);
});

test("marks that a finger could not tell apart are one, and a row of them does not become a single one", () => {
  const marks = [0, 4, 9, 12, 30].map((at): Mark => ({ at, kind: "event", level: "", message: "" }));
  expect(grouped(marks, 10).map(({ at, marks: all }) => [at, all.length])).toEqual([
    [4.5, 3],
    [12, 1],
    [30, 1],
  ]);
});
