import type { DeviceId } from "../domain/ids";
import { pick, randomFrom, uniform } from "../domain/random";
import { giveCommand } from "./api";
import type { Book } from "./book/book";
import type { PartName, Product } from "./product";

export interface Pressure {
  seed: number;
  /** How many kills at most, mean time between them, ms, and of what; null: nothing is killed. */
  kills: { everyMs: number; parts: readonly PartName[]; most?: number } | null;
  /** Mean time between commands, ms; null: none are given. */
  commandsEveryMs: number | null;
}

const commandKinds = ["stop", "start", "stop", "start", "restart", "upgradeFirmware"] as const;
/** Kills one part after another, each when all are up again. */
export function killer(product: Product, { kills, seed }: Pressure, say: (line: string) => void) {
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
export function commander(product: Product, books: readonly Book[], cookies: readonly string[], options: Pressure) {
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
