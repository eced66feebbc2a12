import { between, integer, type Random, uniform } from "../../domain/random";
import type { ChargerSpec } from "../charger/spec";
import { type Happening, report } from "./past-charger";
import type { ScenePast } from "./scene-past";
import type { Span, Visit } from "./visits";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Connections are lost at so many chargers, so often in the time, and by the faulty ones. */
const losing = { share: 0.3, often: 2, byFaulty: 5 };
const lostHours = { from: 1, to: 4 };
const pauseMs = 20 * minuteMs;
/** A faulty charger restarts in every so many visits. */
const restartEvery = 3;

const input = (at: number, given: Extract<Happening, { kind: "input" }>["input"]): Happening => ({
  at,
  kind: "input",
  input: given,
});
const method = (at: number, number: string) => input(at, { kind: "method", rid: "", method: number, body: "null" });

function ofVisit({ from, to, car, tag, pauseAt }: Visit): Happening[] {
  const paused = pauseAt === null ? [] : [method(pauseAt, "506"), method(pauseAt + pauseMs, "507")];
  return [input(from, { kind: "plugIn", car, tag }), ...paused, input(to, { kind: "unplug" })];
}

function ofScene({ plugAt, car, tag, sessionId, currentA, phaseId, stopAt }: ScenePast): Happening[] {
  return [
    { at: plugAt - 1, kind: "give", currentA, phaseId },
    input(plugAt, { kind: "plugIn", car, tag, sessionId }),
    ...(stopAt === null ? [] : [method(stopAt, "506")]),
  ];
}

function losses(isFaulty: boolean, span: Span, outage: Span, random: Random): Happening[] {
  const count = isFaulty ? losing.byFaulty : uniform(random) < losing.share ? 1 + integer(random, losing.often) : 0;
  const each = (span.to - span.from) / Math.max(1, count);
  return Array.from({ length: count }, (_, i): Happening & { kind: "lose" } => {
    const at = Math.round(span.from + each * (i + between(random, 0.1, 0.7)));
    return { at, kind: "lose", until: at + Math.round(between(random, lostHours.from, lostHours.to) * hourMs) };
  }).filter(({ at, until }) => (until < outage.from || at > outage.to) && until < span.to - hourMs);
}

/** All that happens to a charger within `span`, in any order. */
export function happeningsOf(
  spec: ChargerSpec,
  { span, outage, visits, scene }: { span: Span; outage: Span; visits: readonly Visit[]; scene: ScenePast | null },
  random: Random,
): Happening[] {
  const isFaulty = spec.warnings !== 0;
  const restarts = isFaulty ? visits.filter((_, i) => i % restartEvery === 0) : [];
  return [
    { at: span.from + integer(random, minuteMs), kind: "connect" },
    ...visits.flatMap(ofVisit),
    ...(scene === null ? [] : ofScene(scene)),
    input(outage.to + integer(random, minuteMs), report),
    ...losses(isFaulty, { from: span.from, to: scene?.plugAt ?? span.to }, outage, random),
    ...restarts.map(({ from }) => method(from + hourMs + minuteMs, "102")),
  ];
}
