import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "node:tls";
import pg from "pg";
import { z } from "zod";
import { createLog } from "../lib/server/base/log";
import { openStore } from "../lib/store/store";
import { signIn } from "../lib/truth/api";
import { installationName, openWorld, person, type World } from "./latency-world";
import { machine } from "./machine";
import { connectPacket, publishPacket } from "./packets";
import { deviceId } from "./payloads";
import { percentile } from "./percentile";
import { cpuSeconds, residentBytes } from "./process-usage";

const chargers = 2_000;
const chargersEach = 100;
const perSecond = Number(process.env.PHASEBOARD_BENCH_PER_SECOND ?? 10_000);
const minutes = Number(process.env.PHASEBOARD_BENCH_MINUTES ?? 20);
/** The hour is sealed ten minutes after its end, at the next look: by then it is under way. */
const endMinute = 13;
const lists = 5;
const probeEveryMs = 500;
const probed = deviceId(chargers);

const told = z.object({ observations: z.number(), isAcknowledged: z.boolean() });
const health = z.object({
  journal: z.object({ bytes: z.number(), dropped: z.number() }),
  messageLog: z.object({ dropped: z.number() }),
  history: z.object({ dropped: z.number() }),
});

async function ask(publisher: ChildProcess, words: "count" | "stop"): Promise<z.infer<typeof told>> {
  const answer = once(publisher, "message");
  publisher.send(words);
  return told.parse((await answer)[0]);
}

const healthOf = async ({ pagesUrl }: World) => health.parse(await (await fetch(`${pagesUrl}/api/health`)).json());

/** What a charger's page hears: how long after each of its own messages. */
interface Probe {
  latencies: { at: number; ms: number }[];
  /** Messages that were published and not heard. */
  missing(): number;
  stop(): void;
}

async function startProbe(world: World, cookie: string): Promise<Probe> {
  const { port, ca, users } = world.broker;
  const socket = connect({ port, host: "localhost", ca });
  await once(socket, "secureConnect");
  socket.write(connectPacket("bench-hour-probe", "publisher", users.publisher));
  await once(socket, "data");
  socket.resume();
  const open = new Map<string, number>();
  const latencies: Probe["latencies"] = [];
  const url = `${world.pagesUrl}/api/stream?scope=charger:${probed}`;
  get(url, { headers: { cookie, accept: "text/event-stream" } }, (response) => {
    response.on("data", (chunk: Buffer) => {
      const text = chunk.toString();
      const now = performance.now();
      for (const [value, at] of open) {
        if (!text.includes(value)) continue;
        latencies.push({ at: Date.now(), ms: now - at });
        // What came before it may have been overtaken.
        for (const [other, before] of open) if (before <= at) open.delete(other);
      }
    });
  });
  let turn = 0;
  const speaking = setInterval(() => {
    turn += 1;
    const value = `${7_000 + Math.floor(turn / 1_000)}.${String((turn % 1_000) + 1).padStart(4, "0")}`;
    const shown = String(Number(value));
    const body = { ObservedAt: new Date().toISOString(), Value: value, ObservationId: 513, Type: 1 };
    open.set(shown, performance.now());
    const topic = `devices/${probed}/messages/events/$.ct=application%2Fjson&$.ce=utf-8`;
    socket.write(publishPacket(topic, Buffer.from(JSON.stringify(body)), (turn % 60_000) + 1));
  }, probeEveryMs);
  return {
    latencies,
    missing: () => open.size,
    stop() {
      clearInterval(speaking);
      socket.destroy();
    },
  };
}

/** Readers of some installations' lists and of the sums of all, so that the live view has work. */
function startReaders(world: World, cookie: string): ChildProcess[] {
  const scopes = ["fleet", ...Array.from({ length: lists }, (_, n) => `installation:${installationName(n)}`)];
  return scopes.map((scope) =>
    fork(join(import.meta.dirname, "stream-readers.ts"), [`${world.pagesUrl}/api/stream?scope=${scope}`, "1", cookie], {
      execArgv: ["--import", "tsx"],
    }),
  );
}

