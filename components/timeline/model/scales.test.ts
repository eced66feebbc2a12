import { expect, test } from "vitest";
import { scaleOf } from "./scales";
import { historyOf, seriesOf } from "./test-history";
import { tracksIn } from "./tracks";

const tracks = tracksIn(
  historyOf({ series: [seriesOf("powerW", 7_000), seriesOf("temperatureC", 21), seriesOf("signalStrength", -63)] }),
  { network: "TN3", rotation: "RST" },
);
const all = { from: 0, to: 100 };

test("power and currents are measured from 0, also where nothing is known", () => {
  expect(scaleOf("power", tracks, ["power"], all)).toEqual({ from: 0, to: 8_000, marks: [0, 4_000, 8_000] });
  expect(scaleOf("currents", tracks, ["current1"], all).to).toBe(6);
});

test("what is never near 0 is measured around what is known, also below it", () => {
  expect(scaleOf("temperature", tracks, ["temperature"], all)).toEqual({ from: 15, to: 25, marks: [15, 20, 25] });
  expect(scaleOf("signal", tracks, ["signal"], all)).toMatchObject({ from: -70, to: -60 });
  expect(scaleOf("voltages", tracks, ["voltage1"], all)).toMatchObject({ from: -10, to: 20 });
});

test("only what is seen counts", () => {
  const peak = seriesOf("powerW", 2_000);
  peak.buckets[9] = [90, 2_000, 22_000, 5_000];
  const rising = tracksIn(historyOf({ series: [peak] }), { network: "TN3", rotation: "RST" });
  expect(scaleOf("power", rising, ["power"], { from: 0, to: 90 }).to).toBe(3_000);
  expect(scaleOf("power", rising, ["power"], all).to).toBe(30_000);
});
