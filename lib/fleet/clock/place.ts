import type { Observation } from "../../domain/charger/observation";
import type { Held } from "../state/held";
import { beginAtStart } from "./begin";
import { type Clock, type Coming, mostGathered, openEpoch, type Placed, presentEpoch, putInto } from "./clock";
import { believe, endDoubt, joinDoubt, note, settleStart, suspect, withoutSession } from "./doubt";
import { covering, type Epoch, isRight, lateMs, nearMs, neverSetAt, offsetOf } from "./epoch";
import { isAfter } from "./order";
import { isStart } from "./start";

/** How long a connection is young: what it then says of the time before it is resent (wire.md, Clocks 2). */
const firstMinuteMs = 60_000;

/**
 * Gives each observation of a message its epoch and its corrected instant, so that they are ordered as they were said whatever
 * the charger's clock shows and however late they come (wire.md section 4, Clocks, rules 1 to 6). What cannot be placed yet is kept
 * until later messages decide, and is among what they give.
 */
export function place(clock: Clock, coming: Coming): Placed {
  const { ownAt, arrivedAt, skewMs, connectedAt } = coming;
  const present = presentEpoch(clock);
  const connectedForMs = connectedAt === null ? Number.POSITIVE_INFINITY : arrivedAt - connectedAt;
  const isOld = connectedForMs > firstMinuteMs;
  // What came before the connection began, and is delivered once more, was said on an earlier one.
  const isEarly = !isOld && connectedForMs >= -nearMs;
  if (isOld && clock.gathered.length > 0 && clock.doubt?.kind !== "start") clock.gathered = [];
  const fresh = unknownTo(clock, coming, present);
  if (fresh.length === 0) return { observations: [], corrected: null, live: false, changed: false };
  for (const observation of fresh) clock.seen.add(observation);
  const start = isStart(fresh, ownAt, coming.held) && clock.epochs.every(({ startedAt }) => startedAt !== ownAt);
  const queued = isEarly && isFromBefore(coming, connectedAt ?? arrivedAt, present);
  if (coming.waited) return waited(clock, coming, fresh, start);
  if (coming.resent) return history(clock, coming, fresh, false);
  const settled = settleStart(clock, coming, fresh);
  if (settled !== null) return settled;
  const isOfBefore = isOfEndedEpoch(clock, coming, present);
  if ((queued || isOfBefore) && !start) return history(clock, coming, fresh, true);
  if (isBeforePresent(clock, coming, present)) return history(clock, coming, fresh, false);
  if (isEarly) gather(clock, fresh);
  if (start) {
    // Either an old start, told late, or one whose clock went back: the next message shows which clock runs.
    if (isOfBefore || (queued && ownAt < clock.ownBeforeConnection)) return suspect(clock, coming, fresh, "start");
    return beginAtStart(clock, coming, fresh);
  }
  if (present === undefined) return openAt(clock, coming, fresh, skewMs >= -lateMs || ownAt < neverSetAt);
  if (present.state === "nextDecides") return decide(clock, coming, fresh, present);
  if (ownAt < neverSetAt && !isOfUnsetClock(present, coming)) return openAt(clock, coming, fresh, true);
  const aboveMs = skewMs - present.greatestMs;
  if (Math.abs(aboveMs) <= nearMs && present.state === "decided") return ordinary(clock, coming, fresh, present);
  if (aboveMs > 0 && isRight(skewMs)) return openAt(clock, coming, fresh, true);
  return suspect(clock, coming, fresh, "step");
}

/** What is no copy of something that was taken before. Only a message that is not plainly newer than all others is looked at. */
function unknownTo(
  clock: Clock,
  { observations, ownAt, skewMs, resent, waited, held }: Coming,
  present: Epoch | undefined,
): readonly Observation[] {
  const plain =
    !resent &&
    !waited &&
    present !== undefined &&
    ownAt > present.lastOwnAt &&
    Math.abs(skewMs - present.greatestMs) <= nearMs;
  return plain ? observations : observations.filter((one) => !isKnown(clock, held, one));
}

/** What is held, or may still get another place, is known however much was said since, and after a restart. */
function isKnown({ seen, gathered, doubt }: Clock, held: Held, one: Observation): boolean {
  const isSame = (known: Observation | undefined) =>
    known !== undefined && known.id === one.id && known.ownAt === one.ownAt && known.raw === one.raw;
  if (seen.has(one) || isSame(held.get(one.key)) || gathered.some(isSame)) return true;
  return doubt?.messages.some(({ observations }) => observations.some(isSame)) ?? false;
}

/** Said before its connection began, by its own clock, by the corrected one, and by how late its messages are at least. */
function isFromBefore({ ownAt }: Coming, connectedAt: number, present: Epoch | undefined): boolean {
  const latest = Math.max(ownAt, ownAt - (present?.offsetMs ?? 0), ownAt - (present?.greatestMs ?? 0));
  return latest < connectedAt - nearMs;
}

/** Its own time lies within an epoch that has ended, and its skew is not the present one. */
function isOfEndedEpoch({ epochs }: Clock, { ownAt, skewMs }: Coming, present: Epoch | undefined): boolean {
  if (present === undefined || Math.abs(skewMs - present.greatestMs) <= nearMs) return false;
  return epochs.some((epoch) => epoch !== present && ownAt >= epoch.firstOwnAt && ownAt <= epoch.lastOwnAt);
}

