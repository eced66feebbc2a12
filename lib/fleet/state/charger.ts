import type { ChargerView, InstallationView } from "../../contract/view";
import type { Beginnings } from "../../domain/charger/flapping";
import { holdsAlways, holdsWhileHeard } from "../../domain/charger/freshness";
import {
  type Observation,
  type ObservationKey,
  type ObservationValue,
  unreadable,
  type Words,
} from "../../domain/charger/observation";
import type { Presence, PresenceWord } from "../../domain/charger/presence";
import type { ChargerMode, StateWord } from "../../domain/charger/state";
import type { Command } from "../../domain/command/command";
import type { DeviceId, Product } from "../../domain/ids";
import type { Reading } from "../../domain/reading";
import type { Charger, Installation, Triple } from "../../domain/topology";
import type { Dialect } from "../../protocol/dialect";
import { type Clock, isInDoubt } from "../clock/clock";
import { isAfter, type Stamp } from "../clock/order";
import type { Waiting } from "../history/waiting";
import { Held } from "./held";
import type { Review } from "./review-state";
import type { Traced } from "./traced-state";
import type { TrackedCommand } from "./tracked-command";
import type { UnusableState } from "./unusable-state";

/** The installation a charger hangs in, as far as the charger needs it. */
export interface Place {
  readonly installation: Installation;
  /** Drawn; null: it is another since. */
  view: InstallationView | null;
  /** The peaks know of what its chargers said last. */
  watched: boolean;
}

const none: readonly never[] = [];
const noneKnown: Triple<null> = [null, null, null];

/**
 * All that is known of one charger; changed in place. Numbers that change with every message start as numbers, not as
 * null, so that a write allocates nothing: 0 or -1 mean "never".
 */
export class LiveCharger {
  readonly deviceId: DeviceId;
  readonly product: Product;
  readonly dialect: Dialect;
  readonly observations = new Held();
  /** What was told last of an id and counts for nothing, by key; null: all of it can be used. */
  unusable: Map<ObservationKey, UnusableState> | null = null;

  /** As entered; null: it speaks, but is in no topology. */
  entry: Charger | null = null;
  installation: Place | null = null;

  /** What is known of its clock; null: it has told no instant yet. */
  clock: Clock | null = null;
  /** What history is still to be told of, once its place is settled; null: nothing. */
  waiting: Waiting | null = null;
  /** What is held is from before a restart of the dashboard, and the charger has said nothing since. */
  restored = false;

  /** When its connection stood again after the last gap, ms: what was said before is old until it is said again. 0: no gap. */
  gapAt = 0;
  /** How often it was asked since then to tell all again, and when last, ms. */
  gapAsked = 0;
  gapAskedAt = 0;

  /** Last pulse or telemetry whose time is known. */
  heardAt = 0;
  /** The connection to the broker in whose backlog it has said something at a time that is not known. */
  spokeIn = -1;
  /** Last proof of life, or the instant since when one has been waited for: a silence is counted from here. */
  proofAt = 0;
  /** At what interval it is to give a sign of life. */
  pulseMs: number;
  /** When this charger's turn in the queue of silences comes; Infinity: it is not in the queue. */
  queuedAt = Number.POSITIVE_INFINITY;

  word: PresenceWord = "unknown";
  reason: Presence["reason"] = "neverHeard";
  since = 0;
  /** What history was told last of its presence, and since when, and the instant of its last event there, whole microseconds. */
  toldWord: PresenceWord | null = null;
  toldAt = 0;
  toldEventAt = 0;

  /** What the connection topic said in `connectionEpoch`; null: nothing. */
  connected: boolean | null = null;
  connectionAt = 0;
  connectionEpoch = -1;
  /** It has been connected at least once, as far as the connection topic told. */
  wasConnected = false;
  /** When its connection began last; what is remembered of those before, null: it begins seldom. */
  begunAt = 0;
  beginnings: Beginnings | null = null;

  state: StateWord = "unknown";
  stateSince = 0;
  tagAccepted = false;
  /** When a car left last: what belonged to a session ended there. */
  disconnected: Stamp | null = null;
  sessionGuid: string | null = null;
  /** When the session's GUID was first told. */
  sessionStart: Stamp | null = null;
  /** When the session's GUID was told last, and that of the session before it; null: none is known. */
  sessionTold: Stamp | null = null;
  previousTold: Stamp | null = null;
  /** The tag and request that were handed on for an answer. */
  askedTagAt = -1;
  askedModeAt = -1;

  undecodable = 0;
  /** The `takeChange` in which this charger was last noted as changed. */
  notedIn = -1;
  view: ChargerView | null = null;

  /** Newest first. */
  commands: readonly Command[] = none;
  open: readonly TrackedCommand[] = none;
  /** Those that have ended without an effect a short time ago. */
  followed: readonly TrackedCommand[] = none;
  pausedBy: { name: string; at: number } | null = null;
  /** What is wrong with it electrically; null: nothing. */
  review: Review | null = null;
  /** Where a meter of the connection saw its currents; null: there is no such meter. */
  traced: Traced | null = null;
  /** Whether each terminal's relay was closed as its voltage was told last; null: not known. */
  closedAtVoltage: Triple<boolean | null> = noneKnown;
  /** When all three phases carried current last. */
  drewAllAt = 0;
  /** Newest first. */
  events: readonly { at: number; level: string; message: string }[] = none;

  /** The `takeChange` in which what is derived was last noted as changed. */
  derivedIn = -1;

