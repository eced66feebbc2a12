import { micros } from "../../domain/history/row";
import type { DeviceId } from "../../domain/ids";
import { protocols } from "../../protocol/registry";
import type { SessionFilter } from "../../store/sessions/session-filter";
import type { ListedSession, SessionPage } from "../../store/sessions/session-list";
import type { Store } from "../../store/store";
import { createLog } from "../base/log";
import { personalKinds } from "../history/personal-kinds";
import { dueFinder } from "./session-kinds";
import { createSessionReckoner } from "./session-reckoner";

const isPersonal = personalKinds(protocols);
const dueOf = dueFinder(protocols);

export interface Said {
  deviceId?: DeviceId;
  /** ms */
  at: number;
  /** When it came; not given: at once. */
  arrivedAt?: number;
  values: Readonly<Record<number, string | null>>;
}

/** Writes what chargers say as the keeper does: history, and in the same transaction of what sessions are due. */
export async function write(store: Store, said: readonly Said[]): Promise<void> {
  const rows = said.flatMap(({ deviceId = "ZAP000001", at, arrivedAt = at, values }) =>
    Object.entries(values).map(([id, raw]) => ({
      deviceId,
      kind: Number(id),
      epoch: 1,
      ownAt: micros(at),
      at: micros(at),
      raw,
      arrivedAt: micros(arrivedAt),
      gone: false,
    })),
  );
  const personal = rows.filter(({ deviceId, kind }) => isPersonal(deviceId, kind));
  const others = rows.filter((row) => !personal.includes(row));
  await store.observations.save({
    observations: new Map(),
    heardAt: new Map(),
    derived: new Map(),
    history: { rows: others, personal, due: dueOf(others, personal), watched: null },
    journal: null,
  });
}

/** Reckons all that is due at `now`, ms. */
export async function reckonAll(store: Store, now: number, more: { keepDays?: number } = {}): Promise<void> {
  const reckoner = () =>
    createSessionReckoner({
      store: () => store,
      mine: () => true,
      protocols,
      isPersonal,
      ratedA: () => 32,
      placeOf: () => ({ installationId: "north", circuitId: "north-a" }),
      keepDays: 730,
      log: createLog("test"),
      ...more,
    });
  const later = now + 360_000;
  while ((await store.sessions.dueChargers(micros(later), 1, [])).length > 0) await reckoner()(later);
}

const all: SessionFilter = {
  visible: null,
  from: 0,
  to: null,
  deviceId: null,
  circuitId: null,
  tag: null,
  name: null,
  group: null,
  problems: false,
  empty: true,
};

/** Those of a filter, the last begun first. */
export async function sessionsIn(
  store: Store,
  { filter, ...page }: Partial<Omit<SessionPage, "filter">> & { filter?: Partial<SessionFilter> } = {},
): Promise<ListedSession[]> {
  const found = await store.sessions.list({
    order: "begin",
    ascending: false,
    cursor: null,
    limit: 100_000,
    ...page,
    filter: { ...all, ...filter },
  });
  return found?.sessions ?? [];
}
