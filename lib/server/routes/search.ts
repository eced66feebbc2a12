import type { SearchAnswer, SearchHit } from "../../contract/api";
import type { Person } from "../../domain/access/person";
import { parseChargerId } from "../../domain/charger-id";
import type { DeviceId } from "../../domain/ids";
import { plain, rankOf, worst } from "../../domain/search-rank";
import { sees } from "../../stream/broadcast/audience";
import type { Live } from "../app/live-types";

const mostHits = 50;

/** What a charger is called: its id, and what it calls itself where that is written otherwise. */
const calledOf = (deviceId: DeviceId) => [deviceId, parseChargerId(deviceId)?.identity ?? deviceId];

/**
 * Chargers whose id, name, circuit or installation has every word of `asked`, among those that the person may see.
 * First those that are called just so (by name, id, or what they call themselves), then those called so at their beginning.
 */
export function search(live: Pick<Live, "topology" | "fleetReader">, person: Person, asked: string): SearchAnswer {
  const { installations, circuits, chargers } = live.topology();
  const words = plain(asked).split(/\s+/);
  const installationOf = new Map(installations.map((one) => [one.id, one]));
  const circuitOf = new Map(circuits.map((one) => [one.id, one]));
  const maySee = sees(person);
  const unassigned = live.fleetReader
    .unassignedIds()
    .map((deviceId) => ({ deviceId, circuitId: null, name: deviceId }));
  const found = [...chargers, ...unassigned].flatMap((charger) => {
    const circuit = charger.circuitId === null ? undefined : circuitOf.get(charger.circuitId);
    const installation = circuit && installationOf.get(circuit.installationId);
    if (!maySee(installation?.id ?? null)) return [];
    const text = plain(
      [...calledOf(charger.deviceId), charger.name, circuit?.name, installation?.name, installation?.id].join(" "),
    );
    const rank = rankOf(plain(asked), [charger.name, ...calledOf(charger.deviceId)]) ?? worst;
    return words.every((word) => text.includes(word)) ? [{ charger, circuit, installation, rank }] : [];
  });
  found.sort((a, b) => a.rank - b.rank);
  const hits = found.slice(0, mostHits).flatMap(({ charger, circuit, installation }): SearchHit[] => {
    const view = live.fleetReader.charger(charger.deviceId);
    if (view === null) return [];
    return [
      {
        deviceId: charger.deviceId,
        name: view.name,
        installation: installation ? { id: installation.id, name: installation.name } : null,
        circuit: circuit ? { id: circuit.id, name: circuit.name } : null,
        presence: view.presence.word,
        state: view.state.word,
        old: view.old !== null,
      },
    ];
  });
  return { hits, more: found.length > mostHits };
}
