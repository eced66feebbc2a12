import type { Command } from "../domain/command";
import type { DeviceId } from "../domain/ids";
import type { Observation } from "../domain/observation";
import type { Change } from "../fleet/event";
import type { Store } from "../store/store";
import type { Log } from "./log";
import { isStoreUnavailable } from "./store-link";

/** Writes to the store what is to outlive this process: commands at once, newest observations in batches. */
export interface Keeper {
  take(change: Change): void;
  /** To be called each second. What cannot be written now waits, newest values only. */
  save(): Promise<void>;
}

const first = (commands: ReadonlyMap<string, Command>): Command | null => commands.values().next().value ?? null;

/**
 * @param store null while the database is not there
 * @param heardAt when a charger was last heard, ms; 0: never
 */
export function createKeeper(store: () => Store | null, heardAt: (id: DeviceId) => number, log: Log): Keeper {
  const commands = new Map<string, Command>();
  let observations = new Map<DeviceId, Map<number, Observation>>();
  let heard = new Set<DeviceId>();
  let savingCommands = false;
  let savingObservations = false;

  const takeObservations = (byCharger: ReadonlyMap<DeviceId, Map<number, Observation>>) => {
    for (const [deviceId, byId] of byCharger) {
      const known = observations.get(deviceId);
      if (known === undefined) observations.set(deviceId, new Map(byId));
      else for (const [id, observation] of byId) known.set(id, observation);
    }
  };

  /** Rejects while the database is not there; a command that it will never take is given up, with a word in the log. */
  async function saveCommand(open: Store, command: Command): Promise<void> {
    try {
      await open.commands.update(command);
    } catch (error) {
      if (isStoreUnavailable(error)) throw error;
      log.error({ err: error, command: command.id }, "a command's course could not be written");
    }
  }

  async function saveCommands(): Promise<void> {
    const open = store();
    if (open === null || savingCommands) return;
    savingCommands = true;
    try {
      // One that goes on while it is written is written again.
      for (let next = first(commands); next !== null; next = first(commands)) {
        await saveCommand(open, next);
        if (commands.get(next.id) === next) commands.delete(next.id);
      }
    } catch (error) {
      log.debug({ err: error, waiting: commands.size }, "commands wait for the database");
    } finally {
      savingCommands = false;
    }
  }

  async function saveObservations(): Promise<void> {
    const open = store();
    if (open === null || savingObservations || (observations.size === 0 && heard.size === 0)) return;
    savingObservations = true;
    const [batch, ids] = [observations, heard];
    observations = new Map();
    heard = new Set();
    const heardOf = new Map([...ids].map((id) => [id, heardAt(id)] as const).filter(([, at]) => at > 0));
    try {
      await open.observations.save({ observations: batch, heardAt: heardOf });
    } catch (error) {
      if (!isStoreUnavailable(error)) log.error({ err: error, chargers: batch.size }, "observations could not be kept");
      else {
        const newer = observations;
        observations = batch;
        takeObservations(newer);
        for (const id of ids) heard.add(id);
      }
    } finally {
      savingObservations = false;
    }
  }

  return {
    take(change) {
      takeObservations(change.observations);
      for (const id of change.chargers) heard.add(id);
      if (change.commands.size === 0) return;
      for (const [id, command] of change.commands) commands.set(id, command);
      void saveCommands();
    },
    async save() {
      await Promise.all([saveCommands(), saveObservations()]);
    },
  };
}
