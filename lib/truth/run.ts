import type { DeviceId } from "../domain/ids";
import { commandsOf, signIn } from "./api";
import { type Cast, type CastOptions, closeCast, openCast, sampleTopology, tickCast } from "./cast";
import { type Finding, Tally } from "./judge/finding";
import { judgeListed } from "./judge/judge-commands";
import { type HistoryCount, judgeHistory } from "./judge/judge-history";
import { commander, killer, type Pressure } from "./pressure";
import { openProduct, type Product } from "./product";
import { openWatch, type Watch } from "./watch";

export interface RunOptions extends CastOptions, Pressure {
  chargers: number;
  durationMs: number;
  lookEveryMs?: number;
  /** Compares history with all books at the end. */
  history?: boolean;
  /** Called when everything stands, before the first blow. */
  ready?(world: World): void;
}

export interface World {
  product: Product;
  cast: Cast;
  watch: Watch;
  tally: Tally;
  /** Of support's sign-in. */
  cookie: string;
}

export interface RunResult {
  tally: Tally;
  kills: number;
  commands: number;
  frames: number;
  acknowledged: number;
  /** When this run itself could not go on for longer than `stallMs`, and for how long, ms: then the machine was too slow for any product. */
  stalls: readonly { at: number; ms: number }[];
  /** What is kept of what chargers said, at the end; null: it was not asked for. */
  history: HistoryCount | null;
  /** What the product says of itself at the end (`/api/health`). */
  health: unknown;
}

/** How long nothing happens at the end, so that what was said last is judged, ms. */
const quietMs = 8_000;
const stepMs = 50;
const stallMs = 400;

/** Every command that was accepted stands in its charger's list, whole. */
async function judgeLists(
  world: World,
  cookie: string,
  given: readonly { deviceId: DeviceId; id: string }[],
): Promise<void> {
  for (const [deviceId, book] of world.cast.books) {
    const mine = given.filter((one) => one.deviceId === deviceId);
    if (mine.length === 0) continue;
    const now = Date.now();
    const listed = await commandsOf(world.product.url, cookie, deviceId);
    const accepted = mine.map(({ id }) => id);
    world.watch.add(judgeListed(book, accepted, listed, now));
  }
}

/** How long history may wait for the place of what was said last, and be written, ms. */
const historyMs = 35_000;
/** A tag, a completed session: they tell of persons. */
const keptApart: ReadonlySet<number> = new Set([722, 723]);

async function judgeKept({ product, cast }: World): Promise<HistoryCount> {
  await new Promise((resolve) => setTimeout(resolve, historyMs));
  const store = await product.openStore();
  const all: HistoryCount = { words: 0, lost: [], double: [] };
  try {
    for (const [deviceId, book] of cast.books) {
      const read = await store.history.read(deviceId, (reader) => reader.points({ from: 0, to: 1e16 }, null));
      const { words, lost, double } = judgeHistory(book, read?.points ?? new Map(), (kind) => !keptApart.has(kind));
      all.words += words;
      all.lost.push(...lost);
      all.double.push(...double);
    }
  } finally {
    await store.close();
  }
  return all;
}

/**
 * One seed: the product's real parts, simulated chargers and what befalls them, and the judge, who looks at every charger that a
 * frame tells of and at everything a few times a second.
 */
export async function run(options: RunOptions): Promise<RunResult> {
  const { durationMs, lookEveryMs = 500, say = () => undefined } = options;
  const topology = sampleTopology(options.chargers);
  const product = await openProduct({ topology });
  const tally = new Tally();
  const early: Finding[] = [];
  let take = (findings: readonly Finding[]): void => {
    early.push(...findings);
  };
  const cast = await openCast(product, topology, options, (finding) => take([finding]));
  try {
    const cookies: string[] = [];
    for (const person of product.people) cookies.push(await signIn(product.url, person));
    const [support = "", ...owners] = cookies;
    const watch = openWatch(product, support, cast.books, tally, say);
    take = watch.add;
    take(early);
    const world: World = { product, cast, watch, tally, cookie: support };
    options.ready?.(world);
    const kills = killer(product, options, say);
    const commands = commander(product, [...cast.books.values()], owners, options);
    const until = Date.now() + durationMs;
    let lookAt = 0;
    const stalls: { at: number; ms: number }[] = [];
    for (let now = Date.now(), last = now; now < until; last = now, now = Date.now()) {
      if (now - last > stallMs) stalls.push({ at: now, ms: now - last });
      tickCast(cast, now);
      if (now >= lookAt) {
        lookAt = now + lookEveryMs;
        watch.look(now);
      }
      if (now < until - quietMs) {
        kills.tick(now);
        commands.tick(now);
      }
      await new Promise((resolve) => setTimeout(resolve, stepMs));
    }
    await kills.idle();
    await judgeLists(world, support, commands.given);
    watch.end();
    // Chargers fall silent: what waits for its place is written by then.
    await closeCast(cast);
    const history = options.history === true ? await judgeKept(world) : null;
    const messages = [...cast.books.values()].flatMap((book) => book.messages);
    return {
      tally,
      kills: kills.count(),
      commands: commands.given.length,
      frames: watch.frames(),
      acknowledged: messages.filter(({ acknowledgedAt }) => acknowledgedAt !== null).length,
      stalls,
      history,
      health: product.health(),
    };
  } finally {
    await closeCast(cast);
    await product.end();
  }
}
