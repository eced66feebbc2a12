import { micros } from "../../domain/history/row";
import type { DeviceId, InstallationId } from "../../domain/ids";
import { quarterMs } from "../../domain/time/quarters-of-day";
import type { Session } from "../../sessions/types";
import type { Store } from "../store";

const known = (at: number | null) => ({ at, by: "charger" as const, charger: at, us: null, within: null });

/** A session that is known in all its parts, of as many quarter-hours as it lasts. Instants: ms. */
export function testSession(
  id: string,
  from: number,
  to: number | null,
  wh: number | null,
  more: Partial<Session> = {},
): Session {
  const count = Math.max(1, Math.round(((to ?? from) - from) / quarterMs));
  const each = wh === null ? 0 : Math.floor(wh / count);
  return {
    id,
    hasOwnId: true,
    start: known(from),
    end: known(to),
    endedBy: to === null ? null : "record",
    isOpen: to === null,
    firstCurrentAt: from,
    lastCurrentAt: to,
    energy: {
      wh,
      source: wh === null ? null : "charger",
      meterWh: null,
      chargerWh: wh,
      counterWh: null,
      powerWh: null,
      isPowerWhole: false,
    },
    tag: null,
    chargingMs: (to ?? from) - from,
    waitingMs: 0,
    unknownMs: 0,
    highestPowerW: null,
    terminals: [1, 2, 3],
    pauses: [],
    failedStarts: [],
    firmware: null,
    commandIds: [],
    signedReadings: null,
    signed: null,
    signedBy: null,
    meterStartWh: null,
    meterEndWh: null,
    quarters:
      wh === null
        ? null
        : Array.from({ length: count }, (_, index) => ({
            at: Math.floor(from / quarterMs) * quarterMs + index * quarterMs,
            wh: index === count - 1 ? wh - each * (count - 1) : each,
            isEstimated: false,
          })).filter((quarter) => quarter.wh > 0),
    flags: [],
    ...more,
  };
}

/** Keeps sessions of a charger, as the reckoning does. */
export const keepSessions = (
  store: Pick<Store, "sessions">,
  place: { deviceId: DeviceId; installationId: InstallationId | null; circuitId: string | null },
  sessions: readonly Session[],
  now: number,
): Promise<void> =>
  store.sessions.replace({
    ...place,
    due: [],
    from: 0,
    to: Number.POSITIVE_INFINITY,
    notBefore: 0,
    sessions,
    also: [],
    until: micros(now),
  });
