import { dayUs } from "../../domain/history/hours";
import { micros } from "../../domain/history/row";
import type { CircuitId, DeviceId, InstallationId } from "../../domain/ids";
import type { Protocols } from "../../protocol/registry";
import type { ReadDue } from "../../store/sessions/replace";
import type { Store } from "../../store/store";
import type { Log } from "../base/log";
import { isStoreUnavailable } from "../base/store-link";
import { toldOfPersons } from "../history/told-of-persons";
import { reckon } from "./reckon";

/** What tells neither of a begin nor of an end waits so long for more of it, ms. */
const gatherMs = 300_000;
/** So much is done at a time, ms and chargers. */
const workMs = 1_000;
const mostChargers = 50;
/** What took longer than a second has for this rests so many times as long: reckoning a session of weeks is no work for each minute. */
const restTimes = 20;
/** What could not be reckoned is tried again after, ms. */
const againMs = 300_000;
/** What was told of so many days is reckoned at once. */
const mostDays = 31;

export interface ReckonerSurroundings {
  /** Null: the database is not there. */
  store(): Pick<Store, "history" | "sessions" | "commands"> | null;
  /** Whether this instance is the one that writes. */
  mine(): boolean;
  protocols: Protocols;
  isPersonal(deviceId: DeviceId, kind: number): boolean;
  /** The largest current that is entered, A; 0: none. */
  ratedA(deviceId: DeviceId): number;
  placeOf(deviceId: DeviceId): { installationId: InstallationId | null; circuitId: CircuitId | null };
  /** For so many days all is kept that sessions follow from: what began before is not reckoned again. */
  keepDays: number;
  log: Log;
}

/**
 * Reckons charging sessions anew where something was told that they follow from. What it has not come to before the process ends, it does
 * after the next start.
 * To be called each second, once what it did before is done.
 */
export function createSessionReckoner(world: ReckonerSurroundings): (now: number) => Promise<void> {
  const { store, mine, keepDays, log } = world;
  const resting = new Map<DeviceId, number>();

  async function reckonCharger(
    open: Pick<Store, "history" | "sessions" | "commands">,
    deviceId: DeviceId,
    now: number,
  ) {
    const due = await open.sessions.dueOf(deviceId);
    const notBefore = micros(now) - keepDays * dayUs;
    const old = due.filter(({ to }) => to < notBefore);
    if (old.length > 0) await open.sessions.settle(deviceId, old);
    const some = together(due.slice(old.length));
    const [first] = some;
    if (first === undefined) return;
    const { isPersonal, ratedA, placeOf } = world;
    const dialect = world.protocols.of(deviceId);
    const found = await reckon(
      open,
      {
        deviceId,
        dialect,
        isPersonal,
        ratedA: ratedA(deviceId),
        now,
      },
      { from: Math.max(first.from, notBefore), to: Math.max(...some.map(({ to }) => to)) },
    );
    if (found === null) return open.sessions.settle(deviceId, some);
    const { stretch, ...rest } = found;
    const { from, to } = stretch;
    await open.sessions.replace({
      deviceId,
      due: some,
      from,
      to,
      notBefore,
      personal: toldOfPersons(dialect),
      ...placeOf(deviceId),
      ...rest,
    });
  }

  async function reckonDue(open: Pick<Store, "history" | "sessions" | "commands">, now: number): Promise<void> {
    const endAt = performance.now() + workMs;
    for (const [id, at] of resting) if (at <= now) resting.delete(id);
    const due = await open.sessions.dueChargers(micros(now - gatherMs), mostChargers, [...resting.keys()]);
    for (const deviceId of due) {
      const beganAt = performance.now();
      if (beganAt > endAt) return;
      try {
        await reckonCharger(open, deviceId, now);
        const tookMs = performance.now() - beganAt;
        if (tookMs > workMs) resting.set(deviceId, now + tookMs * restTimes);
      } catch (error) {
        if (isStoreUnavailable(error)) return;
        resting.set(deviceId, now + againMs);
        log.error({ err: error, charger: deviceId }, "a charger's sessions could not be reckoned; it is tried again");
      }
    }
  }

  return async (now) => {
    const open = store();
    if (open === null || !mine()) return;
    try {
      await reckonDue(open, now);
    } catch (error) {
      if (!isStoreUnavailable(error)) log.error({ err: error }, "what sessions are due could not be read");
    }
  };
}

/** The first days, as many as are not too far apart to be reckoned at once. */
function together(due: readonly ReadDue[]): ReadDue[] {
  const some: ReadDue[] = [];
  for (const one of due) {
    const before = some.at(-1);
    const isFar = before !== undefined && one.day > before.day + 1;
    if (isFar || some.length === mostDays) break;
    some.push(one);
  }
  return some;
}
