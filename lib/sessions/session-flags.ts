import { type ObservationKey, unreadable } from "../domain/charger/observation";
import { isPlausible } from "../domain/charger/plausible";
import type { Span } from "../history/steps";
import { clockSetAt } from "./charger-clock";
import type { MeterPoint } from "./energy/session-meter";
import type { Heard } from "./heard";
import { within } from "./ordered";
import type { Stretch } from "./stretches";
import { type EndedBy, type Flag, type Moment, sessionKeys, type Told } from "./types";

/** A clock that is off by more is told as wrong (wire.md 4, rule 7), ms. */
const clockWrongMs = 120_000;
/** A record comes with the end of its session; later, the charger was away, ms. Our own figure. */
const lateMs = 3_600_000;
/** A Go reads its meter each hour (wire.md 5), ms, with what a reading is late by. */
const readEachMs = 3_605_000;

/** What start and end say of each other, and of the record. */
export function momentFlags({ record }: Stretch, start: Moment, end: Moment, ended: EndedBy): Flag[] {
  const flags: Flag[] = [];
  if (start.by === "unknown") flags.push("startUnknown");
  if (end.by === "unknown" && ended !== null) flags.push("endUnknown");
  if (ended === "nextSession") flags.push("unplugNotTold");
  if (record !== null && end.at !== null && record.told.at - end.at > lateMs) flags.push("late");
  const areApart = ({ at, us, by }: Moment, placed: number | null | undefined) =>
    by !== "unknown" && us !== null && Math.abs((placed ?? at ?? us) - us) > clockWrongMs;
  if (areApart(start, record?.start) || areApart(end, record?.end)) flags.push("timesDiffer");
  return flags;
}

/** What the telling itself is worth. */
export function toldFlags({ input: { ratedA }, listOf, hearing }: Heard, { from, to }: Span): Flag[] {
  const flags: Flag[] = hearing.heardUntil(from, to) === to ? [] : ["notHeard"];
  const all = sessionKeys.map((key) => [key, within(listOf(key), from, to)] as const);
  const told = all.flatMap(([, list]) => list);
  if (told.some(({ at, ownAt }) => Math.abs(ownAt - at) > clockWrongMs)) flags.push("clockWrong");
  if (told.some(({ ownAt }) => ownAt < clockSetAt)) flags.push("clockNeverSet");
  if (told.some(({ value }) => value === unreadable)) flags.push("unreadable");
  const hardware = { ratedA, sessionMs: null, heardBegin: false };
  const cannotBe = (key: ObservationKey, { value }: Told) =>
    typeof value === "number" && !isPlausible(key, value, hardware);
  if (all.some(([key, list]) => key === "powerW" && list.some((one) => cannotBe(key, one))))
    flags.push("implausiblePower");
  return flags;
}

export function readingFlags(points: readonly MeterPoint[]): Flag[] {
  const isHole = ({ at, wh }: MeterPoint, index: number) => {
    const before = points[index - 1];
    return before !== undefined && wh > before.wh && at - before.at > readEachMs;
  };
  return points.some(isHole) ? ["readingsMissing"] : [];
}
