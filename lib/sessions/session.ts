import type { ObservationKey } from "../domain/charger/observation";
import type { Span } from "../history/steps";
import { energyFigures } from "./energy/energy-figures";
import { failedStartsOf } from "./failed-starts";
import { flowOf } from "./flow";
import type { Heard } from "./heard";
import { endedBy, momentsOf } from "./moments";
import { within } from "./ordered";
import { pausesOf } from "./pauses";
import { commandIdsOf, firmwareOf, signedOf, tagOf } from "./session-facts";
import { momentFlags, toldFlags } from "./session-flags";
import type { Stretch } from "./stretches";
import type { Flag, Moment, Session } from "./types";

/** All that is known of one session. */
export function sessionOf(stretch: Stretch, heard: Heard): Session {
  const { input, listOf, clock } = heard;
  const { chargerId, commands, meterKeys, ratedA, until } = input;
  const told = stretch.record?.told ?? null;
  const signedReadings = told?.record.signedReadings ?? null;
  const { start, end, isTurned } = momentsOf(stretch);
  const ended = endedBy(stretch);
  const span = spanOf(stretch, start, end, until);
  const during = (key: ObservationKey) => within(listOf(key), span.from, span.to);
  const states = heard.states.during(span.from, span.to);
  const isPowerTold = during("powerW").some(({ value }) => typeof value === "number");
  const { powerWh, isPowerWhole, ...flow } = flowOf(states, isPowerTold);
  const { figures, flags } = energyFigures({
    ...span,
    isStartKnown: start.at !== null,
    isEndKnown: end.at !== null || ended === null,
    record: told,
    counted: during("sessionEnergyKwh"),
    signed: during("signedMeterValue"),
    states,
    flow: { powerWh, isPowerWhole },
    clock,
    ratedA,
  });
  const all = new Set<Flag>([
    ...(stretch.record?.flags ?? []),
    ...(isTurned ? (["endBeforeStart"] as const) : []),
    ...momentFlags(stretch, start, end, ended),
    ...toldFlags(heard, span),
    ...flags,
  ]);
  return {
    id: stretch.id ?? `${chargerId} ${new Date(span.from).toISOString()}`,
    hasOwnId: stretch.id !== null,
    start,
    end,
    endedBy: ended,
    isOpen: ended === null,
    ...flow,
    ...figures,
    tag: told?.record.tag ?? tagOf(during("tag"), flow.firstCurrentAt ?? span.to),
    pauses: pausesOf(states, commands),
    failedStarts: failedStartsOf(states),
    firmware: firmwareOf(listOf, span),
    commandIds: commandIdsOf(commands, span),
    signedReadings,
    ...signedOf(signedReadings, meterKeys),
    flags: [...all].sort(),
  };
}

/** A session's time, as far as anything of it is known. */
function spanOf({ segments, record }: Stretch, start: Moment, end: Moment, until: number): Span {
  const last = segments.at(-1);
  const to = end.at ?? (last === undefined ? (record?.told.at ?? until) : (last.to ?? until));
  return { from: Math.min(start.at ?? segments[0]?.from ?? to, to), to };
}
