import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { DeviceId } from "../lib/domain/ids";
import { pick, randomFrom, uniform } from "../lib/domain/random";
import { commandsOf, giveCommand, signIn } from "../lib/truth/api";
import { type Cast, closeCast, openCast, sampleTopology, tickCast } from "../lib/truth/cast";
import { type Finding, type Lie, Tally } from "../lib/truth/judge/finding";
import { judgeCommand } from "../lib/truth/judge/judge-commands";
import { openProduct, type Product } from "../lib/truth/product";
import { openWatch, type Watch } from "../lib/truth/watch";
import { buildPages } from "./build-pages";
import { calmMs, type Fault, faults } from "./endure-faults";
import { tellLies } from "./lies";
import { machine } from "./machine";
import { residentBytes } from "./process-usage";
import { mountSmallDisk } from "./small-disk";

const usage = `npm run bench -- endure [--minutes 30] [--chargers 30] [--seed 1] [--only "full disk"] [--clocks] [--loud]`;

const diskMb = 500;
const commandsOfEach = 40;
const warmUpMs = 30_000;
const settledMs = 5_000;
const recoverWithinMs = 180_000;
/** The longest that a command may take to end: a restart's proof is awaited for 5 min. */
const endsWithinMs = 6 * 60_000;
const stepMs = 50;
const lookMs = 500;
const kinds = ["stop", "start", "stop", "start", "restart"] as const;

interface Given {
  deviceId: DeviceId;
  id: string;
}

/** What one kind of fault did. */
interface Row {
  fault: string;
  strikes: number;
  given: Given[];
  refused: number;
  slowestMs: number;
  /** What was false on the pages, from 5 s after a recovery to the next strike. */
  wrong: Finding[];
}

interface Stage {
  product: Product;
  cast: Cast;
  watch: Watch;
  tally: Tally;
  cookies: readonly string[];
  say(line: string): void;
}

const isOfCommand = ({ field }: Finding) => field.startsWith("command") || field.startsWith("listed");

/** One kind of fault, again and again, with commands given all the while. */
async function suffer(stage: Stage, fault: Fault, untilAt: number, seed: number): Promise<Row> {
  const { product, cast, tally, say } = stage;
  const random = randomFrom(`endure/${seed}/${fault.name}`);
  const row: Row = { fault: fault.name, strikes: 0, given: [], refused: 0, slowestMs: 0, wrong: [] };
  const everyMs = (untilAt - Date.now()) / commandsOfEach / 1.5;
  let striking = true;
  const commanding = (async () => {
    while (striking || (row.given.length < commandsOfEach && Date.now() < untilAt + 60_000)) {
      const deviceId = pick(random, [...cast.books.keys()] as [DeviceId, ...DeviceId[]]);
      const cookie = pick(random, stage.cookies as [string, ...string[]]);
      if (row.given.length < commandsOfEach) {
        const id = await giveCommand(product.url, cookie, deviceId, pick(random, kinds));
        if (typeof id === "string") row.given.push({ deviceId, id });
        else row.refused += 1;
      }
      await sleep(everyMs * (0.5 + uniform(random)));
    }
  })();
  while (Date.now() < untilAt) {
    say(`${fault.name}`);
    row.strikes += 1;
    await fault.strike(product, random);
    const liftedAt = Date.now();
    await sleep(1_000);
    await product.up(recoverWithinMs);
    const recoveredAt = Date.now();
    row.slowestMs = Math.max(row.slowestMs, recoveredAt - liftedAt);
    say(`recovered in ${((recoveredAt - liftedAt) / 1_000).toFixed(1)} s`);
    await sleep(settledMs + calmMs(random));
    const wrong = tally.lies.filter((lie) => lie.until >= recoveredAt + settledMs && !isOfCommand(lie));
    row.wrong.push(...wrong.filter((lie) => !row.wrong.includes(lie)));
  }
  striking = false;
  await commanding;
  return row;
}