/** By a clock that ran on over a start it was said before that start: it comes late, or once more, and stands where it stood. */
function isBeforePresent({ epochs }: Clock, { ownAt, arrivedAt, skewMs }: Coming, present: Epoch | undefined): boolean {
  if (present === undefined || ownAt >= present.firstOwnAt) return false;
  const isBy = (epoch: Epoch) => Math.abs(skewMs - epoch.greatestMs) <= nearMs;
  const before = covering(epochs, ownAt, arrivedAt);
  return before !== undefined && before !== present && isBy(before) && isBy(present);
}

/** The clock of this epoch was never set either, and the message is at most late. */
function isOfUnsetClock(present: Epoch, { ownAt, skewMs }: Coming): boolean {
  const aboveMs = skewMs - present.greatestMs;
  return present.lastOwnAt < neverSetAt && ownAt >= present.firstOwnAt && aboveMs >= -lateMs && aboveMs <= nearMs;
}

function gather(clock: Clock, observations: readonly Observation[]): void {
  clock.gathered.push(...observations);
  if (clock.gathered.length > mostGathered) clock.gathered.splice(0, clock.gathered.length - mostGathered);
}

/**
 * What was said earlier contradicts nothing; where it is newer than what is held, it holds, but is not known to be of now. Of what
 * is earlier only by the charger's clock (`queued`) the clock may be what is wrong: so what it says otherwise is not known either.
 */
function history(clock: Clock, coming: Coming, fresh: readonly Observation[], queued: boolean): Placed {
  putInto(covering(clock.epochs, coming.ownAt, coming.arrivedAt), fresh);
  const before = clock.awaitsLive;
  clock.awaitsLive ||= fresh.some((observation) => {
    const held = coming.held.get(observation.key);
    return held === undefined || (held.raw !== observation.raw && (queued || isAfter(observation, held)));
  });
  const changed = before !== clock.awaitsLive;
  if (!queued) {
    const joined = joinDoubt(clock, coming, fresh);
    const observations = joined ? placeable(clock, fresh) : [...fresh];
    return { observations, corrected: null, live: false, changed: changed || joined };
  }
  gather(clock, fresh);
  const older = note(clock, coming, fresh, "step");
  const observations = [...older, ...placeable(clock, fresh)];
  return believe(clock, coming) ?? { observations, corrected: null, live: false, changed: true };
}

/** What may be taken while a doubt lasts. Before anything was said live there is no session that it could be mixed up with. */
const placeable = ({ epochs }: Clock, fresh: readonly Observation[]): Observation[] =>
  epochs.length === 0 ? [...fresh] : withoutSession(fresh);

/**
 * What waited at the broker was said while the dashboard was away: the newest of it holds. A start among it whose clock went back
 * is one, though by how much the clock is wrong is told by the next live message only.
 */
function waited(clock: Clock, coming: Coming, fresh: readonly Observation[], start: boolean): Placed {
  const present = presentEpoch(clock);
  if (start && present !== undefined && coming.ownAt < present.lastOwnAt)
    openEpoch(clock, {
      firstOwnAt: coming.ownAt,
      startedAt: coming.ownAt,
      greatestMs: coming.skewMs,
      offsetMs: 0,
      state: "nextDecides",
    });
  const last = presentEpoch(clock);
  const isOfLast = last?.state === "nextDecides" && coming.ownAt >= last.firstOwnAt;
  if (isOfLast && coming.ownAt > last.lastOwnAt) last.lastOwnAt = coming.ownAt;
  putInto(isOfLast ? last : covering(clock.epochs, coming.ownAt, coming.arrivedAt), fresh);
  return { observations: [...fresh], corrected: null, live: false, changed: start };
}

function openAt(clock: Clock, { ownAt, skewMs }: Coming, fresh: readonly Observation[], isKnown: boolean): Placed {
  const older = endDoubt(clock);
  const epoch = openEpoch(clock, {
    firstOwnAt: ownAt,
    greatestMs: skewMs,
    offsetMs: isKnown ? offsetOf(skewMs) : 0,
    state: isKnown ? "decided" : "undecided",
  });
  putInto(epoch, fresh);
  clock.awaitsLive = false;
  return { observations: [...older, ...fresh], corrected: null, live: true, changed: true };
}

/** The epoch's first message was late, or its clock is wrong: this one tells. */
function decide(clock: Clock, coming: Coming, fresh: readonly Observation[], present: Epoch): Placed {
  present.state = "decided";
  present.greatestMs = Math.max(present.greatestMs, coming.skewMs);
  present.lastOwnAt = Math.max(present.lastOwnAt, coming.ownAt);
  present.offsetMs = offsetOf(present.greatestMs);
  clock.awaitsLive = false;
  putInto(present, fresh);
  return { observations: [...endDoubt(clock), ...fresh], corrected: present, live: true, changed: true };
}

function ordinary(clock: Clock, coming: Coming, fresh: readonly Observation[], present: Epoch): Placed {
  const { ownAt, skewMs } = coming;
  const before = present.offsetMs;
  let changed = clock.awaitsLive || clock.doubt !== null || clock.gathered.length > 0;
  clock.awaitsLive = false;
  if (skewMs > present.greatestMs) {
    present.greatestMs = skewMs;
    // Of a clock that went back at its start the skew is the offset, however small (wire.md, Clocks 3).
    const wentBack = before !== 0 && isRight(before);
    present.offsetMs = wentBack ? skewMs : offsetOf(skewMs);
  }
  if (ownAt > present.lastOwnAt) present.lastOwnAt = ownAt;
  const older = clock.doubt === null ? [] : endDoubt(clock);
  putInto(present, fresh);
  const corrected = present.offsetMs === before ? null : present;
  changed ||= corrected !== null;
  const observations = older.length === 0 ? fresh : [...older, ...fresh];
  return { observations, corrected, live: true, changed };
}
