import type { ObservationKey } from "../domain/charger/observation";
import type { Span } from "../history/steps";
import type { ChargerClock } from "./charger-clock";
import { counterOf } from "./counter";
import { energyOf } from "./energy";
import { failedStartsOf } from "./failed-starts";
import { flowOf } from "./flow";
import type { Hearing } from "./hearing";
import { endedBy, endOf, startOf } from "./moments";
import { within } from "./ordered";
import { partsOf } from "./parts";
import { pausesOf } from "./pauses";
import { quartersOf } from "./quarters";
import { commandIdsOf, firmwareOf, signedOf, tagOf } from "./session-facts";
import { momentFlags, readingFlags, toldFlags } from "./session-flags";
import { meterOf } from "./session-meter";
import { shapesOf } from "./shapes";
import type { States } from "./states";
import type { Stretch } from "./stretches";
import type { Flag, Moment, Session, SessionInput, Told } from "./types";

/** What a charger told, in order. */
export interface Heard {
  input: SessionInput;
  listOf(key: ObservationKey): readonly Told[];
  clock: ChargerClock;
  hearing: Hearing;
  states: States;
}

/** All that is known of one session. */
export function sessionOf(stretch: Stretch, heard: Heard): Session {
  const { input, listOf } = heard;
  const record = stretch.record?.told.record ?? null;
  const [start, end, ended] = [startOf(stretch), endOf(stretch), endedBy(stretch)];
  const span = spanOf(stretch, start, end, input.until);
  const states = heard.states.during(span.from, span.to);
  const { powerWh: _, isPowerWhole: __, ...flow } = flowOf(states);
  const { flags, ...energy } = energyWithin(stretch, heard, span, start.at !== null, end.at !== null || ended === null);
  const told = [
    ...momentFlags(stretch, start, end, ended),
    ...toldFlags(listOf, span, input.ratedA),
    ...(heard.hearing.isWhole(span.from, span.to) ? [] : (["notHeard"] as const)),
  ];
  return {
    id: stretch.id ?? `${input.chargerId} ${new Date(span.from).toISOString()}`,
    hasOwnId: stretch.id !== null,
    start,
    end,
    endedBy: ended,
    isOpen: ended === null,
    ...flow,
    ...energy,
    tag: record?.tag ?? tagOf(within(listOf("tag"), span.from, span.to), flow.firstCurrentAt ?? span.to),
    pauses: pausesOf(states, input.commands),
    failedStarts: failedStartsOf(states),
    firmware: firmwareOf(listOf, span),
    commandIds: commandIdsOf(input.commands, span),
    signed: signedOf(record?.signedReadings ?? null, input.meterKey),
    flags: [...new Set([...(stretch.record?.flags ?? []), ...told, ...flags])].sort(),
  };
}

/** A session's time, as far as anything of it is known. */
function spanOf({ segments, record }: Stretch, start: Moment, end: Moment, until: number): Span {
  const last = segments.at(-1);
  const to = end.at ?? (last === undefined ? (record?.told.at ?? until) : (last.to ?? until));
  return { from: Math.min(start.at ?? segments[0]?.from ?? to, to), to };
}

type EnergyFigures = Pick<Session, "energy" | "meterStartWh" | "meterEndWh" | "quarters"> & { flags: Flag[] };

function energyWithin(
  { record }: Stretch,
  { input: { ratedA }, listOf, clock, states }: Heard,
  span: Span,
  isStartKnown: boolean,
  isEndKnown: boolean,
): EnergyFigures {
  const { from, to } = span;
  const told = record?.told ?? null;
  const during = states.during(from, to);
  const counter = counterOf(within(listOf("sessionEnergyKwh"), from, to), {
    from,
    to,
    ratedA,
    heardBegin: isStartKnown,
  });
  const lengthMs = isStartKnown && isEndKnown ? to - from : null;
  const meter = meterOf(told, within(listOf("signedMeterValue"), from, to), clock, { from, to, lengthMs, ratedA });
  const { energy, flags } = energyOf(meter, told, counter, flowOf(during), ratedA);
  const shapes = shapesOf(during, counter.points);
  const parts = partsOf({ from, to, isStartKnown }, energy, meter, counter.points, shapes);
  return {
    energy,
    meterStartWh: meter.startWh,
    meterEndWh: meter.endWh,
    quarters: parts && quartersOf(parts, shapes),
    flags: [...counter.flags, ...meter.flags, ...flags, ...readingFlags(meter.points)],
  };
}
