import { between, type Random, randomFrom, uniform } from "../../domain/random";
import { openLink } from "../fleet/link";

/** A building beside the chargers: what everything else in it draws, as its meter tells. */
export interface HouseSpec {
  clientId: string;
  topic: string;
  /** What is always on and what comes and goes at most, A per line. */
  baseA: number;
  swingA: number;
}

export interface HouseOptions {
  url: string;
  username: string;
  password: string;
  ca?: string | undefined;
  spec: HouseSpec;
  seed?: number;
  now?: () => number;
  everyMs?: number;
}

const hourMs = 3_600_000;

/** More by day than by night, UTC: 0 to 1. */
const dayShare = (now: number) => 0.5 - 0.5 * Math.cos(((now % (24 * hourMs)) / (24 * hourMs)) * 2 * Math.PI);

/** Amperes on L1, L2, L3 at `now` (ms): the day's course, a slow wave per line, and a little noise. */
export function houseCurrent({ baseA, swingA }: HouseSpec, random: Random, now: number): [number, number, number] {
  const line = (n: number) => {
    const wave = 0.5 + 0.5 * Math.sin((now / hourMs) * 3 + n * 2.1);
    const amps = baseA + swingA * (0.7 * dayShare(now) + 0.3 * wave) + between(random, -0.4, 0.4);
    return Math.max(0, Math.round(amps * 10) / 10);
  };
  return [line(0), line(1), line(2)];
}

/** The bytes of a reading; meters differ in how they write numbers. */
export function houseSays(currentA: readonly number[], random: Random, now: number): string {
  const asText = uniform(random) < 0.1;
  return JSON.stringify({ at: new Date(now).toISOString(), currentA: asText ? currentA.map(String) : currentA });
}

const againMs = 5_000;

/** Starts a meter that says its reading every few seconds, and comes back when its connection is lost. */
export function startHouse(options: HouseOptions): { stop(): Promise<void> } {
  const { url, username, password, ca, spec, seed = 1, now = Date.now, everyMs = 5_000 } = options;
  const random = randomFrom(`house/${seed}/${spec.topic}`);
  let ended = false;
  let again: NodeJS.Timeout | undefined;
  let saying: NodeJS.Timeout | undefined;
  let link: ReturnType<typeof openLink> | null = null;
  let gone: () => void = () => undefined;

  const say = () => link?.publish(spec.topic, houseSays(houseCurrent(spec, random, now()), random, now()), 0);
  const open = () => {
    link = openLink(
      { url, clientId: spec.clientId, username, password, ca, subscriptions: [] },
      {
        up() {
          say();
          saying = setInterval(say, everyMs);
        },
        down() {
          clearInterval(saying);
          link = null;
          gone();
          if (!ended) again = setTimeout(open, againMs);
        },
        message: () => undefined,
      },
    );
  };
  open();

  return {
    async stop() {
      ended = true;
      clearTimeout(again);
      clearInterval(saying);
      const leaving = link;
      if (leaving === null) return;
      await new Promise<void>((resolve) => {
        gone = resolve;
        leaving.end();
      });
    },
  };
}