/** CPU of all processes of this name, s: those that have ended too, by their parent. */
function cpuOfAll(name: string): number {
  let sum = 0;
  for (const pid of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      if (!stat.includes(`(${name}`)) continue;
      const fields = stat
        .slice(stat.lastIndexOf(")") + 2)
        .split(" ")
        .map(Number);
      const own = (fields[11] ?? 0) + (fields[12] ?? 0);
      const ended = (fields[13] ?? 0) + (fields[14] ?? 0);
      sum += (isNamed(fields[1] ?? 0, name) ? own : own + ended) / 100;
    } catch {
      // It has ended meanwhile.
    }
  }
  return sum;
}
const isNamed = (pid: number, name: string) => readFileSync(`/proc/${pid}/stat`, "utf8").includes(`(${name}`);

interface Sample {
  at: number;
  cpu: Record<string, number>;
  journalBytes: number;
  pagesMb: number;
  historyMb: number;
  healthMs: number;
  packedUntil: number;
}

async function sample(world: World, client: pg.Client, publisher: ChildProcess): Promise<Sample> {
  const { pages, history, broker } = world.pids();
  const before = performance.now();
  const { journal } = await healthOf(world);
  const healthMs = performance.now() - before;
  const { rows } = await client.query("select packed_until::float8 as packed from history_mark");
  return {
    at: Date.now(),
    cpu: {
      pages: cpuSeconds(pages),
      history: cpuSeconds(history),
      broker: cpuSeconds(broker),
      PostgreSQL: cpuOfAll("postgres"),
      publisher: cpuSeconds(publisher.pid ?? 0),
    },
    journalBytes: journal.bytes,
    pagesMb: residentBytes(pages) / 1e6,
    historyMb: residentBytes(history) / 1e6,
    healthMs,
    packedUntil: rows[0]?.packed ?? 0,
  };
}

function tell(name: string, samples: readonly Sample[], probe: Probe): void {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined || first === last) {
    console.log(`\n${name}: not seen`);
    return;
  }
  const seconds = (last.at - first.at) / 1_000;
  const shares = Object.keys(first.cpu).map((part) => {
    const share = ((last.cpu[part] ?? 0) - (first.cpu[part] ?? 0)) / seconds;
    return `${part} ${(share * 100).toFixed(0)} %`;
  });
  const within = probe.latencies.filter(({ at }) => at >= first.at && at <= last.at).map(({ ms }) => ms);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(within, share).toFixed(0));
  const most = (of: (one: Sample) => number) => Math.max(...samples.map(of));
  console.log(`\n${name}, ${seconds.toFixed(0)} s`);
  console.log(`  of a core: ${shares.join(", ")}`);
  console.log(
    `  message to frame: p50 ${p50}, p95 ${p95}, p99 ${p99}, most ${Math.max(...within).toFixed(0)} ms of ${within.length}`,
  );
  console.log(
    `  at most: health answered in ${most(({ healthMs }) => healthMs).toFixed(0)} ms, journal ${(most(({ journalBytes }) => journalBytes) / 1e6).toFixed(1)} MB, ` +
      `pages ${most(({ pagesMb }) => pagesMb).toFixed(0)} MB, history ${most(({ historyMb }) => historyMb).toFixed(0)} MB`,
  );
}

/** Minute by minute, so that what grows is told from what comes and goes. */
function tellMinutes({ latencies }: Probe): void {
  const from = latencies[0]?.at ?? 0;
  const minutes = new Map<number, number[]>();
  for (const { at, ms } of latencies) {
    const minute = Math.floor((at - from) / 60_000);
    minutes.set(minute, [...(minutes.get(minute) ?? []), ms]);
  }
  const each = [...minutes.values()].map((all) => `${percentile(all, 0.5).toFixed(0)}/${Math.max(...all).toFixed(0)}`);
  console.log(`\nmessage to frame by the minute, p50/most, ms: ${each.join(", ")}`);
}

