import type { KnownKey, Observation, ObservationKey } from "../../domain/charger/observation";
import type { Held } from "../state/held";
import {
  type Clock,
  type Coming,
  type Doubt,
  mostGathered,
  observationsIn,
  openEpoch,
  type Placed,
  presentEpoch,
  putInto,
  type Run,
} from "./clock";
import { covering, type Epoch, nearMs } from "./epoch";

/** Own times advance as arrivals do: skews of one clock stay within this of each other, ms (wire.md, Clocks 6). */
const steadyMs = 2_000;
const messagesToDecide = 3;
const spanToDecideMs = 10_000;

/** What belongs to a session: until its place is known it may be another one's. */
const ofSession: ReadonlySet<ObservationKey> = new Set<KnownKey>([
  "mode",
  "pausedByOrder",
  "authenticationRequired",
  "sessionId",
  "tag",
  "sessionEnergyKwh",
]);

/** What may be taken although its place is not known yet. */
export const withoutSession = (observations: readonly Observation[]): Observation[] =>
  observations.filter(({ key }) => !ofSession.has(key));

/** What a charger has sent last of what is kept back, by id, where it is newer than what is held whichever clock it is of. */
export function keptBack({ doubt }: Clock, held: Held): Map<number, Observation> {
  const newest = new Map<number, Observation>();
  for (const observation of doubt === null ? [] : observationsIn(doubt)) {
    const before = newest.get(observation.id) ?? held.get(observation.key);
    if (before === undefined || observation.ownAt > before.ownAt) newest.set(observation.id, observation);
  }
  return newest;
}

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
  const contradicts = fresh.some(({ key, raw }) => {
    const held = coming.held.get(key);
    if (held?.raw === raw) return false;
    return ofSession.has(key) || (held !== undefined && !newest.some((observation) => observation.key === key));
  });
  if (contradicts && clock.doubt !== null) clock.doubt.contradicts = true;
  return { observations: [...older, ...newest], corrected: null, live: false, changed: true };
}

/** Adds a message to what is in doubt. @returns what was in doubt before and is not any more, in its place. */
export function note(clock: Clock, coming: Coming, fresh: readonly Observation[], kind: Doubt["kind"]): Observation[] {
  const older = clock.doubt !== null && clock.doubt.kind !== kind ? endDoubt(clock) : [];
  clock.doubt ??= {
    kind,
    messages: [],
    since: coming.arrivedAt,
    run: newRun(coming),
    lateRun: null,
    greatestSkewMs: coming.skewMs,
    contradicts: false,
  };
  const { doubt } = clock;
  addTo(doubt, coming, fresh);
  doubt.greatestSkewMs = Math.max(doubt.greatestSkewMs, coming.skewMs);
  goOn(doubt, coming);
  return older;
}

/** What is resent within the stretch that is in doubt is of its clock, whichever that is. @returns whether it is. */
export function joinDoubt({ doubt }: Clock, coming: Coming, fresh: readonly Observation[]): boolean {
  if (doubt?.kind !== "step") return false;
  if (!observationsIn(doubt).some((observation) => observation.ownAt <= coming.ownAt)) return false;
  addTo(doubt, coming, fresh);
  return true;
}

/** A charger that says more before it is decided loses the oldest. */
function addTo({ messages }: Doubt, { skewMs }: Coming, fresh: readonly Observation[]): void {
  messages.push({ skewMs, observations: [...fresh] });
  if (messages.length > mostGathered) messages.shift();
}

const newRun = ({ ownAt, arrivedAt, skewMs }: Coming): Run => ({
  count: 0,
  firstArrivedAt: arrivedAt,
  firstSkewMs: skewMs,
  lastOwnAt: ownAt,
});

/** A delay makes skews smaller, never greater: a message that is behind the run has waited, one that is ahead tells that the run has. */
function goOn(doubt: Doubt, coming: Coming): void {
  if (coming.skewMs > doubt.run.firstSkewMs + steadyMs) doubt.run = newRun(coming);
  if (isOf(doubt.run, coming)) {
    count(doubt.run, coming);
    doubt.lateRun = null;
  } else {
    if (doubt.lateRun === null || !isOf(doubt.lateRun, coming)) doubt.lateRun = newRun(coming);
    count(doubt.lateRun, coming);
  }
}

const isOf = (run: Run, { skewMs, ownAt }: Coming): boolean =>
  Math.abs(skewMs - run.firstSkewMs) <= steadyMs && ownAt >= run.lastOwnAt;

function count(run: Run, { ownAt }: Coming): void {
  run.count += 1;
  run.lastOwnAt = ownAt;
}

