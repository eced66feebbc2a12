import { afterAll, beforeAll, expect, it } from "vitest";
import { type HistoryRow, ownKinds } from "../../domain/history/row";
import { protocols } from "../../protocol/registry";
import { rowAt } from "../../store/history/test-history";
import { openStore, type Store } from "../../store/store";
import { silentLog, startSystemPostgres, type TestServer } from "../../store/test-postgres";
import { twoInstallations } from "../../stream/broadcast/test-stream";
import { installationHistory, quartersOf } from "./installation-history";
import { sumLines } from "./sum-lines";
import { createSummariser } from "./summarise";

const deviceId = "ZAP000001";
const hour = 3_600_000_000;
const begin = Date.UTC(2026, 10, 24, 22) * 1_000;
let postgres: TestServer;
let store: Store;

beforeAll(async () => {
  postgres = await startSystemPostgres();
  store = await openStore(await postgres.database(), { secret: Buffer.alloc(32, 1), log: silentLog });
});
afterAll(async () => {
  await store.close();
  await postgres.end();
});

const told = (minutes: number, kind: number, raw: string, arrived = minutes): HistoryRow =>
  rowAt(begin + minutes * 60e6, raw, { deviceId, kind, arrivedAt: begin + arrived * 60e6 });
const write = (rows: HistoryRow[]) =>
  store.observations.save({
    observations: new Map(),
    heardAt: new Map(),
    derived: new Map(),
    history: { rows, personal: [], watched: { from: begin, to: begin + 3 * hour } },
    journal: null,
  });
// One charger, whose terminal 1 is on L2.
const chargers = twoInstallations.chargers
  .filter((charger) => charger.deviceId === deviceId)
  .map((charger) => ({ ...charger, rotation: "STR" as const }));
const sum = () => sumLines(store, protocols, { ...twoInstallations, chargers }, (begin + 2 * hour) / 1_000);
const tidy = () =>
  store.history.tidy(
    begin + hour,
    createSummariser(protocols, () => 32),
  );

async function read() {
  const range = quartersOf({ from: begin / 1_000, to: (begin + hour) / 1_000 }, 4);
  return installationHistory("north", range, await store.history.lines.read("north", begin / hour, begin / hour + 1));
}
const mostOnL2 = async () => (await read()).buckets.map(({ max }) => max[1]);

it("the lines of an installation are summed up un-rotated, also before their hour is packed, and anew for what comes late", async () => {
  await write([told(0, ownKinds.presence, "online")]);
  await write([told(15, 507, "10"), told(15, 508, "0"), told(15, 509, "0"), told(30, 507, "20"), told(100, 710, "1")]);
  await sum();
  const { buckets, gaps, bucketMs } = await read();
  expect(bucketMs).toBe(900_000);
  expect(buckets.map(({ mean, whole }) => [...mean, whole])).toEqual([
    [0, 10, 0, 1],
    [0, 20, 0, 1],
    [0, 20, 0, 1],
  ]);
  expect(gaps).toEqual([[begin / 1_000, begin / 1_000 + 900_000]]);
  await write([told(45, 507, "30")]);
  await sum();
  expect(await mostOnL2()).toEqual([10, 20, 30]);
  await tidy();
  await sum();
  await write([told(50, 507, "40", 170)]);
  await sum();
  expect(await mostOnL2()).toEqual([10, 20, 30]);
  await tidy();
  await sum();
  expect(await mostOnL2()).toEqual([10, 20, 40]);
});
