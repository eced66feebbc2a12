import type { Observation } from "../../domain/charger/observation";
import type { Command } from "../../domain/command/command";
import type { HistoryRow } from "../../domain/history/row";
import type { DeviceId } from "../../domain/ids";
import type { Change } from "../../fleet/state/event";
import type { DueDay } from "../../store/history/sessions-due";
import type { HistoryBatch } from "../../store/history/write";
import type { Store } from "../../store/store";
import type { ObservationBatch } from "../../store/tables/observation-store";
import type { Log } from "../base/log";
import { isStoreUnavailable } from "../base/store-link";
import { type SpoolPlace, WaitingHistory } from "./waiting-history";
import { createWaitingPrices } from "./waiting-prices";

/** Writes to the store what is to outlive this process: commands at once, newest observations and what is derived in batches. */
export interface Keeper {
  take(change: Change): void;
  /** Writes all that waits. What cannot be written now waits on, newest values only. */
  save(): Promise<void>;
  /** To be called each second: writes what waits, less often where that takes long. */
  tick(now: number): Promise<void>;
  /**
   * Writes what the journal held of a time when this instance was the one that writes, though another is now; what is derived
   * is the other's, who has heard more since.
   */
  drain(): Promise<void>;
  /** Rows of history for which there was no room. */
  dropped(): number;
  /** Quarter-hours of published prices that could not be kept. */
  droppedPrices(): number;
  close(): void;
}

export interface KeeperSurroundings {
  /** Null while the database is not there. */
  store(): Store | null;
  /** Whether this instance writes what chargers say; another one does otherwise. */
  mine(): boolean;
  /** When a charger was last heard, ms; 0: never, or it has no place in the store. */
  heardAt(id: DeviceId): number;
  /** Since when, without a break, and until when it has been known what is so now, whole microseconds; null: it is not. */
  watched(): HistoryBatch["watched"];
  /** Where history waits that has no room in memory. */
  spool: SpoolPlace | null;
  /** Whether what a charger tells by this number tells of a person. */
  isPersonal(deviceId: DeviceId, kind: number): boolean;
  /** Of which days sessions are to be reckoned anew, by what is to be written. */
  dueOf(...rows: readonly HistoryRow[][]): DueDay[];
  /** What is derived of a charger's messages, as JSON; null: it has no place in the store. */
  derived(id: DeviceId): unknown;
  /** What is acknowledged and not written yet. `applied`: all up to it has come to `take`. */
  journal: { readonly id: string; applied(): number; cut(upTo: number): void } | null;
  /** Hands what has changed to `take`. */
  flush(): void;
  log: Log;
}

/** Where nothing else is to be written, it is written so often that the dashboard was there, whole microseconds. */
const watchedEveryUs = 10_000_000;

/**
 * Writing may take this share of the time. Done less often it is less work: of last values and derived state only the newest are written.
 * History is not written before them: of what was in doubt, a process that reads the journal anew may make something else.
 */
const mostShare = 1 / 5;
const tickMs = 1_000;
const longestMs = 10_000;

/** Of one charger. */
function historyOf({ history }: ObservationBatch, id: DeviceId): HistoryBatch {
  const only = <T extends { deviceId: DeviceId }>(rows: readonly T[] = []) =>
    rows.filter(({ deviceId }) => deviceId === id);
  return { rows: only(history?.rows), personal: only(history?.personal), due: only(history?.due), watched: null };
}

const first = (commands: ReadonlyMap<string, Command>): Command | null => commands.values().next().value ?? null;

