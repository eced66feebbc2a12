/** A seeded stream of numbers (mulberry32). Its whole state is one number, so that the same seed gives the same run. */
export interface Random {
  state: number;
}

/** FNV-1a over the text: different chargers of one seed get unrelated streams. */
export function randomFrom(seed: string): Random {
  let hash = 0x811c9dc5;
  for (let i = 0; i < seed.length; i++) hash = Math.imul(hash ^ seed.charCodeAt(i), 0x01000193);
  return { state: hash >>> 0 };
}

/** The next number in [0, 1). */
export function uniform(random: Random): number {
  random.state = (random.state + 0x6d2b79f5) >>> 0;
  let t = random.state;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

/** The same stream as a function. */
export function numbersFrom(seed: number): () => number {
  const random: Random = { state: seed };
  return () => uniform(random);
}

export function between(random: Random, low: number, high: number): number {
  return low + uniform(random) * (high - low);
}

export function integer(random: Random, below: number): number {
  return Math.floor(uniform(random) * below);
}

/** One of the list, which must not be empty. */
export function pick<T>(random: Random, list: readonly [T, ...T[]]): T {
  return list[integer(random, list.length)] ?? list[0];
}

/** Time to the next event of a Poisson process with this mean distance. */
export function exponential(random: Random, mean: number): number {
  return -Math.log(1 - uniform(random)) * mean;
}