/** What became of the commands: all of them must stand in their chargers' lists, ended, once, and in time. */
async function judgeGiven(stage: Stage, given: readonly Given[]): Promise<(Lie | null)[]> {
  const { product, cast, cookies } = stage;
  const of = (deviceId: DeviceId) => commandsOf(product.url, cookies[0] ?? "", deviceId);
  const lists = new Map<DeviceId, Awaited<ReturnType<typeof of>>>();
  for (const { deviceId } of given) if (!lists.has(deviceId)) lists.set(deviceId, await of(deviceId));
  return given.map(({ deviceId, id }) => {
    const command = lists.get(deviceId)?.find((one) => one.id === id);
    const book = cast.books.get(deviceId);
    if (!command || !book) return "commandMissing";
    const open = !command.course.some(({ stage: at }) => ["rejected", "effective", "noEffect", "expired"].includes(at));
    return open ? "commandWithoutEnd" : (judgeCommand(book, command, Date.now()).lie ?? null);
  });
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;

async function memory(product: Product): Promise<string> {
  const [pages, gateway] = [await product.pid("pages"), await product.pid("gateway")];
  return `pages ${megabytes(residentBytes(pages))}, gateway ${megabytes(residentBytes(gateway))}`;
}

function tell(rows: readonly Row[], ends: readonly (readonly (Lie | null)[])[]): number {
  const count = (row: number, ...lies: Lie[]) =>
    ends[row]?.filter((end) => end !== null && lies.includes(end)).length ?? 0;
  console.log(
    "| fault | times | slowest back | commands, refused | doubled | late | without an end | missing | false end | wrong after 5 s |",
  );
  console.log("|---|---|---|---|---|---|---|---|---|---|");
  let bad = 0;
  for (const [index, row] of rows.entries()) {
    const figures = [
      count(index, "commandTwice"),
      count(index, "commandLate"),
      count(index, "commandWithoutEnd"),
      count(index, "commandMissing"),
      count(index, "falseEffective", "falseExpired", "falseNoEffect", "falseRejected"),
      row.wrong.length,
    ];
    bad += figures.reduce((sum, figure) => sum + figure, 0);
    const back = `${(row.slowestMs / 1_000).toFixed(1)} s`;
    console.log(`| ${[row.fault, row.strikes, back, `${row.given.length}, ${row.refused}`, ...figures].join(" | ")} |`);
  }
  return bad;
}

/** `npm run bench -- endure`: one kind of fault after another, with commands in each; what came of them, and of the pages. */
export async function main(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      minutes: { type: "string", default: "30" },
      chargers: { type: "string", default: "30" },
      seed: { type: "string", default: "1" },
      only: { type: "string" },
      clocks: { type: "boolean", default: false },
      loud: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  console.log(machine());
  buildPages();
  const say = values.loud
    ? (line: string) => console.log(new Date().toISOString().slice(11, 23), line)
    : () => undefined;
  const seed = Number(values.seed);
  const disk = mountSmallDisk(diskMb);
  if (!disk) console.log("No disk can be mounted here (it takes root): none will be full.");
  const topology = sampleTopology(Number(values.chargers));
  const product = await openProduct({ topology, people: 13, ...(disk ? { dataDir: join(disk.dir, "data") } : {}) });
  const tally = new Tally();
  const early: Finding[] = [];
  let take = (findings: readonly Finding[]): void => void early.push(...findings);
  const fate = { calmMs: 30_000, clocks: values.clocks };
  const cast = await openCast(product, topology, { seed, fate, say }, (finding) => take([finding]));
  let passing: NodeJS.Timeout | null = null;
  try {
    const cookies: string[] = [];
    for (const person of product.people) cookies.push(await signIn(product.url, person));
    const watch = openWatch(product, cookies[0] ?? "", cast.books, tally, say);
    take = watch.add;
    take(early);
    let lookAt = 0;
    passing = setInterval(() => {
      const now = Date.now();
      tickCast(cast, now);
      if (now < lookAt) return;
      lookAt = now + lookMs;
      watch.look(now);
    }, stepMs);
    const stage: Stage = { product, cast, watch, tally, cookies: cookies.slice(1), say };
    await sleep(warmUpMs);
    const before = await memory(product);
    const all = faults(disk).filter(({ name }) => values.only === undefined || name === values.only);
    const eachMs = (Number(values.minutes) * 60_000) / all.length;
    const rows: Row[] = [];
    for (const fault of all) rows.push(await suffer(stage, fault, Date.now() + eachMs, seed));
    const given = rows.flatMap((row) => row.given);
    const until = Date.now() + endsWithinMs;
    while (Date.now() < until && (await judgeGiven(stage, given)).includes("commandWithoutEnd")) await sleep(10_000);
    const ends: (Lie | null)[][] = [];
    for (const row of rows) ends.push(await judgeGiven(stage, row.given));
    const bad = tell(rows, ends);
    console.log(`memory before: ${before}; after: ${await memory(product)}`);
    console.log(
      `${tally.comparisons} comparisons, ${tally.counts.false} false; at the end: ${JSON.stringify(product.health())}`,
    );
    tellLies(tally);
    watch.end();
    if (bad > 0) process.exitCode = 1;
  } finally {
    if (passing) clearInterval(passing);
    await closeCast(cast);
    await product.end();
    disk?.remove();
  }
}