/** A message that is behind, but newer than what is held of its ids: it is the newest whether it is late or the clock was set back. */
function newestEitherWay(
  { skewMs, held }: Coming,
  fresh: readonly Observation[],
  present: Epoch | undefined,
  kind: Doubt["kind"],
): Observation[] {
  if (present === undefined || kind === "start" || skewMs > present.greatestMs) return [];
  const newest = withoutSession(fresh).filter((observation) => {
    const before = held.get(observation.key);
    return before === undefined || (before.epoch === present.index && observation.ownAt > before.ownAt);
  });
  putInto(present, newest);
  return newest;
}

/** The clock was set, if enough was said by it: what was said since then is of a new epoch. Null: not yet. */
export function believe(clock: Clock, { arrivedAt }: Coming): Placed | null {
  const { doubt } = clock;
  const tells = (run: Run | null) =>
    run !== null && run.count >= messagesToDecide && arrivedAt - run.firstArrivedAt >= spanToDecideMs;
  const run = doubt && [doubt.run, doubt.lateRun].find(tells);
  if (doubt === null || !run) return null;
  const { lastOwnAt } = run;
  const greatestMs = Math.max(run.firstSkewMs, ...skewsNear(doubt, run.firstSkewMs));
  const beforeMs = presentEpoch(clock)?.greatestMs ?? Number.NEGATIVE_INFINITY;
  // Of the two clocks it is of the one by which it is less late.
  const isOfNew = (skewMs: number) =>
    skewMs <= greatestMs + nearMs && (greatestMs < beforeMs || skewMs > beforeMs + nearMs);
  const observations = doubt.messages.flatMap((each) => (isOfNew(each.skewMs) ? each.observations : []));
  // They run as the clock did.
  if (observations.length === 0) return null;
  clock.doubt = null;
  clock.awaitsLive = false;
  const earlier = doubt.messages.flatMap((each) => (isOfNew(each.skewMs) ? [] : each.observations));
  for (const observation of earlier) putInto(covering(clock.epochs, observation.ownAt, doubt.since), [observation]);
  const firstOwnAt = Math.min(...observations.map((observation) => observation.ownAt));
  putInto(openEpoch(clock, { firstOwnAt, lastOwnAt, greatestMs }), observations);
  return { observations: [...earlier, ...observations], corrected: null, live: true, changed: true };
}

const skewsNear = ({ messages }: Doubt, skewMs: number): number[] =>
  messages.map((message) => message.skewMs).filter((each) => Math.abs(each - skewMs) <= steadyMs);

/** The clock runs as before: what was in doubt was late, or its instant is none. @returns it, in its place. */
export function endDoubt(clock: Clock): Observation[] {
  const { doubt } = clock;
  if (doubt === null) return [];
  clock.doubt = null;
  const observations = observationsIn(doubt);
  putIntoEarlier(clock, observations, doubt.since);
  return observations;
}

/** Puts what was in doubt since then into the epochs that have been, by its own time. */
export function putIntoEarlier({ epochs }: Clock, observations: readonly Observation[], since: number): void {
  for (const observation of observations) {
    const epoch = covering(epochs, observation.ownAt, since);
    // Nothing is said before it happens: of an instant ahead of the clock only the arrival is known.
    if (epoch !== undefined && observation.ownAt > observation.arrivedAt + epoch.greatestMs + nearMs)
      observation.ownAt = observation.arrivedAt + epoch.offsetMs;
    putInto(epoch, [observation]);
  }
}

/**
 * A start was told that lies before what was heard and before its connection. A live message of its clock tells that the clock
 * went back; any other message tells that the start was told late. Null: the latter, and the message is to be placed like all others.
 */
export function settleStart(clock: Clock, coming: Coming, fresh: readonly Observation[]): Placed | null {
  const { doubt } = clock;
  if (doubt?.kind !== "start") return null;
  const isItsClock = Math.abs(coming.skewMs - doubt.greatestSkewMs) <= nearMs && coming.ownAt >= doubt.run.lastOwnAt;
  if (!isItsClock) return null;
  clock.doubt = null;
  clock.awaitsLive = false;
  // What lies after the start by its own clock was said by another one.
  const isOfStart = (each: Observation) => each.ownAt <= doubt.run.lastOwnAt + nearMs;
  const earlier = [...new Set([...clock.gathered, ...observationsIn(doubt)])].filter(isOfStart);
  const firstOwnAt = Math.min(...earlier.map((observation) => observation.ownAt));
  const greatestMs = Math.max(doubt.greatestSkewMs, coming.skewMs);
  const epoch = openEpoch(clock, { firstOwnAt, lastOwnAt: coming.ownAt, greatestMs, offsetMs: greatestMs });
  putInto(epoch, earlier);
  putInto(epoch, fresh);
  return { observations: [...earlier, ...fresh], corrected: null, live: true, changed: true };
}
