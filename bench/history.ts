import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { dayUs, hourUs } from "../lib/domain/history/hours";
import type { HistoryRow } from "../lib/domain/history/row";
import { type Points, packBlock } from "../lib/history/block";
import { type LineLoad, packLoads } from "../lib/history/line-loads";
import { protocols } from "../lib/protocol/registry";
import { chargerHistory } from "../lib/server/history/charger-history";
import { installationHistory, quartersOf } from "../lib/server/history/installation-history";
import { resolutionOf } from "../lib/server/history/resolution";
import { createSummariser } from "../lib/server/history/summarise";
import { copyLines, rowColumns } from "../lib/store/history/copy-rows";
import { monthOfDay, monthOfHour } from "../lib/store/history/parts";
import { openStore, type Store } from "../lib/store/store";
import { servers, silentLog } from "../lib/store/test-postgres";
import { dense, firstHour, hourOf, type Mix, sparse, yearly } from "./history-mix";
import { machine } from "./machine";
import { percentile } from "./percentile";

const summariser = createSummariser(protocols, () => 32);
const deviceId = (n: number) => `ZPR${String(n).padStart(6, "0")}`;
const round = (value: number, digits = 1) => Number(value.toFixed(digits));
const keys = ["powerW", "current1A", "current2A", "current3A"];

interface World {
  url: string;
  store: Store;
  client: pg.Client;
}

async function openWorld(server: { database(): Promise<string> }): Promise<World> {
  const url = await server.database();
  const store = await openStore(url, { secret: Buffer.alloc(32, 1), log: silentLog });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return { url, store, client };
}

async function closeWorld({ store, client }: World): Promise<void> {
  await client.end();
  await store.close();
}

/** Rows as ten thousand chargers tell them, of now. */
function rowsOfNow(count: number, at: number): HistoryRow[] {
  return Array.from({ length: count }, (_, i) => ({
    deviceId: deviceId(i % 10_000),
    kind: [513, 507, 508, 509][i % 4] ?? 513,
    epoch: 1,
    ownAt: at + i,
    at: at + i,
    raw: (14 + (i % 997) / 500).toFixed(3),
    arrivedAt: at + i,
    gone: false,
  }));
}

/** The whole writer beside a bare COPY of the same rows into the same table, in turns. */
async function writer(world: World): Promise<void> {
  const rows = 10_000;
  const begin = Date.now() * 1_000;
  const numbers = new Map<string, number>();
  const write = (some: HistoryRow[]) =>
    world.store.observations.save({
      observations: new Map(),
      heardAt: new Map(),
      derived: new Map(),
      history: { rows: some, personal: [], watched: { from: begin, to: begin + 1 } },
      journal: { name: "bench", sequence: 1 },
    });
  await write(rowsOfNow(rows, begin));
  for (const row of (await world.client.query("select no, device_id from history_chargers")).rows)
    numbers.set(row.device_id, row.no);
  const whole: number[] = [];
  const bare: number[] = [];
  for (let turn = 1; turn <= 60; turn += 1) {
    const some = rowsOfNow(rows, begin + turn * 2 * rows);
    const chunks = [...copyLines(rowsOfNow(rows, begin + (turn * 2 + 1) * rows), (id) => numbers.get(id) ?? 0)];
    const before = performance.now();
    await world.client.query("begin");
    await pipeline(Readable.from(chunks), world.client.query(copyFrom(`copy history_hot (${rowColumns}) from stdin`)));
    await world.client.query("commit");
    const between = performance.now();
    await write(some);
    bare.push(between - before);
    whole.push(performance.now() - between);
  }
  const perS = (ms: readonly number[]) => Math.round((rows / percentile(ms, 0.5)) * 1_000);
  console.log(
    `  bare COPY: ${perS(bare)} rows/s; the whole writer: ${perS(whole)} rows/s; ratio ${round(perS(whole) / perS(bare), 2)}`,
  );
}