  constructor(deviceId: DeviceId, dialect: Dialect) {
    this.deviceId = deviceId;
    this.dialect = dialect;
    this.pulseMs = dialect.pulse.otherwiseMs;
    this.product = dialect.productOf(deviceId);
  }
}

/** Whether what was told last counts for nothing. */
export const isUnusable = ({ unusable }: LiveCharger, key: ObservationKey): boolean => unusable?.has(key) ?? false;

/**
 * What stands of a held value: it is `current`; `old`, since something newer cannot be read; `none`, since it cannot be so itself.
 */
function standing({ unusable }: LiveCharger, held: Observation): "current" | "old" | "none" {
  const known = unusable?.get(held.key);
  if (known === undefined) return "current";
  return known.observation === held ? "none" : "old";
}

/**
 * Whether it is to be reasoned with. What nothing but the charger changes goes on while something newer cannot be read: without it a
 * charger that ignores allocations, or asks for a tag, would be taken for one that does not.
 */
function goesOn(charger: LiveCharger, held: Observation): boolean {
  if (charger.unusable === null) return true;
  const stands = standing(charger, held);
  return stands === "current" || (stands === "old" && holdsAlways(held.key));
}

/** The value that is held; null: never heard, or cleared, or nobody knows (`goesOn`). */
export function heldValue(charger: LiveCharger, key: ObservationKey): ObservationValue | null {
  const held = charger.observations.get(key);
  if (held === undefined || held.value === unreadable || !goesOn(charger, held)) return null;
  return held.value;
}

export function numberOf(charger: LiveCharger, key: ObservationKey): number | null {
  const value = heldValue(charger, key);
  return typeof value === "number" ? value : null;
}

export function booleanOf(charger: LiveCharger, key: ObservationKey): boolean | null {
  const value = heldValue(charger, key);
  return typeof value === "boolean" ? value : null;
}

/** A value that is told as a word; null: never heard, or cleared. */
export function wordOf<K extends keyof Words>(charger: LiveCharger, key: K): Words[K] | null {
  const value = heldValue(charger, key);
  // Every dialect gives the key its words.
  return typeof value === "string" ? (value as Words[K]) : null;
}

/** What the charger says that it does; null: never heard, or cleared. */
export const modeOf = (charger: LiveCharger): ChargerMode | null => wordOf(charger, "mode");

/** Whether an observation is from before the last gap, and holds only while its charger is heard. */
export function isStale({ gapAt }: LiveCharger, { arrivedAt, key }: Observation): boolean {
  return arrivedAt < gapAt && holdsWhileHeard(key);
}

function readingOf<T>(charger: LiveCharger, held: Observation, value: T): Reading<T> {
  return isStale(charger, held) ? { value, at: held.observedAt, old: true } : { value, at: held.observedAt };
}

/** A word with the instant it was observed; null: never heard, or cleared. */
export function wordReading<K extends keyof Words>(charger: LiveCharger, key: K): Reading<Words[K]> | null {
  const value = wordOf(charger, key);
  const held = charger.observations.get(key);
  return value === null || held === undefined ? null : readingOf(charger, held, value);
}

/** A number with the instant it was observed; null: not known, as for `heldValue`. */
export function numberReading(charger: LiveCharger, key: ObservationKey): Reading<number> | null {
  const held = charger.observations.get(key);
  if (held === undefined || typeof held.value !== "number" || !goesOn(charger, held)) return null;
  return readingOf(charger, held, held.value);
}

/** The same as pages show it: old where something newer cannot be read. */
export function shownNumber(charger: LiveCharger, key: ObservationKey): Reading<number> | null {
  const held = charger.observations.get(key);
  if (held === undefined || typeof held.value !== "number") return null;
  const stands = standing(charger, held);
  if (stands === "none") return null;
  return stands === "old"
    ? { value: held.value, at: held.observedAt, old: true }
    : readingOf(charger, held, held.value);
}

export function textReading(charger: LiveCharger, key: ObservationKey): Reading<string> | null {
  const value = heldValue(charger, key);
  const held = charger.observations.get(key);
  return typeof value === "string" && held !== undefined ? readingOf(charger, held, value) : null;
}

/** The names of what it warns of; empty: nothing, or never heard. A newer word that cannot be read takes none of them back. */
export function warningsOf(charger: LiveCharger): readonly string[] {
  const names = charger.observations.get("warnings")?.value;
  return Array.isArray(names) ? names : none;
}

/** What a car's plugging in is told by may come in any order within this, ms. */
const plugInMs = 5_000;

/**
 * Whether something that belongs to a session is of the present one: nothing of before the car before left is, nor of
 * before the session's start. Where the car changed without a word of its leaving, that bound is strict.
 */
export function isOfSession({ disconnected, previousTold, sessionStart }: LiveCharger, stamp: Stamp): boolean {
  if (disconnected !== null && !isAfter(stamp, disconnected)) return false;
  if (sessionStart === null) return true;
  if (stamp.epoch !== sessionStart.epoch) return stamp.epoch > sessionStart.epoch;
  const leftUnseen = previousTold !== null && (disconnected === null || isAfter(previousTold, disconnected));
  return stamp.ownAt >= sessionStart.ownAt - (leftUnseen ? 0 : plugInMs);
}

/** Whether it is not known yet, for its clock, whether what is held is of now. */
export const isClockInDoubt = ({ clock }: LiveCharger): boolean => clock !== null && isInDoubt(clock);

/** When the last session ended; 0: never, as far as is known. */
export const disconnectedAt = (charger: LiveCharger): number => charger.disconnected?.observedAt ?? 0;
