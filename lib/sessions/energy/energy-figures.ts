import type { Span } from "../../history/steps";
import type { ChargerClock } from "../charger-clock";
import type { Flow } from "../flow";
import { readingFlags } from "../session-flags";
import { shapesOf } from "../shapes";
import type { State } from "../states";
import type { Flag, Session, Told, ToldRecord } from "../types";
import { counterOf } from "./counter";
import { energyOf } from "./energy";
import { partsOf } from "./parts";
import { quartersOf } from "./quarters";
import { meterOf } from "./session-meter";

/** What a session's energy is worked out from. */
interface Situation extends Span {
  isStartKnown: boolean;
  /** It goes on, or its end is known. */
  isEndKnown: boolean;
  record: ToldRecord | null;
  /** What was told meanwhile as `sessionEnergyKwh` and `signedMeterValue`. */
  counted: readonly Told[];
  signed: readonly Told[];
  states: readonly State[];
  flow: Pick<Flow, "powerWh" | "isPowerWhole">;
  clock: ChargerClock;
  ratedA: number;
}

type Figures = Pick<Session, "energy" | "meterStartWh" | "meterEndWh" | "quarters">;

/** A session's energy, by all that tells of it, and by quarter-hour. */
export function energyFigures(situation: Situation): { figures: Figures; flags: Flag[] } {
  const { from, to, isStartKnown, isEndKnown, record, counted, signed, states, flow, clock, ratedA } = situation;
  const counter = counterOf(counted, { from, to, ratedA, heardBegin: isStartKnown });
  const lengthMs = isStartKnown && isEndKnown ? to - from : null;
  const meter = meterOf(record, signed, clock, { from, to, lengthMs, ratedA });
  const { energy, flags } = energyOf(meter, record, counter, flow, ratedA);
  const shapes = shapesOf(states, counter.points);
  const parts = partsOf({ from, to, isStartKnown }, energy, meter, counter.points, shapes);
  return {
    figures: {
      energy,
      meterStartWh: meter.startWh,
      meterEndWh: meter.endWh,
      quarters: parts && quartersOf(parts, shapes),
    },
    flags: [...counter.flags, ...meter.flags, ...flags, ...readingFlags(meter.points)],
  };
}
