import { holdOf } from "../../domain/charger/freshness";
import type { KnownKey } from "../../domain/charger/observation";
import { legsOf } from "../../domain/electrical/phase";
import { hourUs } from "../../domain/history/hours";
import { micros, ownKinds } from "../../domain/history/row";
import { quarterMs } from "../../domain/time/quarters-of-day";
import type { Charger, Installation, Topology } from "../../domain/topology";
import type { Point } from "../../history/block";
import { type LoadPart, lineLoads, packLoads } from "../../history/line-loads";
import { type Span, type Step, stepsOf } from "../../history/steps";
import type { Protocols } from "../../protocol/registry";
import type { HistoryReader } from "../../store/history/reader";
import type { Store } from "../../store/store";
import { onlineSpans } from "./online";
import { numberIn, readPoint } from "./read-value";

const hourMs = hourUs / 1_000;
/** So many hours are summed up at a time. */
const hoursAtOnce = 24;
const currents = ["current1A", "current2A", "current3A"] as const satisfies readonly KnownKey[];

interface Site {
  installation: Installation;
  chargers: readonly Charger[];
}

/**
 * Sums up what the lines of all installations carried, quarter-hour by quarter-hour, up to the last full one before `now` (ms), and anew
 * where something came late. Chargers are where they hang now.
 */
export async function sumLines(store: Store, protocols: Protocols, topology: Topology, now: number): Promise<void> {
  const { lines } = store.history;
  const due = await lines.due();
  if (due === null) return;
  const sites = sitesOf(topology);
  const until = Math.floor(now / quarterMs) * quarterMs;
  for (const site of sites)
    for (let from = due.from; from * hourMs < until; from += hoursAtOnce)
      await sumHours(store, protocols, site, {
        from: from * hourMs,
        to: Math.min(until, (from + hoursAtOnce) * hourMs),
      });
  await lines.done(due.packed);
  const stale = await lines.stale(due.from);
  for (const [site, hour] of staleHours(sites, stale))
    await sumHours(store, protocols, site, { from: hour * hourMs, to: (hour + 1) * hourMs });
  await lines.settled(stale);
}

function sitesOf({ installations, circuits, chargers }: Topology): Site[] {
  const installationOf = new Map(circuits.map((circuit) => [circuit.id, circuit.installationId]));
  return installations.map((installation) => ({
    installation,
    chargers: chargers.filter(({ circuitId }) => installationOf.get(circuitId ?? "") === installation.id),
  }));
}

function staleHours(sites: readonly Site[], stale: readonly { deviceId: string; hour: number }[]): [Site, number][] {
  return sites.flatMap((site) => {
    const own = new Set(site.chargers.map(({ deviceId }) => deviceId));
    const hours = new Set(stale.filter(({ deviceId }) => own.has(deviceId)).map(({ hour }) => hour));
    return [...hours].map((hour): [Site, number] => [site, hour]);
  });
}

async function sumHours(store: Store, protocols: Protocols, site: Site, span: Span): Promise<void> {
  const { id, networkType } = site.installation;
  const parts: LoadPart[] = [];
  for (const charger of site.chargers) {
    const part = await store.history.read(charger.deviceId, (reader) => partOf(reader, protocols, site, charger, span));
    if (part !== null) parts.push(part);
  }
  const borders = Array.from({ length: (span.to - span.from) / quarterMs + 1 }, (_, i) => span.from + i * quarterMs);
  const loads = lineLoads(networkType, parts, borders);
  const hours = new Map<number, typeof loads>();
  for (const load of loads) {
    const hour = Math.floor(load.from / hourMs);
    hours.set(hour, [...(hours.get(hour) ?? []), load]);
  }
  const rows = [...hours].map(([hour, of]) => ({ hour, lines: packLoads(of, hour * hourMs) }));
  if (rows.length > 0) await store.history.lines.put(id, rows);
}

async function partOf(
  reader: HistoryReader,
  protocols: Protocols,
  { installation }: Site,
  { deviceId, rotation, maxCurrentA }: Charger,
  span: Span,
): Promise<LoadPart> {
  const dialect = protocols.of(deviceId);
  const legs = legsOf(installation.networkType, rotation);
  const wired = currents.flatMap((key, terminal) => {
    const [leg, kind] = [legs[terminal] ?? null, dialect.idOf(key)];
    return leg === null || kind === undefined ? [] : [{ key, kind, leg }];
  });
  const stretch = { from: micros(span.from), to: micros(span.to) };
  const kinds = new Set([ownKinds.presence, ...wired.map(({ kind }) => kind)]);
  const held = await reader.heldAt(stretch.from, kinds);
  const { points } = await reader.points(stretch, kinds);
  const told = (kind: number): Point[] => [...(held.get(kind) ?? []), ...(points.get(kind) ?? [])];
  const online = onlineSpans(told(ownKinds.presence), span.to);
  const watched = await reader.watched(stretch);
  const stepsIn = (key: KnownKey, kind: number): Step[] => {
    const values = told(kind).map((point) => ({
      at: point.at / 1_000,
      value: numberIn(readPoint(dialect, deviceId, kind, point), maxCurrentA),
    }));
    return stepsOf(values, holdOf(key), online, span.to, watched)
      .filter(({ to }) => to > span.from)
      .map((step) => ({ ...step, from: Math.max(step.from, span.from) }));
  };
  return { currents: wired.map(({ key, kind, leg }) => ({ leg, steps: stepsIn(key, kind) })) };
}
