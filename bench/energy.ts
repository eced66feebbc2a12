import pg from "pg";
import { dayUs, hourUs } from "../lib/domain/history/hours";
import { ownKinds } from "../lib/domain/history/row";
import type { Installation, Topology } from "../lib/domain/topology";
import { usualPriority, usualSettings } from "../lib/domain/topology";
import { packBlock } from "../lib/history/block";
import { installationAvailability } from "../lib/server/usage/availability";
import { energyNow, installationEnergy } from "../lib/server/usage/energy";
import { monthOfDay, monthOfHour } from "../lib/store/history/parts";
import { openStore, type Store } from "../lib/store/store";
import { silentLog, startSystemPostgres } from "../lib/store/test-postgres";
import { machine } from "./machine";
import { percentile } from "./percentile";

const deviceId = (n: number) => `ZPR${String(n).padStart(6, "0")}`;
const now = Date.UTC(2026, 10, 28, 12);
const today = Math.floor((now * 1_000) / dayUs);
const turns = 60;

const installation: Installation = {
  id: "bench",
  name: "Bench",
  networkType: "TN3",
  mainFuseA: 400,
  availableA: [400, 400, 400],
  imbalanceLimitA: null,
  switchCurrentA: 15,
  timeZone: "Europe/Oslo",
  authorisation: { kind: "any" },
  ...usualSettings,
};

const topologyOf = (chargers: number): Topology => ({
  installations: [installation],
  circuits: [{ id: "a", installationId: "bench", name: "A", fuseA: 400 }],
  chargers: Array.from({ length: chargers }, (_, n) => ({
    deviceId: deviceId(n),
    circuitId: "a",
    name: deviceId(n),
    rotation: "RST" as const,
    maxCurrentA: 32,
    minCurrentA: 6,
    priority: usualPriority,
    enrolled: true,
  })),
});

/** Two sessions of some hours on most days, and told presence that changes twice a day, of all days until yesterday. */
async function fill(client: pg.Client, chargers: number, days: number): Promise<void> {
  const first = today - days;
  for (let day = first; day <= today; day += 27) await makeParts(client, day);
  await makeParts(client, today);
  await client.query("insert into history_chargers (device_id) select unnest($1::text[])", [
    Array.from({ length: chargers }, (_, n) => deviceId(n)),
  ]);
  await client.query("insert into history_mark values (true, $1, $1, $2, $3)", [today * dayUs, today, today * 24]);
  await client.query("insert into history_watched values ($1, $2)", [first * dayUs, now * 1_000]);
  const point = (at: number, raw: string) => ({ epoch: 0, ownAt: at, at, raw });
  for (let day = first; day < today; day += 1) {
    const begin = day * dayUs;
    const told = [point(begin, "online"), point(begin + 9 * hourUs, "silent"), point(begin + 9.2 * hourUs, "online")];
    await client.query(
      `insert into history_days (charger, day, held, stats, presence)
       select no, $1, $2, $2, $2 from history_chargers`,
      [day, packBlock(new Map([[ownKinds.presence, told]]))],
    );
  }
  await client.query(
    `insert into energy_quarters (device_id, day, wh, estimated)
     select device_id, day, array(
         select case when (no * 7 + day * 13 + q) % 96 between 30 and 44 then 1500 + (no * q) % 900 else 0 end
         from generate_series(0, 95) q), repeat('0', 96)::bit(96)
     from history_chargers, generate_series($1::int, $2::int) day where (no + day) % 5 > 0`,
    [first, today],
  );
  await client.query(
    `insert into sessions (id, device_id, session_id, installation_id, circuit_id, begin_at, open, flags, failed_starts,
       energy_wh, session)
     select gen_random_uuid(), device_id, day::text, 'bench', 'a', day * ${dayUs}::bigint, false, '{}', 0, 9000, '{}'
     from history_chargers, generate_series($1::int, $2::int) day`,
    [first, today],
  );
  await client.query("vacuum analyze");
}

async function makeParts(client: pg.Client, day: number): Promise<void> {
  for (const [table, { digits, from, to }] of [
    ["history_blocks", monthOfHour(day * 24)],
    ["history_days", monthOfDay(day)],
  ] as const)
    await client.query(
      `create table if not exists ${table}_${digits} partition of ${table} for values from (${from}) to (${to})`,
    );
}

async function measure(name: string, ask: () => Promise<unknown>): Promise<void> {
  const took: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const begin = performance.now();
    await ask();
    took.push(performance.now() - begin);
  }
  const ms = (share: number) => percentile(took, share).toFixed(1);
  console.log(`  ${name}: p50 ${ms(0.5)} ms, p95 ${ms(0.95)} ms`);
}

async function pages(store: Store, chargers: number): Promise<void> {
  const topology = topologyOf(chargers);
  const of = { installation, circuitId: null, topology, now, heardAt: () => now };
  const month = { from: now - 30 * 86_400_000, to: now };
  await measure("30 days of energy by day", () => installationEnergy(store, of, month, "day"));
  await measure("by hour of the week", () => installationEnergy(store, of, month, "hourOfWeek"));
  await measure("a year by month", () =>
    installationEnergy(store, of, { from: now - 365 * 86_400_000, to: now }, "month"),
  );
  await measure("today, this month and the one before", () => energyNow(store, of));
  for (const asked of ["2026-10", "2026-11"])
    await measure(`availability of ${asked}`, () =>
      installationAvailability(store, { installation, topology, month: asked, now, watching: null }),
    );
}

/** Energy and availability of an installation with `PHASEBOARD_BENCH_CHARGERS` (100) chargers and a year behind it, store to answer. */
export async function main(): Promise<void> {
  console.log(machine());
  const chargers = Number(process.env.PHASEBOARD_BENCH_CHARGERS ?? 100);
  const server = await startSystemPostgres();
  const url = await server.database();
  const store = await openStore(url, { secret: Buffer.alloc(32, 1), log: silentLog });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await fill(client, chargers, 366);
    await pages(store, chargers);
  } finally {
    await client.end();
    await store.close();
    await server.end();
  }
}
