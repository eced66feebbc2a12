import type { ChargerMomentAnswer, InstallationMoment } from "../../../contract/moment";
import type { DeviceId, InstallationId } from "../../../domain/ids";
import type { Topology } from "../../../domain/topology";
import type { Span } from "../../../history/steps";
import type { Protocols } from "../../../protocol/registry";
import type { Store } from "../../../store/store";
import type { StoreAccess } from "../../base/store-access";
import { chargerMoment, installationMoment, type Place } from "../../history/moment";
import { nothingTold, type ToldUntil, toldUntil } from "../../history/moment-told";

/** What is asked of a moment (ms), from the store. Refused (`storeUnavailable`) without it. */
export interface MomentRequests {
  charger(deviceId: DeviceId, at: number): Promise<ChargerMomentAnswer>;
  /** Null: there is no such installation. */
  installation(id: InstallationId, at: number): Promise<InstallationMoment | null>;
}

/** What the live fleet knows that moments are told by. */
interface Known {
  topology(): Topology;
  protocols: Protocols;
  /** The largest current that is entered, A; 0: none. */
  ratedA(deviceId: DeviceId): number;
  /** Since when it has been known what is so now, and now, ms; null: it is not. */
  watching(): Span | null;
}

/** So many chargers are read at a time: others want the database too. */
const atOnce = 4;

export function momentRequests({ readOrRefuse }: StoreAccess, known: Known): MomentRequests {
  const { topology, protocols, ratedA } = known;
  async function told(store: Store, deviceId: DeviceId, at: number): Promise<ToldUntil> {
    const query = {
      deviceId,
      dialect: protocols.of(deviceId),
      ratedA: ratedA(deviceId),
      at,
      watching: known.watching(),
    };
    return (await store.history.read(deviceId, (reader) => toldUntil(reader, query))) ?? nothingTold;
  }
  return {
    charger: (deviceId, at) =>
      readOrRefuse(async (store) => {
        const { chargers, circuits, installations } = topology();
        const place: Place = chargers.find((one) => one.deviceId === deviceId) ?? {
          deviceId,
          name: deviceId,
          circuitId: null,
          rotation: "RST",
        };
        const circuit = circuits.find(({ id }) => id === place.circuitId);
        const network = installations.find(({ id }) => id === circuit?.installationId)?.networkType ?? null;
        const found = await told(store, deviceId, at);
        return { at, isWatched: found.isWatched, charger: chargerMoment(place, network, found) };
      }),
    installation: (id, at) =>
      readOrRefuse(async (store) => {
        const { chargers, circuits, installations } = topology();
        const installation = installations.find((one) => one.id === id);
        if (installation === undefined) return null;
        const own = circuits.filter(({ installationId }) => installationId === id);
        const places = chargers.filter(({ circuitId }) => own.some((circuit) => circuit.id === circuitId));
        const all: { place: Place; told: ToldUntil }[] = [];
        for (let first = 0; first < places.length; first += atOnce) {
          const some = places.slice(first, first + atOnce);
          all.push(
            ...(await Promise.all(some.map(async (place) => ({ place, told: await told(store, place.deviceId, at) })))),
          );
        }
        return installationMoment(installation, own, at, all);
      }),
  };
}
