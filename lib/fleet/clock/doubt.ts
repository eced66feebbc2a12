import type { Observation } from "../../domain/charger/observation";
import {
  type Clock,
  type Coming,
  type Doubt,
  mostGathered,
  openEpoch,
  type Placed,
  presentEpoch,
  putInto,
} from "./clock";
import { covering, type Epoch, nearMs, neverSetAt } from "./epoch";

/** Own times advance as arrivals do: skews of one clock stay within this of each other, ms (wire.md, Clocks 6). */
const steadyMs = 2_000;
const messagesToDecide = 3;
const spanToDecideMs = 10_000;

/**
 * A message whose skew is not the clock's: either it is late, or the clock was set. At least three live messages over at least
 * 10 s whose own times advance as their arrivals do tell that it was set (wire.md, Clocks 5 and 6); meanwhile, what they
 * contradict is shown as old.
 */
export function suspect(clock: Clock, coming: Coming, fresh: readonly Observation[], kind: Doubt["kind"]): Placed {
  const older = note(clock, coming, fresh, kind);
  const believed = believe(clock, coming);
  if (believed !== null) return believed;
  const newest = newestEitherWay(coming, fresh, presentEpoch(clock), kind);
  const contradicts = fresh.some((observation) => {
    const held = coming.held(observation.key);
    return held !== undefined && held.raw !== observation.raw && !newest.includes(observation);
  });
  if (contradicts && clock.doubt !== null) clock.doubt.contradicts = true;
  return { observations: [...older, ...newest], corrected: null, live: false, changed: true };
}

/** Adds a message to what is in doubt. @returns what was in doubt before and is not any more, in its place. */
export function note(clock: Clock, coming: Coming, fresh: readonly Observation[], kind: Doubt["kind"]): Observation[] {
  const older = clock.doubt !== null && !goesOn(clock.doubt, coming, kind) ? endDoubt(clock) : [];
  clock.doubt ??= newDoubt(coming, kind);
  const { doubt } = clock;
  doubt.observations.push(...fresh);
  if (doubt.observations.length > mostGathered) doubt.observations.splice(0, doubt.observations.length - mostGathered);
  doubt.lastOwnAt = coming.ownAt;
  if (isLateIn(doubt, coming)) return older;
  doubt.count += 1;
  doubt.greatestSkewMs = Math.max(doubt.greatestSkewMs, coming.skewMs);
  return older;
}

function newDoubt({ ownAt, arrivedAt, skewMs }: Coming, kind: Doubt["kind"]): Doubt {
  return {
    kind,
    observations: [],
    count: 0,
    firstArrivedAt: arrivedAt,
    lastOwnAt: ownAt,
    firstSkewMs: skewMs,
    greatestSkewMs: skewMs,
    contradicts: false,
  };
}

const goesOn = (doubt: Doubt, coming: Coming, kind: Doubt["kind"]): boolean =>
  doubt.kind === kind && coming.skewMs <= doubt.firstSkewMs + steadyMs && coming.ownAt >= doubt.lastOwnAt;

/** A delay makes skews smaller: it may be a message of the clock that is in doubt, which waited, and tells nothing of how that runs. */
const isLateIn = (doubt: Doubt, { skewMs }: Coming): boolean => skewMs < doubt.firstSkewMs - steadyMs;

/** A message that is behind, but newer than what is held of its ids: it is the newest whether it is late or the clock was set back. */
function newestEitherWay(
  { skewMs, held }: Coming,
  fresh: readonly Observation[],
  present: Epoch | undefined,
  kind: Doubt["kind"],
): Observation[] {
  if (present === undefined || kind === "start" || skewMs > present.greatestMs) return [];
  const newest = fresh.filter((observation) => {
    const before = held(observation.key);
    return before === undefined || (before.epoch === present.index && observation.ownAt > before.ownAt);
  });
  putInto(present, newest);
  return newest;
}

/** The clock was set, if enough was said by it: what was said since then is of a new epoch. Null: not yet. */
export function believe(clock: Clock, { arrivedAt }: Coming): Placed | null {
  const { doubt } = clock;
  if (doubt === null || doubt.count < messagesToDecide || arrivedAt - doubt.firstArrivedAt < spanToDecideMs)
    return null;
  clock.doubt = null;
  clock.awaitsLive = false;
  const { observations, lastOwnAt, greatestSkewMs: greatestMs } = doubt;
  const firstOwnAt = Math.min(...observations.map((observation) => observation.ownAt));
  const unset = lastOwnAt < neverSetAt ? { offsetMs: greatestMs } : {};
  putInto(openEpoch(clock, { firstOwnAt, lastOwnAt, greatestMs, ...unset }), observations);
  return { observations, corrected: null, live: true, changed: true };
}

/** The clock runs as before: what was in doubt was late, or its instant is none. @returns it, in its place. */
export function endDoubt(clock: Clock): Observation[] {
  const { doubt } = clock;
  if (doubt === null) return [];
  clock.doubt = null;
  for (const observation of doubt.observations) {
    const epoch = covering(clock.epochs, observation.ownAt, doubt.firstArrivedAt);
    // Nothing is said before it happens: of an instant ahead of the clock only the arrival is known.
    if (epoch !== undefined && observation.ownAt > observation.arrivedAt + epoch.greatestMs + nearMs)
      observation.ownAt = observation.arrivedAt + epoch.offsetMs;
    putInto(epoch, [observation]);
  }
  return doubt.observations;
}

/**
 * A start was told that lies before what was heard and before its connection. A live message of its clock tells that the clock
 * went back; any other message tells that the start was told late. Null: the latter, and the message is to be placed like all others.
 */
export function settleStart(clock: Clock, coming: Coming, fresh: readonly Observation[]): Placed | null {
  const { doubt } = clock;
  if (doubt?.kind !== "start") return null;
  const isItsClock = Math.abs(coming.skewMs - doubt.greatestSkewMs) <= nearMs && coming.ownAt >= doubt.lastOwnAt;
  if (!isItsClock) return null;
  clock.doubt = null;
  clock.awaitsLive = false;
  const earlier = [...new Set([...clock.gathered, ...doubt.observations])].filter((each) => !fresh.includes(each));
  const firstOwnAt = Math.min(...earlier.map((observation) => observation.ownAt));
  const greatestMs = Math.max(doubt.greatestSkewMs, coming.skewMs);
  const epoch = openEpoch(clock, { firstOwnAt, lastOwnAt: coming.ownAt, greatestMs, offsetMs: greatestMs });
  putInto(epoch, earlier);
  putInto(epoch, fresh);
  return { observations: [...earlier, ...fresh], corrected: null, live: true, changed: true };
}
