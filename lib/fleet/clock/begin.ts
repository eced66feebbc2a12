import type { Observation } from "../../domain/charger/observation";
import { type Clock, type Coming, observationsIn, openEpoch, type Placed, presentEpoch, putInto } from "./clock";
import { endDoubt, putIntoEarlier } from "./doubt";
import { lateMs, nearMs, neverSetAt, offsetOf } from "./epoch";

/**
 * The charger has started: a new epoch, with what this connection said before it told so (wire.md, Clocks 3). Where the clock did not go
 * back, what lies before all that was heard until the connection is what could not be sent earlier: it stays with the clock before.
 */
export function beginAtStart(clock: Clock, coming: Coming, fresh: readonly Observation[]): Placed {
  const { ownAt, skewMs, connectedAt } = coming;
  const { doubt } = clock;
  const ofItsClock = doubt?.kind === "step" && Math.abs(doubt.greatestSkewMs - skewMs) <= nearMs ? doubt : null;
  const doubted = ofItsClock === null ? [] : observationsIn(ofItsClock);
  if (ofItsClock !== null) clock.doubt = null;
  const older = endDoubt(clock);
  const knowsConnection = connectedAt !== null && clock.ownBeforeConnection !== Number.NEGATIVE_INFINITY;
  const heardUntil = knowsConnection
    ? clock.ownBeforeConnection
    : (presentEpoch(clock)?.lastOwnAt ?? Number.NEGATIVE_INFINITY);
  const wentBack = ownAt < heardUntil || ownAt < neverSetAt;
  const all = connectedAt === null ? doubted : [...new Set([...doubted, ...clock.gathered])];
  // What lies after it by its own clock was said by another one.
  const isAlong = (observation: Observation) =>
    !fresh.includes(observation) && observation.ownAt <= ownAt + nearMs && (wentBack || observation.ownAt > heardUntil);
  const earlier = all.filter(isAlong);
  const left = doubted.filter((observation) => !isAlong(observation));
  putIntoEarlier(clock, left, ofItsClock?.since ?? coming.arrivedAt);
  const isKnown = wentBack || skewMs >= -lateMs;
  const epoch = openEpoch(clock, {
    firstOwnAt: Math.min(ownAt, ...earlier.map((observation) => observation.ownAt)),
    lastOwnAt: ownAt,
    startedAt: ownAt,
    greatestMs: skewMs,
    offsetMs: wentBack ? skewMs : isKnown ? offsetOf(skewMs) : 0,
    state: isKnown ? "decided" : "nextDecides",
  });
  clock.awaitsLive = false;
  putInto(epoch, earlier);
  putInto(epoch, fresh);
  return { observations: [...older, ...left, ...earlier, ...fresh], corrected: null, live: true, changed: true };
}
