import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { mostOfOnePerson } from "../lib/stream/broadcast/broadcaster";
import { signIn } from "../lib/truth/api";
import { startLoad } from "./latency-load";
import { emails, installationId, openWorld, person } from "./latency-world";
import { machine } from "./machine";
import { childWith, cpuSeconds, residentBytes } from "./process-usage";

const readers = 500;
const chargers = 100;
const messagesPerSecond = 25;
const people = Math.ceil(readers / mostOfOnePerson);
const warmUpMs = 5_000;
const spanMs = 20_000;

const countsShape = z.object({ open: z.number(), frames: z.number(), bytes: z.number() });
type Counts = z.infer<typeof countsShape>;

interface Usage {
  /** Share of one core. */
  cpu: number;
  residentBytes: number;
}

const run = (script: string, args: readonly (string | number)[]) =>
  fork(join(import.meta.dirname, script), args.map(String), { execArgv: ["--import", "tsx"] });

async function countsOf(child: ChildProcess): Promise<Counts> {
  const told = once(child, "message");
  child.send("counts");
  return countsShape.parse((await told)[0]);
}

/** What a process uses while nothing but time passes here. */
async function usage(pid: number): Promise<Usage> {
  await sleep(warmUpMs);
  const [cpuBefore, at] = [cpuSeconds(pid), performance.now()];
  await sleep(spanMs);
  const spentS = (performance.now() - at) / 1_000;
  return { cpu: (cpuSeconds(pid) - cpuBefore) / spentS, residentBytes: residentBytes(pid) };
}

interface Measured {
  without: Usage;
  with: Usage;
  framesPerSecond: number;
  bytesPerFrame: number;
}

/** A server without readers, then with them. */
async function measure(pid: number, url: string, cookies: readonly string[]): Promise<Measured> {
  const without = await usage(pid);
  const child = run("stream-readers.ts", [url, readers, ...cookies]);
  try {
    while ((await countsOf(child)).open < readers) await sleep(100);
    await sleep(warmUpMs);
    const before = await countsOf(child);
    const at = performance.now();
    const withThem = await usage(pid);
    const after = await countsOf(child);
    if (after.open !== readers) throw new Error(`${readers - after.open} readers were lost.`);
    const seconds = (performance.now() - at) / 1_000;
    const frames = (after.frames - before.frames) / readers;
    const bytesPerFrame = (after.bytes - before.bytes) / (after.frames - before.frames);
    return { without, with: withThem, framesPerSecond: frames / seconds, bytesPerFrame };
  } finally {
    child.kill();
  }
}

async function measureProduct(): Promise<Measured> {
  const world = await openWorld(chargers, people);
  try {
    const load = await startLoad(world.broker, chargers, messagesPerSecond);
    const cookies: string[] = [];
    for (const email of emails(people)) cookies.push(await signIn(world.pagesUrl, { ...person, email }));
    const url = `${world.pagesUrl}/api/stream?scope=installation:${installationId}`;
    const measured = await measure(childWith("next-server"), url, cookies);
    load.stop();
    return measured;
  } finally {
    await world.end();
  }
}

async function measureBare({ bytesPerFrame, framesPerSecond }: Measured): Promise<Measured> {
  const server = run("stream-bare.ts", [Math.round(bytesPerFrame), framesPerSecond]);
  try {
    const [told] = await once(server, "message");
    const { port } = z.object({ port: z.number() }).parse(told);
    return await measure(server.pid ?? 0, `http://127.0.0.1:${port}/`, []);
  } finally {
    server.kill();
  }
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;

function line(name: string, { without, with: withThem, framesPerSecond, bytesPerFrame }: Measured): string {
  const each = (withThem.residentBytes - without.residentBytes) / readers / 1_000;
  return [
    name.padEnd(16),
    `${percent(without.cpu)} -> ${percent(withThem.cpu)} of a core`,
    `${megabytes(without.residentBytes)} -> ${megabytes(withThem.residentBytes)} (${each.toFixed(0)} KB a reader)`,
    `${framesPerSecond.toFixed(1)} frames/s of ${(bytesPerFrame / 1_000).toFixed(1)} KB to each`,
  ].join("   ");
}

/** `npm run bench -- stream`: the built product's event stream against a bare `node:http` one that sends as many bytes as often. */
export async function main(): Promise<void> {
  console.log(machine());
  console.log(
    `${readers} readers of a list of ${chargers} chargers, ${messagesPerSecond} messages/s; without readers -> with`,
  );
  const product = await measureProduct();
  console.log(line("product", product));
  const bare = await measureBare(product);
  console.log(line("bare node:http", bare));
  const cost = ({ without, with: withThem }: Measured) => withThem.cpu - without.cpu;
  console.log(`the readers' CPU: ${(cost(product) / cost(bare)).toFixed(2)} of bare`);
}
