import type { InstallationHistory } from "../../contract/history";
import { hourUs } from "../../domain/history/hours";
import type { InstallationId } from "../../domain/ids";
import { quarterMs } from "../../domain/time/quarters-of-day";
import type { Triple } from "../../domain/topology";
import { type LineLoad, unpackLoads } from "../../history/line-loads";
import { gapsOf, type Span } from "../../history/steps";
import type { LinesOfHour } from "../../store/history/lines-store";

const hourMs = hourUs / 1_000;

/** The range and bucket in full quarter-hours, with `points` buckets at most. */
export function quartersOf({ from, to }: Span, points: number): Span & { bucketMs: number } {
  const bucketMs = quarterMs * Math.max(1, Math.ceil((to - from) / points / quarterMs));
  const first = Math.floor(from / bucketMs) * bucketMs;
  return { from: first, to: first + Math.ceil((to - first) / bucketMs) * bucketMs, bucketMs };
}

/** What the lines carried, from hours that are summed up. An hour that cannot be read is a gap. */
export function installationHistory(
  installationId: InstallationId,
  { from, to, bucketMs }: Span & { bucketMs: number },
  hours: readonly LinesOfHour[],
): InstallationHistory {
  const loads = hours.flatMap(readable).filter((load) => load.from >= from && load.to <= to);
  const buckets = new Map<number, LineLoad[]>();
  for (const load of loads) {
    const at = from + Math.floor((load.from - from) / bucketMs) * bucketMs;
    const known = buckets.get(at);
    if (known === undefined) buckets.set(at, [load]);
    else known.push(load);
  }
  return {
    installationId,
    from,
    to,
    bucketMs,
    buckets: [...buckets].map(([at, of]) => ({ at, ...joined(of, bucketMs) })),
    gaps: gapsOf(loads, from, to).map((gap) => [gap.from, gap.to]),
  };
}

function readable({ hour, lines }: LinesOfHour): LineLoad[] {
  try {
    return unpackLoads(lines, hour * hourMs);
  } catch {
    // Broken, or of a newer version: nothing is known of it.
    return [];
  }
}

function joined(loads: readonly LineLoad[], bucketMs: number) {
  const knownMs = loads.reduce((sum, load) => sum + load.knownMs, 0);
  const wholeMs = loads.reduce((sum, load) => sum + load.wholeMs, 0);
  const lines = (of: (line: 0 | 1 | 2) => number): [number, number, number] => [of(0), of(1), of(2)];
  const of = (from: (load: LineLoad) => Triple<number>, line: 0 | 1 | 2) => loads.map((load) => from(load)[line]);
  return {
    mean: lines((line) => loads.reduce((sum, { mean, knownMs: ms }) => sum + mean[line] * ms, 0) / knownMs),
    max: lines((line) => Math.max(...of(({ max }) => max, line))),
    whole: Math.min(1, wholeMs / bucketMs),
  };
}
