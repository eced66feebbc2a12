import type { DeviceId } from "../domain/ids";
import { pick, randomFrom, uniform } from "../simulator/random";
import { commandsOf, giveCommand, signIn } from "./api";
import type { Book } from "./book";
import { type Cast, type CastOptions, closeCast, openCast, sampleTopology, tickCast } from "./cast";
import { type Finding, Tally } from "./finding";
import { judgeCommand } from "./judge-commands";
import { openProduct, type PartName, type Product } from "./product";
import { openWatch, type Watch } from "./watch";

export interface RunOptions extends CastOptions {
  chargers: number;
  durationMs: number;
  /** How many kills at most, mean time between them, ms, and of what; null: nothing is killed. */
  kills: { everyMs: number; parts: readonly PartName[]; most?: number } | null;
  /** Mean time between commands, ms; null: none are given. */
  commandsEveryMs: number | null;
  lookEveryMs?: number;
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
  /** What the product says of itself at the end (`/api/health`). */
  health: unknown;
}

const commandKinds = ["stop", "start", "stop", "start", "restart", "upgradeFirmware"] as const;
/** How long nothing happens at the end, so that what was said last is judged, ms. */
const quietMs = 8_000;
const stepMs = 50;

/** Kills one part after another, each when all are up again. */
function killer(product: Product, { kills, seed }: RunOptions, say: (line: string) => void) {
  const random = randomFrom(`kills/${seed}`);
  let running: Promise<void> | null = null;
  let killAt = kills ? Date.now() + kills.everyMs * (0.6 + 0.8 * uniform(random)) : Number.POSITIVE_INFINITY;
  let count = 0;
  return {
    count: () => count,
    idle: () => running ?? Promise.resolve(),
    tick(now: number) {
      if (!kills || running !== null || now < killAt || count >= (kills.most ?? Number.POSITIVE_INFINITY)) return;
      const part = pick(random, kills.parts as [PartName, ...PartName[]]);
      count += 1;
      say(`kill -9 ${part}`);
      running = product.kill(part).finally(() => {
        running = null;
        killAt = Date.now() + kills.everyMs * (0.6 + 0.8 * uniform(random));
      });
    },
  };
}

/** Gives random commands to random chargers, as people press buttons. */
function commander(product: Product, books: readonly Book[], cookies: readonly string[], options: RunOptions) {
  const random = randomFrom(`commands/${options.seed}`);
  const given: { deviceId: DeviceId; id: string }[] = [];
  const everyMs = options.commandsEveryMs ?? 0;
  let at = options.commandsEveryMs === null ? Number.POSITIVE_INFINITY : Date.now() + 5_000;
  return {
    given,
    tick(now: number) {
      if (now < at) return;
      at = now + everyMs * (0.5 + uniform(random));
      const { deviceId } = pick(random, books as [Book, ...Book[]]);
      const cookie = pick(random, cookies as [string, ...string[]]);
      void giveCommand(product.url, cookie, deviceId, pick(random, commandKinds)).then((id) => {
        if (typeof id === "string") given.push({ deviceId, id });
      });
    },
  };
}

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
    const findings: Finding[] = mine.map(({ id }) => {
      const about = { of: deviceId, field: `listed ${id}`, at: now };
      const command = listed.find((one) => one.id === id);
      if (command === undefined)
        return { ...about, verdict: "false", lie: "commandMissing", detail: `${id} is not in its list` };
      return { ...about, ...judgeCommand(book, command, now) };
    });
    world.watch.add(findings);
  }
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
    for (let now = Date.now(); now < until; now = Date.now()) {
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
    const messages = [...cast.books.values()].flatMap((book) => book.messages);
    return {
      tally,
      kills: kills.count(),
      commands: commands.given.length,
      frames: watch.frames(),
      acknowledged: messages.filter(({ acknowledgedAt }) => acknowledgedAt !== null).length,
      health: product.health(),
    };
  } finally {
    await closeCast(cast);
    await product.end();
  }
}
