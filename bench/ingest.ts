import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import { startMosquitto } from "../lib/broker/test-mosquitto";
import { machine } from "./machine";

const chargers = 1000;
const warmUpMs = 2_000;
const measureMs = 4_000;
const users = { dashboard: "bench-dashboard", publisher: "bench-publisher" };

type Mode = "noop" | "bare" | "own";

interface Figure {
  perSecond: number;
  cpuUs: number;
}

interface Broker {
  url: string;
  port: number;
  ca: string;
}

const mark = z.object({ count: z.number(), cpuUs: z.number(), at: z.number() });
const progress = z.object({ count: z.number() });

function start(file: string, argument: unknown): ChildProcess {
  const path = fileURLToPath(new URL(file, import.meta.url));
  return fork(path, [JSON.stringify(argument)], { execArgv: ["--import", "tsx"] });
}

/** The next message of a child that has the shape; rejects when the child ends first. */
function until<T>(child: ChildProcess, schema: z.ZodType<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const take = (message: unknown) => {
      const parsed = schema.safeParse(message);
      if (!parsed.success) return;
      child.off("message", take);
      resolve(parsed.data);
    };
    child.on("message", take);
    child.once("exit", (code) => reject(new Error(`a bench process ended with ${code}`)));
  });
}

async function markOf(subscriber: ChildProcess) {
  subscriber.send("mark");
  return until(subscriber, mark);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function measure(mode: Mode, size: number, qos: 0 | 1, broker: Broker): Promise<Figure> {
  const subscriber = start("./ingest-subscriber.ts", [mode, broker.url, broker.ca, users.dashboard, chargers, qos]);
  await until(subscriber, z.object({ ready: z.literal(true) }));
  const publisher = start("./ingest-publisher.ts", [broker.port, broker.ca, users.publisher, chargers, size, qos]);
  subscriber.on("message", (message) => {
    const told = progress.safeParse(message);
    if (told.success && publisher.connected) publisher.send(told.data.count);
  });
  await pause(warmUpMs);
  const before = await markOf(subscriber);
  await pause(measureMs);
  const after = await markOf(subscriber);
  const gone = [publisher, subscriber].map((child) => once(child, "exit"));
  publisher.kill("SIGKILL");
  subscriber.kill("SIGKILL");
  await Promise.all(gone);
  const messages = after.count - before.count;
  return { perSecond: (messages / (after.at - before.at)) * 1000, cpuUs: (after.cpuUs - before.cpuUs) / messages };
}

const median = (figures: readonly number[]) => [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0;

/** Without and with acknowledgements: only what is acknowledged is kept in the journal. */
const ways = [
  { size: 1, qos: 0 },
  { size: 10, qos: 0 },
  { size: 1, qos: 1 },
  { size: 10, qos: 1 },
] as const;

/**
 * Messages per second from the broker's door to the fleet, against a bare subscriber and one that does nothing, on the same
 * Mosquitto over TLS, in turns. The publisher is never more than a window ahead, so that it waits for the subscriber.
 */
export async function main(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { rounds: { type: "string", default: "5" }, qos: { type: "string" } },
  });
  const rounds = Number(values.rounds);
  console.log(machine());
  const broker = await startMosquitto({ users, settings: ["max_queued_messages 0", "max_inflight_messages 0"] });
  try {
    for (const { size, qos } of ways.filter(({ qos }) => values.qos === undefined || qos === Number(values.qos))) {
      const figures: Record<Mode, Figure[]> = { noop: [], bare: [], own: [] };
      for (let round = 0; round < rounds; round++) {
        for (const mode of ["noop", "bare", "own"] as const) figures[mode].push(await measure(mode, size, qos, broker));
      }
      report(size, qos, figures);
    }
  } finally {
    await broker.remove();
  }
}

/** Medians say how it went; the best round of each says what it takes when nothing else uses the machine. */
function report(size: number, qos: 0 | 1, figures: Record<Mode, Figure[]>): void {
  const what = size === 1 ? "single observations" : `collections of ${size}`;
  console.log(`\n${what}${qos === 1 ? ", acknowledged (QoS 1), own with its journal" : ""}`);
  const rates = (mode: Mode) => figures[mode].map(({ perSecond }) => perSecond);
  const costs = (mode: Mode) => figures[mode].map(({ cpuUs }) => cpuUs);
  for (const mode of ["noop", "bare", "own"] as const) {
    const rate = `${median(rates(mode)).toFixed(0)} messages/s (best ${Math.max(...rates(mode)).toFixed(0)})`;
    const cost = `${median(costs(mode)).toFixed(2)} us CPU each (best ${Math.min(...costs(mode)).toFixed(2)})`;
    console.log(`  ${mode.padEnd(6)}${rate.padEnd(36)}${cost}`);
  }
  const byRate = median(rates("own")) / median(rates("bare"));
  const byBest = Math.max(...rates("own")) / Math.max(...rates("bare"));
  const byCpu = median(costs("bare")) / median(costs("own"));
  const byBestCpu = Math.min(...costs("bare")) / Math.min(...costs("own"));
  console.log(
    `  own of bare, target ${qos === 1 ? "0.6" : "0.7"}: ${byRate.toFixed(2)} by rate (best ${byBest.toFixed(2)}),`,
  );
  console.log(`  ${byCpu.toFixed(2)} by CPU per message (best ${byBestCpu.toFixed(2)})`);
}
