import { type LegIndex, lineAmps } from "../domain/electrical/phase";
import type { NetworkType, Triple } from "../domain/topology";
import { BrokenBytes, ByteReader, ByteWriter } from "./bytes";
import type { Span, Step } from "./steps";

/** A charger in a sum: what is known of its currents, A, each with the leg of the installation that it loads. */
export interface LoadPart {
  currents: readonly { leg: LegIndex; steps: readonly Step[] }[];
}

/** What the lines of an installation carried within a stretch of time. */
export interface LineLoad extends Span {
  /** For how long the current of any charger was known, and of all of them, ms. */
  knownMs: number;
  wholeMs: number;
  /** A, by line: the mean over the time in which any was known, and the most. Where not all are known it was this at least. */
  mean: Triple<number>;
  max: Triple<number>;
}

interface Change {
  at: number;
  leg: LegIndex;
  ampere: number;
  known: 1 | -1;
}

/**
 * Sums chargers by line, un-rotated, at every instant at which one of them changes, in stretches between `borders` (ms, ascending). On IT
 * as vectors with power factor 1 (`lineAmps`). A stretch in which nothing is known is left out.
 */
export function lineLoads(network: NetworkType, parts: readonly LoadPart[], borders: readonly number[]): LineLoad[] {
  const expected = parts.reduce((sum, { currents }) => sum + currents.length, 0);
  const changes = changesOf(parts);
  const legs: [number, number, number] = [0, 0, 0];
  let known = 0;
  let next = 0;
  const loads: LineLoad[] = [];
  for (let index = 0; index + 1 < borders.length; index += 1) {
    const load = emptyLoad(borders[index] ?? 0, borders[index + 1] ?? 0);
    for (let at = load.from; at < load.to; ) {
      for (let change = changes[next]; change !== undefined && change.at <= at; change = changes[next]) {
        legs[change.leg] += change.ampere;
        known += change.known;
        next += 1;
      }
      const until = Math.min(load.to, changes[next]?.at ?? load.to);
      if (known > 0) carry(load, lineAmps(network, legs), until - at, known === expected);
      at = until;
    }
    if (load.knownMs > 0) loads.push({ ...load, mean: each(load.mean, (sum) => sum / load.knownMs) });
  }
  return loads;
}

const emptyLoad = (from: number, to: number): LineLoad => ({
  from,
  to,
  knownMs: 0,
  wholeMs: 0,
  mean: [0, 0, 0],
  max: [0, 0, 0],
});

const each = ([a, b, c]: Triple<number>, of: (value: number) => number): Triple<number> => [of(a), of(b), of(c)];

/** The mean is a sum until the stretch is over. */
function carry(load: LineLoad, amps: Triple<number>, ms: number, isWhole: boolean): void {
  load.knownMs += ms;
  if (isWhole) load.wholeMs += ms;
  load.mean = [load.mean[0] + amps[0] * ms, load.mean[1] + amps[1] * ms, load.mean[2] + amps[2] * ms];
  load.max = [Math.max(load.max[0], amps[0]), Math.max(load.max[1], amps[1]), Math.max(load.max[2], amps[2])];
}

function changesOf(parts: readonly LoadPart[]): Change[] {
  const changes: Change[] = [];
  for (const { currents } of parts)
    for (const { leg, steps } of currents)
      for (const { from, to, mean } of steps) {
        changes.push({ at: from, leg, ampere: mean, known: 1 });
        changes.push({ at: to, leg, ampere: -mean, known: -1 });
      }
  return changes.sort((a, b) => a.at - b.at);
}

const centi = (ampere: number) => Math.round(ampere * 100);

/** Packs loads of the hour that begins at `hourAt` (ms): seconds and hundredths of an ampere. */
export function packLoads(loads: readonly LineLoad[], hourAt: number): Buffer {
  const to = new ByteWriter();
  to.whole(loads.length);
  for (const { from, to: end, knownMs, wholeMs, mean, max } of loads) {
    to.whole(Math.round((from - hourAt) / 1_000));
    to.whole(Math.round((end - from) / 1_000));
    to.whole(Math.round(knownMs / 1_000));
    to.whole(Math.round(wholeMs / 1_000));
    for (const value of [...mean, ...max]) to.signed(centi(value));
  }
  return to.bytes();
}

const mostLoads = 60;

/** @throws BrokenBytes */
export function unpackLoads(bytes: Buffer, hourAt: number): LineLoad[] {
  const from = new ByteReader(bytes);
  const count = from.whole();
  if (count > mostLoads) throw new BrokenBytes();
  return Array.from({ length: count }, () => {
    const begin = hourAt + from.whole() * 1_000;
    const end = begin + from.whole() * 1_000;
    const [knownMs, wholeMs] = [from.whole() * 1_000, from.whole() * 1_000];
    const lines = (): Triple<number> => [from.signed() / 100, from.signed() / 100, from.signed() / 100];
    return { from: begin, to: end, knownMs, wholeMs, mean: lines(), max: lines() };
  });
}
