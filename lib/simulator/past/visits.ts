import { between, integer, type Random, uniform } from "../../domain/random";
import { wallClock } from "../../domain/time/wall-clock";
import { type Car, someCar } from "../charger/car";
import { isIt } from "../charger/grid";
import type { ChargerSpec } from "../charger/spec";

/** A stretch of time, ms, without its end. */
export interface Span {
  from: number;
  to: number;
}

/** A car that stands at a charger. */
export interface Visit extends Span {
  car: Car;
  tag: string | null;
  /** When its driver pauses it for a while; null: he does not. */
  pauseAt: number | null;
}

/** Who comes to a site: the chance of a car on a day, and between which hours of the site's clock it arrives. */
interface Pattern {
  weekday: Arrivals;
  weekend: Arrivals;
}
interface Arrivals {
  chance: number;
  fromHour: number;
  toHour: number;
}

export type SiteKind = "flats" | "offices" | "depot";

const patterns: Readonly<Record<SiteKind, Pattern>> = {
  flats: {
    weekday: { chance: 0.6, fromHour: 16.5, toHour: 21 },
    weekend: { chance: 0.45, fromHour: 12, toHour: 21 },
  },
  offices: {
    weekday: { chance: 0.85, fromHour: 7, toHour: 10 },
    weekend: { chance: 0.08, fromHour: 9, toHour: 14 },
  },
  depot: {
    weekday: { chance: 0.9, fromHour: 15, toHour: 18 },
    weekend: { chance: 0.1, fromHour: 10, toHour: 16 },
  },
};
const stayHours = { from: 4, to: 8 };
const idleShare = 0.12;
const pausedShare = 0.05;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const apartMs = hourMs / 2;

/** The chance of a car on a weekday (0: Sunday): some chargers are used on one day of the week only. */
function chancesOf(random: Random, pattern: Pattern): (weekday: number) => Arrivals {
  const usual = (weekday: number) => (weekday === 0 || weekday === 6 ? pattern.weekend : pattern.weekday);
  const keen = between(random, 0.6, 1);
  const only = uniform(random) < idleShare ? integer(random, 7) : null;
  return (weekday) => {
    const arrivals = usual(weekday);
    if (only !== null) return { ...arrivals, chance: weekday === only ? 1 : 0 };
    return { ...arrivals, chance: arrivals.chance * keen };
  };
}

export interface VisitOptions {
  kind: SiteKind;
  timeZone: string;
  /** The most that all of them may take together, kWh. */
  mostKwh: number;
}

/** What a visit takes at most, kWh: at 11 kW, or what its car lacks, with what is lost on the way. */
export const mostKwhOf = ({ from, to, car }: Visit) =>
  Math.min(((car.targetSoc - car.soc) * car.batteryKwh) / 0.9, (11 * (to - from)) / hourMs);

/** Cars at a charger within `span`, in order, apart from each other. */
export function visitsOf(spec: ChargerSpec, span: Span, options: VisitOptions, random: Random): Visit[] {
  const arrivalsOn = chancesOf(random, patterns[options.kind]);
  const visits: Visit[] = [];
  let leftKwh = options.mostKwh;
  let freeAt = span.from + hourMs;
  for (let noon = Math.floor(span.from / dayMs) * dayMs + dayMs / 2; noon < span.to + dayMs; noon += dayMs) {
    const wall = wallClock(options.timeZone, noon);
    const midnight = noon - (wall % dayMs);
    const visit = visitOn(spec, midnight, arrivalsOn(new Date(wall).getUTCDay()), random);
    if (visit === null || visit.from < freeAt || visit.to > span.to || mostKwhOf(visit) > leftKwh) continue;
    visits.push(visit);
    leftKwh -= mostKwhOf(visit);
    freeAt = visit.to + apartMs;
  }
  return visits;
}

function visitOn(spec: ChargerSpec, midnight: number, arrivals: Arrivals, random: Random): Visit | null {
  // Drawn whether or not a car comes: one more car changes no other day.
  const comes = uniform(random) < arrivals.chance;
  const from = midnight + Math.round(between(random, arrivals.fromHour, arrivals.toHour) * hourMs);
  const to = from + Math.round(between(random, stayHours.from, stayHours.to) * hourMs);
  const car = someCar(random, isIt(spec.networkType));
  const tag = spec.tags[integer(random, Math.max(1, spec.tags.length))] ?? null;
  const pauseAt = uniform(random) < pausedShare ? from + hourMs : null;
  return comes ? { from, to, car, tag, pauseAt } : null;
}
