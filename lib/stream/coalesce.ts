import type { DeviceId, InstallationId } from "../domain/ids";
import { frameIntervalMs } from "./frame-interval";
import { type Interest, wantsCharger, wantsInstallation } from "./interest";

/** What came of events, as ids: the part of the fleet's change that subscribers are told. */
export interface ChangedIds {
  rev: number;
  chargers: ReadonlySet<DeviceId>;
  installations: ReadonlySet<InstallationId>;
  links: boolean;
  support: boolean;
  firmware: boolean;
}

/** What a frame is about: the ids of its parts. */
export interface FrameIds {
  readonly chargers: Iterable<DeviceId>;
  readonly installations: Iterable<InstallationId>;
  readonly details: Iterable<DeviceId>;
  readonly sent: Iterable<DeviceId>;
  readonly links: boolean;
  readonly support: boolean;
  readonly firmware: boolean;
}

/** The ids that one subscriber's next frame is about. The values are looked up when it is built: the latest wins. */
export interface Coalesced extends FrameIds {
  rev: number;
  chargers: Set<DeviceId>;
  installations: Set<InstallationId>;
  details: Set<DeviceId>;
  sent: Set<DeviceId>;
  links: boolean;
  support: boolean;
  firmware: boolean;
}

/** A subscriber's coalescer: changes gather in it between two frames. Pure but for itself; time comes in as `now`. */
export interface Coalescer {
  readonly interest: Interest;
  readonly intervalMs: number;
  gathered: Coalesced | null;
  lastFrameAt: number;
  lastSumsAt: number;
  lastTablesAt: number;
}

/**
 * An installation's sums change with every one of its chargers. A quiet one's are told with the charger that changed them; a busy
 * one's, which nobody can read ten times a second, cost a page more than all its rows.
 */
const sumIntervalMs = 500;

/** The tables over the whole fleet are large and change all the time: at most one a second. */
const tableIntervalMs = 1_000;

export function createCoalescer(interest: Interest, now: number): Coalescer {
  return {
    interest,
    intervalMs: frameIntervalMs(interest),
    gathered: null,
    lastFrameAt: now,
    lastSumsAt: Number.NEGATIVE_INFINITY,
    lastTablesAt: now,
  };
}

function nothing(rev: number): Coalesced {
  return {
    rev,
    chargers: new Set(),
    installations: new Set(),
    details: new Set(),
    sent: new Set(),
    links: false,
    support: false,
    firmware: false,
  };
}

/**
 * Gathers what of a change the subscriber asked for. `installationOf`: where a charger hangs; undefined: no such charger any
 * more, which is told to whoever may have seen it.
 */
export function gather(
  coalescer: Coalescer,
  change: ChangedIds,
  installationOf: (id: DeviceId) => InstallationId | null | undefined,
): void {
  const { interest } = coalescer;
  const next = coalescer.gathered ?? nothing(change.rev);
  if (interest.installations.size > 0) {
    for (const id of change.chargers) {
      const at = installationOf(id);
      if (at === undefined || wantsCharger(interest, id, at)) next.chargers.add(id);
    }
  }
  for (const id of interest.details) {
    if (!change.chargers.has(id)) continue;
    next.chargers.add(id);
    next.details.add(id);
  }
  for (const id of interest.sent) if (change.chargers.has(id)) next.sent.add(id);
  for (const id of change.installations) if (wantsInstallation(interest, id)) next.installations.add(id);
  next.links ||= change.links;
  next.support ||= change.support && interest.support;
  next.firmware ||= change.firmware && interest.firmware;
  next.rev = change.rev;
  coalescer.gathered = isNothing(next) ? null : next;
}

function isNothing(coalesced: Coalesced): boolean {
  return (
    coalesced.chargers.size === 0 &&
    coalesced.installations.size === 0 &&
    coalesced.details.size === 0 &&
    coalesced.sent.size === 0 &&
    !coalesced.links &&
    !coalesced.support &&
    !coalesced.firmware
  );
}

/**
 * When the subscriber's next frame is due, ms; null: there is nothing to tell. On the leading edge: the first change at once,
 * then at most one frame per interval.
 */
export function dueAt(coalescer: Coalescer): number | null {
  const { gathered } = coalescer;
  if (gathered === null) return null;
  const frameAt = coalescer.lastFrameAt + coalescer.intervalMs;
  if (!isNothing({ ...gathered, installations: new Set(), support: false, firmware: false })) return frameAt;
  const sumsAt = gathered.installations.size > 0 ? coalescer.lastSumsAt + sumIntervalMs : Number.POSITIVE_INFINITY;
  const tablesAt = hasTables(gathered) ? coalescer.lastTablesAt + tableIntervalMs : Number.POSITIVE_INFINITY;
  return Math.max(frameAt, Math.min(sumsAt, tablesAt));
}

const hasTables = ({ support, firmware }: Coalesced) => support || firmware;

/** Takes what has gathered, to be told at `now`; null: nothing, or it is not due yet. Sums and tables that are not due stay. */
export function takeCoalesced(coalescer: Coalescer, now: number): Coalesced | null {
  const coalesced = coalescer.gathered;
  if (coalesced === null || now < (dueAt(coalescer) ?? now)) return null;
  coalescer.lastFrameAt = now;
  const told = { ...coalesced };
  const kept = nothing(coalesced.rev);
  if (coalesced.installations.size > 0) {
    if (now >= coalescer.lastSumsAt + sumIntervalMs) coalescer.lastSumsAt = now;
    else [told.installations, kept.installations] = [kept.installations, told.installations];
  }
  if (hasTables(coalesced)) {
    if (now >= coalescer.lastTablesAt + tableIntervalMs) coalescer.lastTablesAt = now;
    else {
      Object.assign(kept, { support: coalesced.support, firmware: coalesced.firmware });
      Object.assign(told, { support: false, firmware: false });
    }
  }
  coalescer.gathered = isNothing(kept) ? null : kept;
  return told;
}
