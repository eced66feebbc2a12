import type { InstallationId } from "../../../domain/ids";
import type { Topology } from "../../../domain/topology";
import type { Protocols } from "../../../protocol/registry";
import type { Store } from "../../../store/store";
import type { StoreAccess } from "../../base/store-access";
import { toldOfPersons } from "../../history/told-of-persons";
import { chargersAt } from "../../usage/energy";

/** What is asked of the names of tags, and entered of them. Refused (`storeUnavailable`) without the store. */
export interface TagRequests extends Omit<Store["tags"], "erase"> {
  /** Erases who holds a tag: how many sessions had it. Null: nothing is known of such a tag there. `by.at`: ms. */
  erase(id: InstallationId, tag: string, by: { name: string; at: number }): Promise<{ sessions: number } | null>;
}

interface Known {
  topology(): Topology;
  protocols: Protocols;
}

export const tagRequests = (
  { readOrRefuse, callOrRefuse }: StoreAccess,
  { topology, protocols }: Known,
): TagRequests => ({
  names: (id) => readOrRefuse(({ tags }) => tags.names(id)),
  nameless: (id, from, limit) => readOrRefuse(({ tags }) => tags.nameless(id, from, limit)),
  put: (id, name, by) => callOrRefuse(({ tags }) => tags.put(id, name, by)),
  remove: (id, tag) => callOrRefuse(({ tags }) => tags.remove(id, tag)),
  erase: (installationId, tag, by) =>
    callOrRefuse(({ tags }) =>
      tags.erase({
        installationId,
        tag,
        deviceIds: chargersAt(topology(), installationId, null),
        personal: (deviceId) => toldOfPersons(protocols.of(deviceId)),
        by: by.name,
        at: by.at,
      }),
    ),
});