/** How many observations of the publisher's chargers are kept, wherever they are by now. */
async function kept(world: World): Promise<number> {
  const log = createLog("bench", "error");
  const store = await openStore(world.databaseUrl, { secret: Buffer.alloc(32), log });
  let count = 0;
  for (let n = 0; n < chargers; n += 1)
    count +=
      (await store.history.read(deviceId(n), async (reader) => {
        const { points } = await reader.points({ from: 0, to: Number.MAX_SAFE_INTEGER }, null);
        return [...points].reduce((sum, [kind, list]) => (kind < 0 ? sum : sum + list.length), 0);
      })) ?? 0;
  await store.close();
  return count;
}

async function run(world: World): Promise<void> {
  const cookie = await signIn(world.pagesUrl, person);
  const client = new pg.Client({ connectionString: world.databaseUrl });
  // It ends with the world, also where that ends early.
  client.on("error", () => undefined);
  await client.connect();
  const publisher = fork(
    join(import.meta.dirname, "hour-publisher.ts"),
    [JSON.stringify([world.broker.port, world.broker.ca, world.broker.users.publisher, chargers, perSecond])],
    { execArgv: ["--import", "tsx"] },
  );
  await once(publisher, "message");
  const readers = startReaders(world, cookie);
  const probe = await startProbe(world, cookie);
  const startedAt = Date.now();
  const samples: Sample[] = [];
  while (Date.now() - startedAt < minutes * 60_000) {
    samples.push(await sample(world, client, publisher));
    await sleep(2_000);
  }
  await ask(publisher, "stop");
  probe.stop();
  let sent = await ask(publisher, "count");
  while (!sent.isAcknowledged) {
    await sleep(500);
    sent = await ask(publisher, "count");
  }
  const steady = samples.filter(({ at }) => at > startedAt + 40_000);
  const hourEnd = Math.ceil(startedAt / 3_600_000) * 3_600_000;
  const sealAt = hourEnd + 600_000;
  const isSealing = ({ at, packedUntil }: Sample) => at >= sealAt && packedUntil < hourEnd * 1_000;
  tell(
    "before the hour is sealed",
    steady.filter(({ at }) => at < sealAt),
    probe,
  );
  tell("while the hour is sealed", steady.filter(isSealing), probe);
  tell(
    "afterwards",
    steady.filter((one) => one.at >= sealAt && !isSealing(one)),
    probe,
  );

  tellMinutes(probe);

  // What came is told in place 30 s later at most.
  let count = -1;
  for (let before = -2; count !== sent.observations && count !== before; ) {
    await sleep(40_000);
    before = count;
    count = await kept(world);
    console.log(`  ${count} kept`);
  }
  const { journal, messageLog, history } = await healthOf(world);
  console.log(`\n${sent.observations} observations acknowledged, ${count} kept; probe: ${probe.missing()} not heard`);
  console.log(
    `dropped: ${journal.dropped} of the journal, ${history.dropped} of history, ${messageLog.dropped} of the message log`,
  );
  for (const reader of readers) reader.kill();
  publisher.disconnect();
  await client.end();
}

/**
 * `npm run bench -- hour`: so many observations a second for so long, across the end of an hour until that is sealed, with the live view
 * on; then all of them are looked for. It waits until it may begin.
 */
export async function main(): Promise<void> {
  console.log(machine());
  const world = await openWorld(chargers + 1, 1, { chargersEach, idOf: deviceId });
  try {
    const minute = new Date().getMinutes();
    const waitMs = ((endMinute - minutes - minute + 120) % 60) * 60_000;
    console.log(
      `${perSecond} observations/s of ${chargers} chargers for ${minutes} min; begins in ${waitMs / 60_000} min`,
    );
    if (process.env.PHASEBOARD_BENCH_NOW === undefined) await sleep(waitMs);
    await run(world);
  } finally {
    await world.end();
  }
}
