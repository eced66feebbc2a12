import { hourUs } from "../../domain/history/hours";
import { type HistoryRow, micros } from "../../domain/history/row";
import { randomFrom } from "../../domain/random";
import type { Topology } from "../../domain/topology";
import { type Grid, newGrid } from "../charger/grid";
import type { ChargerSpec } from "../charger/spec";
import { newCharger } from "../charger/state";
import { happeningsOf } from "./happenings";
import { PastCharger } from "./past-charger";
import { scenePast } from "./scene-past";
import { SiteLoad } from "./site-load";
import { mostKwhOf, type SiteKind, type Span, visitsOf } from "./visits";

export interface PastOptions {
  /** ms. Until then it is told what happened; then the simulator starts with these chargers' scenes. */
  span: Span;
  chargers: readonly ChargerSpec[];
  topology: Topology;
  kindOf: (installationId: string) => SiteKind;
  /** When the dashboard was away, ms. */
  outage: Span;
  /** Of the simulator that goes on from there. */
  seed: number;
}

/** What was told in one hour, or in the part of it that is within the time: in order. Instants: whole microseconds. */
export interface PastHour {
  from: number;
  to: number;
  rows: HistoryRow[];
}

/** Before its scene, or the simulator, begins a charger has had no car for so long, ms. */
const emptyMs = 20 * 60_000;
/** A meter that has counted less than this is new, kWh. */
const newKwh = 20;

/**
 * What chargers told in a stretch of the past, hour by hour, by the simulator's own step: cars come and go, connections are lost.
 * Deterministic: the same options give the same rows.
 */
export function* pastHours(options: PastOptions): Generator<PastHour> {
  const { from, to } = options.span;
  let rows: HistoryRow[] = [];
  const chargers = pastChargers(options, (row) => rows.push(row));
  for (let begin = micros(from); begin < micros(to); ) {
    const end = Math.min(micros(to), (Math.floor(begin / hourUs) + 1) * hourUs);
    passAll(chargers, end / 1_000);
    const told = rows.filter(({ at }) => at >= begin && at < end).sort((a, b) => a.at - b.at);
    rows = rows.filter(({ at }) => at >= end);
    yield { from: begin, to: end, rows: told };
    begin = end;
  }
}

/** As chargers share a grid and its current, the one to which something happens first is passed first. */
function passAll(chargers: readonly PastCharger[], end: number): void {
  for (;;) {
    let first: PastCharger | null = null;
    for (const charger of chargers) if (charger.nextAt < (first?.nextAt ?? end)) first = charger;
    if (first === null) return;
    first.pass(first.nextAt);
  }
}

function pastChargers(options: PastOptions, tell: (row: HistoryRow) => void): PastCharger[] {
  const site = new SiteLoad(options.topology);
  const grids = new Map<string, Grid>();
  return options.chargers.map((spec) => {
    const grid = grids.get(spec.gridId) ?? newGrid(spec.networkType, spec.mainFuseA, grids.size * 97);
    grids.set(spec.gridId, grid);
    return pastCharger(spec, grid, options, site, tell);
  });
}

function pastCharger(
  spec: ChargerSpec,
  grid: Grid,
  { span, topology, kindOf, outage, seed }: PastOptions,
  site: SiteLoad,
  tell: (row: HistoryRow) => void,
): PastCharger {
  const random = randomFrom(`past/${seed}/${spec.deviceId}`);
  const scene = scenePast(spec, span.to, seed);
  const registerThen = newCharger(spec, span.to, { seed }).registerKwh;
  const sceneKwh = "energyKwh" in spec.scene ? spec.scene.energyKwh : 0;
  const registerBefore = registerThen - sceneKwh;
  const visits = visitsOf(
    spec,
    { from: span.from, to: (scene?.plugAt ?? span.to) - emptyMs },
    {
      kind: kindOf(spec.gridId),
      timeZone: topology.installations.find(({ id }) => id === spec.gridId)?.timeZone ?? "UTC",
      mostKwh: registerBefore - newKwh,
    },
    random,
  );
  const state = newCharger({ ...spec, scene: { kind: "empty" } }, span.from, { seed: seed + 1, grid });
  // A meter never counts back.
  state.registerKwh = registerBefore - visits.reduce((sum, visit) => sum + mostKwhOf(visit), 0);
  const happenings = happeningsOf(spec, { span, outage, visits, scene }, random);
  return new PastCharger({ state, happenings, site, outage, tell });
}
