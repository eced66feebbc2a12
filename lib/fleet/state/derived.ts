import { z } from "zod";
import { type Observation, unreadable } from "../../domain/charger/observation";
import type { StateWord } from "../../domain/charger/state";
import { commandEvidence } from "../../domain/command/command-evidence";
import { type Clock, newClock, presentEpoch } from "../clock/clock";
import { isNewer, type Stamp } from "../clock/order";
import { unsettledOf, type Waiting } from "../history/waiting";
import type { LiveCharger } from "./charger";
import { evidenceOf } from "./tracked-command";
import { judgeAnew, keepUnusable } from "./unusable";

const stamp = z.object({ epoch: z.number(), ownAt: z.number(), arrivedAt: z.number(), observedAt: z.number() });
const observation = stamp.extend({ id: z.number(), raw: z.string().nullable() });
const place = z.object({ epoch: z.number(), ownAt: z.number(), at: z.number() });
const epoch = z.object({
  index: z.number(),
  offsetMs: z.number(),
  historyOffsetMs: z.number().nullable().default(null),
  startedAt: z.number().nullable().default(null),
  greatestMs: z.number(),
  firstOwnAt: z.number(),
  lastOwnAt: z.number(),
  state: z.enum(["decided", "nextDecides", "undecided"]),
});
const run = z.object({
  count: z.number(),
  firstArrivedAt: z.number(),
  firstSkewMs: z.number(),
  lastOwnAt: z.number(),
});
const doubt = z.object({
  kind: z.enum(["step", "start"]),
  messages: z.array(z.object({ skewMs: z.number(), observations: z.array(observation) })),
  since: z.number(),
  run,
  lateRun: run.nullable(),
  greatestSkewMs: z.number(),
  contradicts: z.boolean(),
});

/** What follows from the sequence of a charger's messages, and so not from the newest value of each id. As JSON in the store. */
export const derivedSchema = z.object({
  clock: z
    .object({
      epochs: z.array(epoch),
      // One of another shape is of another version; it would have been decided within seconds.
      doubt: doubt.nullable().catch(null),
      awaitsLive: z.boolean(),
      gathered: z.array(observation),
      ownBeforeConnection: z.number().nullable(),
    })
    .nullable(),
  /** When the last session ended; null: never. */
  disconnected: stamp.nullable(),
  session: z.object({ guid: z.string(), start: stamp, told: stamp }).nullable(),
  /** When the session before it was told last; null: none was. */
  previousTold: stamp.nullable(),
  /** The state word, and since when. */
  state: z.object({ word: z.string(), since: z.number() }),
  pausedBy: z.object({ name: z.string(), at: z.number() }).nullable(),
  /** What the connection topic said last; null: nothing. */
  connection: z.object({ connected: z.boolean(), at: z.number() }).nullable(),
  /** It has been connected at least once; an earlier version did not store it. */
  wasConnected: z.boolean().default(false),
  drewAllAt: z.number(),
  /** When its connection stood again after the last gap; 0: no gap. */
  gapAt: z.number().default(0),
  /** What was told last of an id and counts for nothing. */
  unusable: z
    .array(z.object({ why: z.enum(["unreadable", "implausible"]), since: z.number(), observation }))
    .default([]),
  /** What history is still to be told of, with the place that it was told meanwhile. */
  waiting: z.array(z.object({ observation, told: place.nullable() })).default([]),
  /** Of the open commands, by their ids. */
  evidence: z.record(z.string(), commandEvidence),
});
export type Derived = z.infer<typeof derivedSchema>;
type StoredObservation = z.infer<typeof observation>;

/** What has to outlive a restart of a charger, beside its observations. */
export function derivedOf(charger: LiveCharger): Derived {
  const { clock, disconnected, sessionGuid, sessionStart, state, stateSince, pausedBy, drewAllAt } = charger;
  const { connected, connectionAt, wasConnected, sessionTold, previousTold } = charger;
  const isKnown = sessionGuid !== null && sessionStart !== null && sessionTold !== null;
  return {
    clock: clock && storedClock(clock),
    disconnected: disconnected && storedStamp(disconnected),
    session: isKnown ? { guid: sessionGuid, start: storedStamp(sessionStart), told: storedStamp(sessionTold) } : null,
    previousTold: previousTold && storedStamp(previousTold),
    state: { word: state, since: stateSince },
    pausedBy,
    connection: connected === null ? null : { connected, at: connectionAt },
    wasConnected,
    drewAllAt,
    gapAt: charger.gapAt,
    unusable: [...(charger.unusable?.values() ?? [])].map(({ why, since, observation }) => ({
      why,
      since,
      observation: storedObservation(observation),
    })),
    waiting: [...(charger.waiting?.places ?? [])].map(([observation, told]) => ({
      observation: storedObservation(observation),
      told,
    })),
    evidence: Object.fromEntries(charger.open.map((entry) => [entry.command.id, evidenceOf(entry)])),
  };
}

