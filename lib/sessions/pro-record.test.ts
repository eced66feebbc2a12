import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { zaptec } from "../protocol/zaptec/zaptec";
import { sum, TestCharger } from "./test-charger";

/** The state of a real Pro: a session of 68 kWh with 53 readings, and 54 h in which its car took nothing. */
const states = z
  .array(z.object({ StateId: z.number(), Timestamp: z.string(), ValueAsString: z.string().optional() }))
  .parse(JSON.parse(readFileSync(new URL("../simulator/samples/pro-state.json", import.meta.url), "utf8")));
const told = states.find(({ StateId }) => StateId === 723);
const record = zaptec.sessionRecord(told?.ValueAsString ?? "");
if (record === null) throw new Error("no record");
const at = Date.parse(`${told?.Timestamp}Z`);
const quarter = (time: string) => Date.parse(`${time}:00Z`);

const session = new TestCharger().with({ records: [{ at, ownAt: at, epoch: 1, record }], until: at + 1 }).only();

test("its energy is the difference of the meter, to the watt-hour", () => {
  expect(session.energy).toMatchObject({ wh: 68_268, source: "meter", meterWh: 68_268, chargerWh: 68_268 });
  expect([session.meterStartWh, session.meterEndWh]).toEqual([6_728_291, 6_796_559]);
});

test("the charger's record tells all of it", () => {
  expect(session).toMatchObject({
    id: "fa5ac1a7-7125-4e4a-902f-97f06ef7e206",
    hasOwnId: true,
    start: { at: Date.parse("2025-05-13T18:35:44.744Z"), by: "charger", us: null },
    end: { at: Date.parse("2025-05-16T13:07:45.787Z"), by: "charger", us: null },
    endedBy: "record",
    isOpen: false,
    tag: "nfc-00000000",
    signed: { verdict: "unsigned", energyWh: 68_268 },
    flags: [],
  });
});

test("a reading ends the quarter-hour before it, and nothing is estimated", () => {
  const quarters = session.quarters ?? [];
  expect(quarters[0]).toEqual({ at: quarter("2025-05-13T18:30"), wh: 1_001, isEstimated: false });
  expect(quarters).toContainEqual({ at: quarter("2025-05-14T06:30"), wh: 742, isEstimated: false });
  expect(quarters.at(-1)).toEqual({ at: quarter("2025-05-16T12:45"), wh: 624, isEstimated: false });
  expect(quarters.some(({ isEstimated }) => isEstimated)).toBe(false);
  expect(Math.max(...quarters.map(({ wh }) => wh))).toBe(1_611);
  expect(sum(quarters)).toBe(68_268);
});

test("its hole of 54 h is kept, and holds no energy", () => {
  const within = (session.quarters ?? []).filter(
    ({ at: begin }) => begin >= quarter("2025-05-14T06:45") && begin < quarter("2025-05-16T12:45"),
  );
  expect(within).toEqual([]);
});
