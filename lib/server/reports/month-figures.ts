import { micros } from "../../domain/history/row";
import type { CircuitId, InstallationId } from "../../domain/ids";
import type { Topology } from "../../domain/topology";
import type { PriceModel } from "../../prices/model";
import { figuresOf, type ReportedPlace } from "../../reports/month-figures";
import { addSession, emptyMonth, type MonthSums } from "../../reports/month-sums";
import type { MonthFigures } from "../../reports/types";
import type { Store } from "../../store/store";
import { pricerOf } from "../prices/pricer-of";
import { chargersAt } from "../usage/energy";

export type ReportStores = Pick<Store, "sessions" | "prices" | "history" | "reports" | "tags">;

/** A month of an installation. Instants: ms. */
export interface MonthOf {
  installationId: InstallationId;
  timeZone: string;
  /** `2026-11` */
  month: string;
  from: number;
  to: number;
}

async function sumsOf({ sessions }: ReportStores, { installationId, from, to }: MonthOf): Promise<MonthSums> {
  const sums = emptyMonth();
  for await (const session of sessions.ofTime(installationId, micros(from), micros(to)))
    addSession(sums, { from, to }, session);
  return sums;
}

/** The places of an installation now. @param percentOf how far each could be heard in the month */
export function placesIn(
  topology: Topology,
  id: InstallationId,
  percentOf: ReadonlyMap<string, number | null>,
): ReportedPlace[] {
  const { circuits, chargers } = topology;
  const here = new Set(chargersAt(topology, id, null));
  const circuitName = new Map<CircuitId, string>(circuits.map((one) => [one.id, one.name]));
  return chargers
    .filter(({ deviceId }) => here.has(deviceId))
    .map(({ deviceId, name, circuitId }) => ({
      deviceId,
      name,
      circuit: circuitId === null ? null : (circuitName.get(circuitId) ?? null),
      respondedPercent: percentOf.get(deviceId) ?? null,
    }));
}

/** What a month comes to by a model of prices, without corrections. People are named by their tags. */
export async function monthFigures(
  store: ReportStores,
  of: MonthOf,
  model: PriceModel,
  more: { places: readonly ReportedPlace[]; watchedMs: number; asOf?: number },
): Promise<MonthFigures<string>> {
  const [sums, priceAt] = await Promise.all([
    sumsOf(store, of),
    pricerOf(store.prices, model, { ...of, asOf: more.asOf }),
  ]);
  return figuresOf({ month: of.month, sums, places: more.places, model, priceAt, watchedMs: more.watchedMs });
}
