import { between, exponential, integer, pick, type Random, randomFrom, uniform } from "../../domain/random";

/**
 * What can go wrong: connections that drop, messages sent twice, garbage between them, chargers that fall silent for a
 * while though connected, chargers that refuse what they are told.
 */
export const weatherKinds = ["drops", "dupes", "garbage", "silence", "refuse"] as const;
export type WeatherKind = (typeof weatherKinds)[number];

/** Mean real time between two of a kind, ms; shares of messages and methods. */
const rates = { dropMs: 180_000, silenceMs: 600_000, dupes: 0.05, garbage: 0.03, refuse: 0.15 };

export interface Weather {
  kinds: ReadonlySet<WeatherKind>;
  random: Random;
  dropAt: number;
  silenceAt: number;
}

export function newWeather(kinds: readonly WeatherKind[], seed: string, now: number): Weather {
  const random = randomFrom(`weather/${seed}`);
  return {
    kinds: new Set(kinds),
    random,
    dropAt: now + exponential(random, rates.dropMs),
    silenceAt: now + exponential(random, rates.silenceMs),
  };
}

/** What happens to the charger's connection now: `ms` is how long it stays away, or silent. */
export function strikes(w: Weather, now: number): { kind: "drop" | "silence"; ms: number } | null {
  if (w.kinds.has("drops") && now >= w.dropAt) {
    w.dropAt = now + exponential(w.random, rates.dropMs);
    return { kind: "drop", ms: between(w.random, 1000, 30_000) };
  }
  if (w.kinds.has("silence") && now >= w.silenceAt) {
    w.silenceAt = now + exponential(w.random, rates.silenceMs);
    return { kind: "silence", ms: between(w.random, 30_000, 900_000) };
  }
  return null;
}

export const repeats = (w: Weather): boolean => w.kinds.has("dupes") && uniform(w.random) < rates.dupes;
export const refuses = (w: Weather): boolean => w.kinds.has("refuse") && uniform(w.random) < rates.refuse;

/** Bytes to send besides the payload; null: none. */
export function garbage(w: Weather, payload: string): Uint8Array | null {
  if (!w.kinds.has("garbage") || uniform(w.random) >= rates.garbage) return null;
  return pick(w.random, kindsOfGarbage)(w.random, payload);
}

const text = (words: string) => Buffer.from(words, "utf8");
const one = (fields: object) => text(JSON.stringify({ ObservationId: 513, Type: 1, ...fields }));

const kindsOfGarbage: readonly [Maker, ...Maker[]] = [
  (random, payload) => text(payload.slice(0, integer(random, payload.length))),
  (random) => Buffer.from(Array.from({ length: 1 + integer(random, 200) }, () => integer(random, 256))),
  () => Buffer.from([0xff, 0xfe, 0x7b, 0x7d]),
  (random) => text(`${'{"Observations":['.repeat(20 + integer(random, 200))}`),
  () => text("[".repeat(5000) + "]".repeat(5000)),
  () => text('{"ObservedAt":"2026-01-01T00:00:00Z","Value":"1e999","ObservationId":513,"Type":1}'),
  () => one({ ObservedAt: "yesterday", Value: "7" }),
  () => one({ ObservedAt: "2999-01-01T00:00:00Z", Value: "7000" }),
  () => one({ ObservedAt: "2026-01-01T00:00:00Z", Value: { nested: true } }),
  () => one({ ObservedAt: "2026-01-01T00:00:00Z", Value: "7", ObservationId: "513; DROP" }),
  () => text('{"Type":99}'),
  () => text('"\\u0000\\u001b[31m"'),
  () => new Uint8Array(0),
];
type Maker = (random: Random, payload: string) => Uint8Array;
