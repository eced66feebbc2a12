import { isDeepStrictEqual } from "node:util";
import type { InstallationId } from "../../domain/ids";
import { hasSameMembers, partOf, withPart } from "../../domain/installation-part";
import type { Topology } from "../../domain/topology";
import type { FleetEvent } from "../../fleet/state/event";
import type { Store } from "../../store/store";

/** What hangs where, as this process knows it. */
export interface TopologyMemory {
  now(): Topology;
  /** The next reading is of this installation too; null: of everything. */
  ask(id: InstallationId | null): void;
  /** Reads what was asked for since the last reading. One at a time; one that fails makes the next a reading of everything. */
  read(store: Store): Promise<void>;
}

export function createTopologyMemory(apply: (event: FleetEvent) => void): TopologyMemory {
  let topology: Topology = { installations: [], circuits: [], chargers: [] };
  let asked: Set<InstallationId> | "everything" = new Set();

  async function readEverything(store: Store): Promise<void> {
    const next = await store.topology.load();
    if (isDeepStrictEqual(next, topology)) return;
    topology = next;
    apply({ kind: "topology", topology });
  }

  /** False: it is not what is known with other settings, so that everything is to be read. */
  async function readOne(store: Store, id: InstallationId): Promise<boolean> {
    const part = await store.topology.loadInstallation(id);
    const known = partOf(topology, id);
    if (part === null || known === null || !hasSameMembers(part, known)) return false;
    if (isDeepStrictEqual(part, known)) return true;
    topology = withPart(topology, part);
    apply({ kind: "installationChanged", part });
    return true;
  }

  async function readAsked(store: Store, what: typeof asked): Promise<void> {
    if (what === "everything") return readEverything(store);
    for (const id of what) if (!(await readOne(store, id))) return readEverything(store);
  }

  return {
    now: () => topology,
    ask(id) {
      if (id === null) asked = "everything";
      else if (asked !== "everything") asked.add(id);
    },
    async read(store) {
      const what = asked;
      asked = new Set();
      try {
        await readAsked(store, what);
      } catch (error) {
        asked = "everything";
        throw error;
      }
    },
  };
}
