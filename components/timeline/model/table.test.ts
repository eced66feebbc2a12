import { describe, expect, it } from "vitest";
import type { StripSpan } from "./strip";
import { csvOf, isUnknown, tableOf } from "./table";
import { historyOf, seriesOf } from "./test-history";
import { tracksIn } from "./tracks";

const wiring = { network: "TN3", rotation: "RST" } as const;
const strip: StripSpan[] = [
  { from: 0, to: 35, presence: "online", state: "charging", pausedBy: null },
  { from: 35, to: 100, presence: "offline", state: null, pausedBy: null },
];
const tracks = tracksIn(
  historyOf({ series: [seriesOf("powerW", 7, [[33, 60]]), seriesOf("temperatureC", 20)] }),
  wiring,
);
const shape = (rows: ReturnType<typeof tableOf>) =>
  rows.map((row) => [
    row.from,
    row.to,
    row.amounts.map((amount) => amount?.mean ?? null),
    row.states?.map(({ presence }) => presence),
  ]);

describe("what is shown, as a table", () => {
  it("has equal stretches as one, and gaps to the instant", () => {
    const rows = tableOf(tracks, ["power"], strip, { from: 5, to: 90 });
    expect(shape(rows)).toEqual([
      [5, 33, [7], ["online"]],
      [33, 35, [null], ["online"]],
      [35, 60, [null], ["offline"]],
      [60, 90, [7], ["offline"]],
    ]);
    expect(rows.map(isUnknown)).toEqual([false, true, true, false]);
  });

  it("has no states where the range is too long, and nothing that is not loaded", () => {
    expect(shape(tableOf(tracks, ["power", "temperature"], null, { from: -50, to: 200 }))).toEqual([
      [0, 33, [7, 20], undefined],
      [33, 60, [null, 20], undefined],
      [60, 100, [7, 20], undefined],
    ]);
    expect(tableOf(tracks, ["power"], null, { from: 100, to: 200 })).toEqual([]);
  });
});

describe("as a file", () => {
  it("has local times with their offset, empty cells for what is not known, and what happened", () => {
    const rows = tableOf(tracks, ["power"], strip, { from: 0, to: 100 });
    const text = csvOf(rows, ["power"], [{ at: 34, text: "=Stop, by Kari" }], {
      timeZone: "Asia/Kathmandu",
      stateOf: (states) => states?.map(({ presence }) => presence).join(", ") ?? null,
    });
    expect(text.split("\r\n")).toEqual([
      "local_time,utc_offset,duration_s,power_w_min,power_w_mean,power_w_max,state,events",
      "1970-01-01 05:30:00,+05:30,0.033,6,7,8,online,",
      '1970-01-01 05:30:00,+05:30,0.002,,,,online,"\'=Stop, by Kari"',
      "1970-01-01 05:30:00,+05:30,0.025,,,,offline,",
      "1970-01-01 05:30:00,+05:30,0.04,6,7,8,offline,",
      "",
    ]);
  });
});
