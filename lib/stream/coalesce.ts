import type { DeviceId, InstallationId } from "../domain/ids";
import { frameIntervalMs, type Interest, wantsCharger, wantsInstallation } from "./interest";

/** What came of events, as ids: the part of the fleet's change that readers are told. */
export interface ChangedIds {
  rev: number;
  chargers: ReadonlySet<DeviceId>;
  installations: ReadonlySet<InstallationId>;
  links: boolean;
  support: boolean;
  firmware: boolean;
}

/** The ids that one reader's next frame is about. The values are looked up when it is built: the latest wins. */
export interface Folded {
  rev: number;
  chargers: Set<DeviceId>;
  installations: Set<InstallationId>;
  details: Set<DeviceId>;
  said: Set<DeviceId>;
  links: boolean;
  support: boolean;
  firmware: boolean;
}

/** A reader's fold: changes gather in it between two frames. Pure but for itself; time comes in as `now`. */
export interface Fold {
  readonly interest: Interest;
  readonly intervalMs: number;
  gathered: Folded | null;
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

export function createFold(interest: Interest, now: number): Fold {
  return {
    interest,
    intervalMs: frameIntervalMs(interest),
    gathered: null,
    lastFrameAt: now,
    lastSumsAt: Number.NEGATIVE_INFINITY,
    lastTablesAt: now,
  };
}

function nothing(rev: number): Folded {
  return {
    rev,
    chargers: new Set(),
    installations: new Set(),
    details: new Set(),
    said: new Set(),
    links: false,
    support: false,
    firmware: false,
  };
}

/**
 * Gathers what of a change the reader asked for. `installationOf`: where a charger hangs; undefined: no such charger any
 * more, which is told to whoever may have seen it.
 */
export function gather(
  fold: Fold,
  change: ChangedIds,
  installationOf: (id: DeviceId) => InstallationId | null | undefined,
): void {
  const { interest } = fold;
  const next = fold.gathered ?? nothing(change.rev);
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
  for (const id of interest.said) if (change.chargers.has(id)) next.said.add(id);
  for (const id of change.installations) if (wantsInstallation(interest, id)) next.installations.add(id);
  next.links ||= change.links;
  next.support ||= change.support && interest.support;
  next.firmware ||= change.firmware && interest.firmware;
  next.rev = change.rev;
  fold.gathered = isNothing(next) ? null : next;
}

function isNothing(folded: Folded): boolean {
  return (
    folded.chargers.size === 0 &&
    folded.installations.size === 0 &&
    folded.details.size === 0 &&
    folded.said.size === 0 &&
    !folded.links &&
    !folded.support &&
    !folded.firmware
  );
}

/**
 * When the reader's next frame is due, ms; null: there is nothing to tell. On the leading edge: the first change at once,
 * then at most one frame per interval.
 */
export function dueAt(fold: Fold): number | null {
  const { gathered } = fold;
  if (gathered === null) return null;
  const frameAt = fold.lastFrameAt + fold.intervalMs;
  if (!isNothing({ ...gathered, installations: new Set(), support: false, firmware: false })) return frameAt;
  const sumsAt = gathered.installations.size > 0 ? fold.lastSumsAt + sumIntervalMs : Number.POSITIVE_INFINITY;
  const tablesAt = hasTables(gathered) ? fold.lastTablesAt + tableIntervalMs : Number.POSITIVE_INFINITY;
  return Math.max(frameAt, Math.min(sumsAt, tablesAt));
}

const hasTables = ({ support, firmware }: Folded) => support || firmware;

/** Takes what has gathered, to be told at `now`; null: nothing, or it is not due yet. Sums and tables that are not due stay. */
export function takeFolded(fold: Fold, now: number): Folded | null {
  const due = dueAt(fold);
  const folded = fold.gathered;
  if (due === null || folded === null || now < due) return null;
  fold.lastFrameAt = now;
  const told = { ...folded };
  const kept = nothing(folded.rev);
  if (folded.installations.size > 0) {
    if (now >= fold.lastSumsAt + sumIntervalMs) fold.lastSumsAt = now;
    else [told.installations, kept.installations] = [kept.installations, told.installations];
  }
  if (hasTables(folded)) {
    if (now >= fold.lastTablesAt + tableIntervalMs) fold.lastTablesAt = now;
    else {
      Object.assign(kept, { support: folded.support, firmware: folded.firmware });
      Object.assign(told, { support: false, firmware: false });
    }
  }
  fold.gathered = isNothing(kept) ? null : kept;
  return told;
}