/** Puts what `chargers` told in `days` days as it is once it is packed and summed up. @returns the number of values */
async function fill({ client }: World, mix: Mix, chargers: number, days: number): Promise<number> {
  await client.query("insert into history_chargers (device_id) select unnest($1::text[])", [
    Array.from({ length: chargers }, (_, i) => deviceId(i)),
  ]);
  const lastHour = firstHour + days * 24;
  for (let hour = firstHour; hour <= lastHour; hour += 24 * 27) await makeParts(client, hour);
  await makeParts(client, lastHour);
  await client.query(
    "insert into history_mark (sealed_until, packed_until, days_until, lines_until) values ($1, $1, $2, $3)",
    [lastHour * hourUs, lastHour / 24, lastHour],
  );
  await client.query("insert into history_watched values ($1, $2)", [firstHour * hourUs, lastHour * hourUs]);
  let values = 0;
  for (let charger = 0; charger < chargers; charger += 1) {
    let held: Points = new Map();
    for (let day = 0; day < days; day += 1) {
      const hours = Array.from({ length: 24 }, (_, i) => firstHour + day * 24 + i)
        .map((hour) => ({ hour, points: hourOf(mix, charger, hour) }))
        .filter(({ points }) => points.size > 0);
      for (const { points } of hours) for (const list of points.values()) values += list.length;
      held = await putDay(client, charger, firstHour / 24 + day, held, hours);
    }
  }
  await client.query("vacuum analyze");
  return values;
}

async function makeParts(client: pg.Client, hour: number): Promise<void> {
  const [blocks, days] = [monthOfHour(hour), monthOfDay(Math.floor(hour / 24))];
  for (const [table, { digits, from, to }] of [
    ["history_blocks", blocks],
    ["history_days", days],
    ["history_lines", blocks],
  ] as const)
    await client.query(
      `create table if not exists ${table}_${digits} partition of ${table} for values from (${from}) to (${to})`,
    );
}

async function putDay(
  client: pg.Client,
  charger: number,
  day: number,
  held: Points,
  hours: readonly { hour: number; points: Points }[],
): Promise<Points> {
  if (hours.length === 0) return held;
  const id = deviceId(charger);
  const all = new Map<number, typeof held extends ReadonlyMap<number, infer L> ? L : never>();
  for (const { points } of hours) for (const [kind, list] of points) all.set(kind, [...(all.get(kind) ?? []), ...list]);
  const watched = [{ from: (firstHour * hourUs) / 1_000, to: ((day + 1) * dayUs) / 1_000 }];
  const stats = summariser.day(id, { day, held, points: all, watched });
  const holds = new Map([...held, ...all].map(([kind, list]) => [kind, list.slice(-1)]));
  await client.query("insert into history_blocks select $1, * from unnest($2::int[], $3::bytea[], $4::bytea[])", [
    charger + 1,
    hours.map(({ hour }) => hour),
    hours.map(({ points }) => packBlock(points)),
    hours.map(({ hour, points }) => summariser.hour(id, points, hour)),
  ]);
  await client.query("insert into history_days values ($1, $2, $3, $4)", [charger + 1, day, packBlock(holds), stats]);
  return holds;
}

async function bytesOf(client: pg.Client, table: string): Promise<number> {
  const { rows } = await client.query(
    "select sum(pg_total_relation_size(relid))::float8 as bytes from pg_partition_tree($1)",
    [table],
  );
  return rows[0].bytes;
}

async function size(server: { database(): Promise<string> }, mix: Mix, chargers: number, days: number): Promise<void> {
  const world = await openWorld(server);
  const values = await fill(world, mix, chargers, days);
  const [blocks, summed] = [await bytesOf(world.client, "history_blocks"), await bytesOf(world.client, "history_days")];
  console.log(
    `  ${mix.name}: ${values} values, ${round((blocks + summed) / values, 2)} bytes a value (blocks with hours summed up and index ${round(blocks / values, 2)}, days ${round(summed / values, 2)})`,
  );
  await closeWorld(world);
}

const ms = (days: number) => days * 86_400_000;

async function pages(world: World, chargers: number, days: number): Promise<void> {
  const random = (() => {
    let state = 1;
    return () => {
      state = (state * 16_807) % 2_147_483_647;
      return state / 2_147_483_647;
    };
  })();
  const end = ((firstHour + days * 24) * hourUs) / 1_000;
  for (const [name, length] of [
    ["hour", 1 / 24],
    ["day", 1],
    ["month", 30],
    ["year", 365],
  ] as const) {
    const took: number[] = [];
    let bytes = 0;
    for (let turn = 0; turn < 200; turn += 1) {
      const id = deviceId(Math.floor(random() * chargers));
      const to = end - Math.floor((random() * ms(days - length)) / 1_000) * 1_000;
      const resolution = resolutionOf({ from: to - ms(length), to }, 1_000);
      const query = {
        deviceId: id,
        dialect: protocols.of(id),
        ratedA: 32,
        resolution,
        keys,
        events: false,
        watching: null,
        now: end,
      };
      const before = performance.now();
      const answer = await world.store.history.read(id, (reader) => chargerHistory(query, reader));
      bytes = JSON.stringify(answer).length;
      took.push(performance.now() - before);
    }
    console.log(
      `  charger, ${name}: p50 ${round(percentile(took, 0.5))} ms, p95 ${round(percentile(took, 0.95))} ms, ${bytes} bytes`,
    );
  }
}

