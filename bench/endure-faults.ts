import { setTimeout as sleep } from "node:timers/promises";
import { between, pick, type Random } from "../lib/domain/random";
import type { PartName, Product } from "../lib/truth/product";
import type { SmallDisk } from "./small-disk";

/** A kind of fault: `strike` brings it, and ends when it has been lifted; the product may still be recovering then. */
export interface Fault {
  name: string;
  strike(product: Product, random: Random): Promise<void>;
}

/** How long a part hangs if nobody replaces it, ms; the disk stays full for as long as `fullMs`. */
const hangMs: Record<"pages" | "gateway", number> = { pages: 20_000, gateway: 40_000 };
const fullMs = 20_000;
const refillMs = 250;

async function hang(product: Product, part: "pages" | "gateway"): Promise<void> {
  const stopped = await product.signal(part, "SIGSTOP");
  const until = Date.now() + hangMs[part];
  while (Date.now() < until && (await product.pid(part)) === stopped) await sleep(200);
  // Whether it was replaced or not, the old process is not left as it is.
  if ((await product.pid(part)) === stopped) await product.signal(part, "SIGCONT");
}

const everyPart: readonly [PartName, ...PartName[]] = ["pages", "gateway", "history", "database"];

/** The kinds of faults; the full disk only where there is one that can be filled. */
export function faults(disk: SmallDisk | null): Fault[] {
  const full: Fault = {
    name: "full disk",
    async strike(_product) {
      const until = Date.now() + fullMs;
      while (Date.now() < until) {
        disk?.fill();
        await sleep(refillMs);
      }
      disk?.empty();
    },
  };
  return [
    {
      name: "kill -9",
      strike: async (product, random) => void (await product.signal(pick(random, everyPart), "SIGKILL")),
    },
    { name: "SIGSTOP", strike: (product, random) => hang(product, pick(random, ["pages", "gateway"])) },
    { name: "broker restarted", strike: async (product) => void (await product.signal("gateway", "SIGTERM")) },
    { name: "database restarted", strike: async (product) => void (await product.signal("database", "SIGINT")) },
    ...(disk ? [full] : []),
  ];
}

/** Time between a recovery and the next strike, ms. */
export const calmMs = (random: Random): number => between(random, 12_000, 25_000);