/** Puts back what `derivedOf` gave, after the observations. */
export function restoreDerived(charger: LiveCharger, derived: Derived): void {
  const { clock, disconnected, session, previousTold, pausedBy, connection, drewAllAt } = derived;
  if (clock !== null) {
    charger.clock = restoredClock(charger, clock);
    charger.waiting = restoredWaiting(charger, charger.clock, derived.waiting);
  }
  charger.disconnected = disconnected;
  charger.sessionGuid = session?.guid ?? null;
  charger.sessionStart = session?.start ?? null;
  charger.sessionTold = session?.told ?? null;
  charger.previousTold = previousTold;
  // A command's course is stored at once: it may know of a pause that was not stored here any more.
  if (pausedBy !== null && pausedBy.at > (charger.pausedBy?.at ?? 0)) charger.pausedBy = pausedBy;
  charger.drewAllAt = drewAllAt;
  charger.gapAt = Math.max(charger.gapAt, derived.gapAt);
  // Of another connection to the broker: it orders what was said, and tells nothing about now.
  charger.connected = connection?.connected ?? null;
  charger.connectionAt = connection?.at ?? 0;
  charger.wasConnected = derived.wasConnected || charger.connected === true;
}

/**
 * What counts for nothing of what is held, and of what was told after it; `unusable` as `derivedOf` gave it. After `restoreDerived`,
 * since an energy is judged by its session. What cannot be is found anew: an older version may have kept it as any other.
 */
export function restoreUnusable(charger: LiveCharger, unusable: Derived["unusable"]): void {
  for (const { why, since, observation } of unusable) {
    const told = charger.dialect.restored(charger.deviceId, observation);
    const held = charger.observations.get(told.key);
    if (why !== "unreadable" || (held !== undefined && !isNewer(told, held))) continue;
    keepUnusable(charger, why, { ...told, value: unreadable }, since);
  }
  for (const held of charger.observations.values()) {
    const known = unusable.find(({ observation }) => identity(observation) === identity(held));
    judgeAnew(charger, held, known?.since);
  }
}

/** The state word holds since when it did, unless it is another one by now. */
export function restoreSince(charger: LiveCharger, { state }: Derived): void {
  const word: StateWord = charger.state;
  if (word === state.word) charger.stateSince = state.since;
}

const storedStamp = ({ epoch, ownAt, arrivedAt, observedAt }: Stamp) => ({ epoch, ownAt, arrivedAt, observedAt });
const storedObservation = (from: Observation) => ({ ...storedStamp(from), id: from.id, raw: from.raw });

function storedClock({ epochs, doubt, awaitsLive, gathered, ownBeforeConnection }: Clock): Derived["clock"] {
  return {
    epochs: epochs.map((each) => ({ ...each })),
    doubt: doubt && {
      ...doubt,
      messages: doubt.messages.map((each) => ({ ...each, observations: each.observations.map(storedObservation) })),
    },
    awaitsLive,
    gathered: gathered.map(storedObservation),
    ownBeforeConnection: Number.isFinite(ownBeforeConnection) ? ownBeforeConnection : null,
  };
}

function restoredClock(charger: LiveCharger, stored: NonNullable<Derived["clock"]>): Clock {
  const known = new Map(charger.observations.values().map((each) => [identity(each), each]));
  // What stands in several places is one object there and here: a correction of one is one of the other.
  const same = (each: StoredObservation) => {
    const one = known.get(identity(each)) ?? charger.dialect.restored(charger.deviceId, each);
    known.set(identity(each), one);
    return one;
  };
  const clock: Clock = {
    ...newClock(),
    epochs: stored.epochs,
    doubt: stored.doubt && {
      ...stored.doubt,
      messages: stored.doubt.messages.map((each) => ({ ...each, observations: each.observations.map(same) })),
    },
    awaitsLive: stored.awaitsLive,
    gathered: stored.gathered.map(same),
    ownBeforeConnection: stored.ownBeforeConnection ?? Number.NEGATIVE_INFINITY,
  };
  const present = presentEpoch(clock);
  for (const each of charger.observations.values()) {
    clock.seen.add(each);
    if (each.epoch === present?.index && each.ownAt > present.lastOwnAt) present.lastOwnAt = each.ownAt;
  }
  return clock;
}

/** What waits is the same object here and where it may be given another place. */
function restoredWaiting(charger: LiveCharger, clock: Clock, stored: Derived["waiting"]): Waiting | null {
  if (stored.length === 0) return null;
  const known = new Map(
    [...unsettledOf(clock), ...charger.observations.values()].map((each) => [identity(each), each]),
  );
  const places = stored.map(({ observation, told }) => {
    const same = known.get(identity(observation)) ?? charger.dialect.restored(charger.deviceId, observation);
    return [same, told] as const;
  });
  return { places: new Map(places), dueAt: Number.POSITIVE_INFINITY };
}

const identity = ({ id, epoch, ownAt, raw }: StoredObservation) => `${id} ${epoch} ${ownAt} ${raw}`;