/** Thirty days of the lines of an installation; how many chargers it has does not matter once they are summed up. */
async function lines(world: World, days: number): Promise<void> {
  const installations = 10;
  const begin = firstHour + (days - 31) * 24;
  const load = (hour: number, quarter: number): LineLoad => ({
    from: hour * 3_600_000 + quarter * 900_000,
    to: hour * 3_600_000 + (quarter + 1) * 900_000,
    knownMs: 900_000,
    wholeMs: 900_000,
    mean: [40 + quarter, 41, 42],
    max: [63, 62, 61],
  });
  for (let site = 0; site < installations; site += 1)
    for (let day = 0; day < 31; day += 1) {
      const hours = Array.from({ length: 24 }, (_, i) => begin + day * 24 + i);
      const rows = hours.map((hour) => ({
        hour,
        lines: packLoads(
          [0, 1, 2, 3].map((quarter) => load(hour, quarter)),
          hour * 3_600_000,
        ),
      }));
      await world.store.history.lines.put(`site-${site}`, rows);
    }
  const took: number[] = [];
  for (let turn = 0; turn < 200; turn += 1) {
    const from = (begin + (turn % 24)) * 3_600_000;
    const range = quartersOf({ from, to: from + ms(30) }, 1_000);
    const before = performance.now();
    const [first, last] = [Math.floor(range.from / 3_600_000), Math.ceil(range.to / 3_600_000)];
    const hours = await world.store.history.lines.read(`site-${turn % installations}`, first, last);
    JSON.stringify(installationHistory(`site-${turn % installations}`, range, hours));
    took.push(performance.now() - before);
  }
  console.log(
    `  installation, 30 days of lines: p50 ${round(percentile(took, 0.5))} ms, p95 ${round(percentile(took, 0.95))} ms`,
  );
}

const plans = [
  [
    "blocks of a month",
    "select hour, block, stats from history_blocks where charger = 7 and hour >= $1 and hour < $2 order by hour",
  ],
  [
    "days of a year",
    "select day, stats from history_days where charger = 7 and day >= $1 / 24 and day < $2 / 24 order by day",
  ],
] as const;

async function explain({ client }: World, days: number): Promise<void> {
  const last = firstHour + days * 24;
  for (const [name, text] of plans) {
    const from = name.includes("month") ? last - 30 * 24 : firstHour;
    const sql = text.replaceAll("$1", String(from)).replaceAll("$2", String(last));
    const { rows } = await client.query(`explain (analyze, buffers, costs off) ${sql}`);
    console.log(
      `\n  ${name}:\n${rows
        .map((row) => `    ${row["QUERY PLAN"]}`)
        .slice(0, 12)
        .join("\n")}`,
    );
  }
}

/**
 * History: the writer beside a bare COPY, bytes a value at rest, and the queries of pages. `PHASEBOARD_BENCH_CHARGERS` (1,000) chargers
 * have a year of 50,000 values each.
 */
export async function main(): Promise<void> {
  console.log(machine());
  const chargers = Number(process.env.PHASEBOARD_BENCH_CHARGERS ?? 1_000);
  for (const { name, start } of servers) {
    console.log(`\n${name}`);
    const server = await start();
    const world = await openWorld(server);
    await writer(world);
    await closeWorld(world);
    await size(server, dense, 100, 1);
    await size(server, sparse, 300, 7);
    if (name === "the system's PostgreSQL") {
      const big = await openWorld(server);
      const values = await fill(big, yearly, chargers, 365);
      console.log(`  ${values} values of ${chargers} chargers in a year:`);
      await pages(big, chargers, 365);
      await lines(big, 365);
      await explain(big, 365);
      await closeWorld(big);
    }
    await server.end();
  }
}