export function createKeeper(world: KeeperSurroundings): Keeper {
  const { log, journal } = world;
  const commands = new Map<string, Command>();
  let observations = new Map<DeviceId, Map<number, Observation>>();
  const history = new WaitingHistory(world.spool);
  const prices = createWaitingPrices(log);
  let heard = new Set<DeviceId>();
  let derived = new Set<DeviceId>();
  let savedSequence = 0;
  let savedWatchedTo = 0;
  let savingCommands = false;
  let savingObservations = false;
  let nextAt = 0;

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
    const open = world.store();
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

  /** All that is to be written now, as it is now: what is derived, observations and journal belong together. */
  function batchNow(rows: readonly HistoryRow[], watched: HistoryBatch["watched"]): ObservationBatch {
    const sequence = journal?.applied() ?? 0;
    return {
      observations,
      history: { ...parted(rows), watched },
      heardAt: new Map([...heard].map((id) => [id, world.heardAt(id)] as const).filter(([, at]) => at > 0)),
      derived: new Map(
        [...derived].map((id) => [id, world.derived(id)] as const).filter(([, state]) => state !== null),
      ),
      journal: journal === null ? null : { name: journal.id, sequence },
    };
  }

  async function saveObservations(isDraining = false): Promise<void> {
    const open = world.store();
    if (open === null || savingObservations) return;
    if (!isDraining && !world.mine()) {
      // Who writes has it too.
      history.clear();
      prices.clear();
      return;
    }
    world.flush();
    const isNothing =
      observations.size === 0 && heard.size === 0 && derived.size === 0 && history.size === 0 && prices.isEmpty();
    const watched = world.watched();
    const isWatchedLater = watched !== null && watched.to - savedWatchedTo >= watchedEveryUs;
    if (isNothing && !isWatchedLater && (journal?.applied() ?? 0) <= savedSequence) return;
    savingObservations = true;
    // After an outage there is more than fits into one transaction: all of it is written before the journal is cut.
    const isMuch = history.isMuch;
    const rows = isMuch ? [] : history.takeAll();
    const batch = batchNow(rows, watched);
    const before = { observations, heard, derived };
    observations = new Map();
    heard = new Set();
    derived = new Set();
    try {
      // Before the journal is cut, which holds them as well.
      await prices.write(open);
      if (isMuch) await writeWaiting(open);
      await write(open, isDraining ? { ...batch, derived: new Map() } : batch);
      savedWatchedTo = watched?.to ?? savedWatchedTo;
      if (batch.journal === null) return;
      savedSequence = batch.journal.sequence;
      journal?.cut(savedSequence);
    } catch (error) {
      if (!isStoreUnavailable(error)) throw error;
      const newer = observations;
      observations = before.observations;
      takeObservations(newer);
      history.putBack(rows);
      for (const id of before.heard) heard.add(id);
      for (const id of before.derived) derived.add(id);
    } finally {
      savingObservations = false;
    }
  }

  /**
   * Piece by piece all that waits now: what comes meanwhile is not waited for, as there is always more. A piece that is written twice,
   * after a kill, is there once, but for what was in doubt and is placed otherwise then.
   */
  async function writeWaiting(open: Store): Promise<void> {
    const nothingElse = { observations: new Map(), heardAt: new Map(), derived: new Map(), journal: null };
    for (let left = history.size; left > 0; ) {
      const rows = history.take();
      left -= rows.length;
      try {
        await write(open, { ...nothingElse, history: { ...parted(rows), watched: null } });
      } catch (error) {
        history.putBack(rows);
        throw error;
      }
    }
  }

  /** What tells of persons is kept apart, and what sessions follow from makes its days due. */
  function parted(rows: readonly HistoryRow[]): Omit<HistoryBatch, "watched"> {
    const parts = { rows: [] as HistoryRow[], personal: [] as HistoryRow[] };
    for (const row of rows) parts[world.isPersonal(row.deviceId, row.kind) ? "personal" : "rows"].push(row);
    return { ...parts, due: world.dueOf(parts.rows, parts.personal) };
  }

  /** One charger whose words the database will never take must not keep those of all others out. */
  async function write(open: Store, batch: ObservationBatch): Promise<void> {
    try {
      await open.observations.save(batch);
    } catch (error) {
      if (isStoreUnavailable(error)) throw error;
      log.error({ err: error, chargers: batch.observations.size }, "observations are written one charger at a time");
      const told = [batch.history?.rows ?? [], batch.history?.personal ?? []].flat().map(({ deviceId }) => deviceId);
      for (const id of new Set([...batch.observations.keys(), ...batch.derived.keys(), ...told]))
        await writeOne(open, batch, id);
      const { history: _, ...others } = batch;
      await open.observations.save({ ...others, observations: new Map(), derived: new Map() });
    }
  }

  async function writeOne(open: Store, batch: ObservationBatch, id: DeviceId): Promise<void> {
    const only = <T>(of: ReadonlyMap<DeviceId, T>) => new Map([...of].filter(([deviceId]) => deviceId === id));
    try {
      await open.observations.save({
        observations: only(batch.observations),
        derived: only(batch.derived),
        history: historyOf(batch, id),
        heardAt: new Map(),
        journal: null,
      });
    } catch (error) {
      if (isStoreUnavailable(error)) throw error;
      log.error({ err: error, charger: id }, "a charger's observations could not be kept");
    }
  }

  return {
    take(change) {
      takeObservations(change.observations);
      history.add(change.history);
      prices.add(change.prices);
      for (const id of change.chargers) heard.add(id);
      for (const id of change.derived) derived.add(id);
      if (change.commands.size === 0) return;
      for (const [id, command] of change.commands) {
        commands.set(id, command);
        derived.add(command.deviceId);
      }
      void saveCommands();
    },
    async save() {
      await Promise.all([saveCommands(), saveObservations()]);
    },
    async tick(now) {
      if (now < nextAt || savingObservations) return saveCommands();
      const before = performance.now();
      await Promise.all([saveCommands(), saveObservations()]);
      const tookMs = performance.now() - before;
      if (tookMs > tickMs * mostShare) nextAt = now + Math.min(tookMs / mostShare, longestMs);
    },
    drain: () => saveObservations(true),
    dropped: () => history.dropped,
    droppedPrices: prices.dropped,
    close: () => history.close(),
  };
}
