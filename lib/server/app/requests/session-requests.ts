import type { Topology } from "../../../domain/topology";
import type { Cost } from "../../../prices/cost";
import type { ListedSession } from "../../../store/sessions/session-list";
import type { Store } from "../../../store/store";
import type { StoreAccess } from "../../base/store-access";
import { sessionCosts } from "../../prices/session-costs";

/** What is asked of sessions, straight from the store. Refused (`storeUnavailable`) without it. */
export interface SessionRequests extends Pick<Store["sessions"], "list" | "total" | "get" | "signedRecord"> {
  /** What they cost, by id; those of which it is not known are left out. */
  costs(sessions: readonly Pick<ListedSession, "id" | "installationId">[]): Promise<Map<string, Cost>>;
}

export const sessionRequests = ({ readOrRefuse }: StoreAccess, topology: () => Topology): SessionRequests => ({
  list: (page) => readOrRefuse(({ sessions }) => sessions.list(page)),
  total: (filter) => readOrRefuse(({ sessions }) => sessions.total(filter)),
  get: (id, visible) => readOrRefuse(({ sessions }) => sessions.get(id, visible)),
  signedRecord: (id, visible) => readOrRefuse(({ sessions }) => sessions.signedRecord(id, visible)),
  costs: (asked) =>
    readOrRefuse(async ({ sessions, prices }) => {
      const places = new Map(asked.map(({ id, installationId }) => [id, installationId]));
      const quarters = await sessions.quarters([...places.keys()]);
      const costed = quarters.map((one) => ({ ...one, installationId: places.get(one.id) ?? null }));
      const zones = new Map(topology().installations.map(({ id, timeZone }) => [id, timeZone]));
      return sessionCosts({ prices, timeZoneOf: (id) => zones.get(id) ?? null }, costed);
    }),
});
