import { otherLoads } from "../electrical/other-loads";
import { isSinglePhase } from "../electrical/phase";
import type { Installation, NetworkType, Triple } from "../topology";
import { windowAt } from "./weekly";

/** How long a meter's reading holds after it came, in ms. */
export const meterHoldMs = 30_000;

/** A meter's reading per line in A; null: the meter did not say. Instants in ms. */
export interface MeterReading {
  currentA: Triple<number | null>;
  /** By the meter's own clock. */
  at: number;
  /** By ours; what was retained or backlog has not been received. */
  receivedAt: number;
}

export interface Available {
  /** What all chargers together may draw per line, in A. */
  availableA: Triple<number>;
  source: AvailableSource;
  /** When an override or a window of the schedule that is the source ends, ms. */
  until: number | null;
  /** When time alone may make it another, ms. */
  nextChangeAt: number | null;
}

/** A meter's reading is as old as its own clock says: one that waited on its way tells of a load that may be gone. */
const heardAt = ({ at, receivedAt }: MeterReading) => Math.min(at, receivedAt);

/**
 * A reading that came within `meterHoldMs` and knows all lines; null: the meter counts as lost. On a single-phase network the meter
 * tells one line, whatever its name: what it does not tell counts as the most that it does.
 */
function heldReading(network: NetworkType, meter: MeterReading | null, now: number): Triple<number> | null {
  if (meter === null || now - heardAt(meter) >= meterHoldMs) return null;
  const told = meter.currentA.filter((amps) => amps !== null);
  const most = isSinglePhase(network) && told.length > 0 ? Math.max(...told) : null;
  const [first, second, third] = meter.currentA.map((amps) => amps ?? most);
  return first == null || second == null || third == null ? null : [first, second, third];
}

/** What people allow the chargers, by themselves or by the clock; never above the main fuse. */
function allowed(installation: Installation, now: number): Available {
  const { override, schedule, mainFuseA, timeZone } = installation;
  const capped = (given: Triple<number>): Triple<number> => mapLines((line) => Math.min(given[line], mainFuseA));
  if (override !== null && now < override.until) {
    const { availableA, until } = override;
    return { availableA: capped(availableA), source: "override", until, nextChangeAt: until };
  }
  const { window, until } = windowAt(schedule, timeZone, now);
  return window === null
    ? { availableA: capped(installation.availableA), source: "fixed", until: null, nextChangeAt: until }
    : { availableA: capped(window.availableA), source: "schedule", until, nextChangeAt: until };
}

const mapLines = (value: (line: 0 | 1 | 2) => number): Triple<number> => [value(0), value(1), value(2)];

/**
 * The current per line that the chargers of an installation may draw at `now` (ms). People allow it: for now, by the
 * schedule, or fixed; the main fuse always caps it. Where there is a meter, the chargers get at most what the other loads
 * leave of the main fuse, in whole amperes rounded down, so that a flickering lamp moves nothing; a meter that is not heard for
 * 30 s, or does not know a line, leaves at most its safe limit.
 *
 * @param chargersA what the chargers drew per line when the meter said its word, in A; an unknown part counts with its
 * allocation. Only a meter of the total needs it: see `otherLoads`.
 */
export function availableNow(
  installation: Installation,
  meter: MeterReading | null,
  chargersA: Triple<number>,
  now: number,
): Available {
  const base = allowed(installation, now);
  const settings = installation.meter;
  if (settings === null) return base;
  const held = heldReading(installation.networkType, meter, now);
  if (meter === null || held === null) {
    const availableA = mapLines((line) => Math.min(base.availableA[line], settings.safeA[line]));
    return { availableA, source: "meterLost", until: null, nextChangeAt: base.nextChangeAt };
  }
  const others = settings.measures === "total" ? otherLoads(installation.networkType, held, chargersA) : held;
  const leaves = mapLines((line) => Math.max(0, Math.floor(installation.mainFuseA - Math.max(0, others[line]))));
  const lostAt = heardAt(meter) + meterHoldMs;
  const nextChangeAt = base.nextChangeAt === null ? lostAt : Math.min(base.nextChangeAt, lostAt);
  if (base.availableA.every((most, line) => most <= (leaves[line] ?? 0))) return { ...base, nextChangeAt };
  const availableA = mapLines((line) => Math.min(base.availableA[line], leaves[line]));
  return { availableA, source: "meter", until: null, nextChangeAt };
}

/**
 * Where the available current comes from: as entered, by the schedule, set for now by people, what the meter leaves, or the
 * safe limit because the meter is not heard.
 */
export type AvailableSource = "fixed" | "schedule" | "override" | "meter" | "meterLost";
