import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { createLog } from "../lib/server/base/log";
import { keepSessions, testSession } from "../lib/store/sessions/test-session";
import { openStore, type Store } from "../lib/store/store";
import { signIn } from "../lib/truth/api";
import { installationId, openWorld, person, type World } from "./latency-world";
import { machine } from "./machine";
import { percentile } from "./percentile";
import { cpuSeconds, residentBytes } from "./process-usage";

const count = Number(process.env.PHASEBOARD_BENCH_SESSIONS ?? 1_000_000);
const owner = { ...person, email: "owner@example.com" };
const hourMs = 3_600_000;
const begin = Date.UTC(2024, 0, 1);

/** Sessions of two hours of 100 chargers, one after the other, as copies of one that the reckoning has written. */
async function fill(store: Store, { databaseUrl }: World): Promise<void> {
  const place = { deviceId: "ZPR000000", installationId, circuitId: `${installationId}-a` };
  const told = { tag: "nfc-1", meterStartWh: 1, meterEndWh: 7_001 };
  await keepSessions(store, place, [testSession("first", begin, begin + 2 * hourMs, 7_000, told)], begin + 2 * hourMs);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const us = 3 * hourMs * 1_000;
  await client.query(
    `insert into sessions (id, device_id, installation_id, circuit_id, session_id, begin_at, start_from, start_to, end_from, end_to,
       open, energy_wh, verdict, flags, failed_starts, tag, session)
     select gen_random_uuid(), 'ZPR' || lpad((n % 100)::text, 6, '0'), installation_id, circuit_id, 'sample ' || n,
       begin_at + n / 100 * ${us}, start_from + n / 100 * ${us}, start_to + n / 100 * ${us}, end_from + n / 100 * ${us},
       end_to + n / 100 * ${us}, false, energy_wh, verdict, flags, failed_starts, 'nfc-' || n % 500, session
     from sessions, generate_series(1, $1::int) n where session_id = 'first'`,
    [count - 1],
  );
  await client.query("vacuum analyze sessions");
  await client.end();
}

async function prices(world: World, cookie: string): Promise<void> {
  const energy = { kind: "fixed", perKwh: "0.3512" };
  const period = { from: "2020-01-01", to: null, currency: "EUR", vatPercent: "19", withVat: false, energy };
  const model = { periods: [{ ...period, monthly: [], isProvisional: false }], holidays: [] };
  const answer = await fetch(`${world.pagesUrl}/api/installations/${installationId}/prices`, {
    method: "PUT",
    headers: { cookie, "content-type": "application/json", "if-match": '"0"' },
    body: JSON.stringify(model),
  });
  if (!answer.ok) throw new Error(`The prices were refused: ${await answer.text()}`);
}

/** @returns the bytes, and for text the lines */
async function download(world: World, cookie: string, format: string): Promise<{ bytes: number; lines: number }> {
  const request = get(`${world.pagesUrl}/api/sessions/export?format=${format}`, { headers: { cookie } });
  const [answer] = (await once(request, "response")) as [IncomingMessage];
  let [bytes, lines] = [0, 0];
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    for (const byte of chunk) if (byte === 10) lines += 1;
  }
  if (answer.statusCode !== 200 || !answer.complete) throw new Error(`The export ended with ${answer.statusCode}.`);
  return { bytes, lines };
}

/** Two people at once, while somebody asks for the list each half second. */
async function both(world: World, cookie: string, format: string): Promise<void> {
  const { pages } = world.pids();
  const [from, cpu, memory] = [performance.now(), cpuSeconds(pages), residentBytes(pages)];
  const memories: number[] = [];
  const waits: number[] = [];
  let isRunning = true;
  const watching = (async () => {
    while (isRunning) {
      const asked = performance.now();
      await (await fetch(`${world.pagesUrl}/api/health`)).text();
      waits.push(performance.now() - asked);
      memories.push(residentBytes(pages));
      await sleep(500);
    }
  })();
  const found = await Promise.all([download(world, cookie, format), download(world, cookie, format)]);
  isRunning = false;
  await watching;
  const seconds = (performance.now() - from) / 1_000;
  const mb = (bytes: number) => (bytes / 1e6).toFixed(0);
  const quarter = Math.ceil(memories.length / 4);
  const mean = (list: number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;
  console.log(
    `${format}: ${found.map(({ bytes, lines }) => `${mb(bytes)} MB${format === "xlsx" ? "" : `, ${lines} lines`}`).join(" and ")} in ${seconds.toFixed(0)} s ` +
      `(${((2 * count) / seconds).toFixed(0)} sessions/s), pages ${(((cpuSeconds(pages) - cpu) / seconds) * 100).toFixed(0)} % of a core`,
  );
  console.log(
    `  memory of the pages: ${mb(memory)} MB before, ${mb(mean(memories.slice(0, quarter)))} MB in the first quarter of the time, ` +
      `${mb(mean(memories.slice(-quarter)))} MB in the last, ${mb(Math.max(...memories))} MB at most; ` +
      `another request waited p50 ${percentile(waits, 0.5).toFixed(0)}, p95 ${percentile(waits, 0.95).toFixed(0)}, most ${Math.max(...waits).toFixed(0)} ms`,
  );
}

/** `npm run bench -- export`: a million sessions, each with its cost, exported by two people at once, in each format. */
export async function main(): Promise<void> {
  console.log(machine());
  const world = await openWorld(100);
  try {
    const store = await openStore(world.databaseUrl, { secret: Buffer.alloc(32), log: createLog("bench", "error") });
    await store.people.add({ ...owner, name: "Sample Owner", role: "owner", installationIds: [installationId] });
    await fill(store, world);
    await store.close();
    // The pages learn of the person by the store's notice.
    await sleep(1_000);
    const cookie = await signIn(world.pagesUrl, owner);
    await prices(world, cookie);
    for (const path of ["/api/sessions?limit=100", "/api/sessions/total", "/api/sessions?limit=100&sort=energy"]) {
      const waits: number[] = [];
      for (let n = 0; n < 20; n += 1) {
        const asked = performance.now();
        await (await fetch(`${world.pagesUrl}${path}`, { headers: { cookie } })).text();
        waits.push(performance.now() - asked);
      }
      console.log(
        `${path} of ${count} sessions: p50 ${percentile(waits, 0.5).toFixed(0)}, p95 ${percentile(waits, 0.95).toFixed(0)} ms`,
      );
    }
    for (const format of ["csv", "csv-de", "xlsx"]) await both(world, cookie, format);
  } finally {
    await world.end();
  }
}
