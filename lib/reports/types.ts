import type { DeviceId } from "../domain/ids";
import type { MonthlyPart } from "../prices/model";
import type { RoundedMoney } from "../prices/money";
import type { QuarterPrice } from "../prices/price-of";
import type { MeterAt } from "./month-sums";

/** As it is paid: `{ currency: "EUR", net: "10.34", vat: "1.96", gross: "12.30" }`. */
export interface Amount extends RoundedMoney {
  currency: string;
}

/** Why energy has no price; `noTime`: it is in no quarter-hour. */
export type NoPrice = Exclude<QuarterPrice, { isKnown: true }>["why"] | "noTime";

/** What somebody's or a place's energy comes to in a month. */
export interface ReportSums {
  /** Sessions that ended in the month, and of how many of them the energy is unknown: it was `wh` at least then. */
  sessions: number;
  unknownEnergy: number;
  /** Energy that flowed in the month, Wh; of it what is in estimated quarter-hours, and what has no price. */
  wh: number;
  estimatedWh: number;
  unpricedWh: number;
  /** By currency. `total` is rounded once; `energy` is rounded for itself, and `parts` is what lies between them. */
  energy: Amount[];
  parts: Amount[];
  total: Amount[];
}

/** @typeParam W who somebody is: a tag, or the id that stands for one in a closed month; null: nobody is known */
export interface PersonSums<W> extends ReportSums {
  who: W | null;
}

export interface PlaceSums extends ReportSums {
  deviceId: DeviceId;
  /** As it was when the report was made. */
  name: string;
  circuit: string | null;
  /** The whole energy of the sessions that ended in the month, Wh. */
  sessionWh: number;
  /** The meter at the begin of the first of them, and at the end of the last. */
  meterStart: MeterAt | null;
  meterEnd: MeterAt | null;
  /** What the meter counted between them, and how much more that is than `sessionWh`; null: it is not known. */
  meterWh: number | null;
  differenceWh: number | null;
  /** The share of the watched time in which it responded, 0 to 100; null: nothing is known. */
  respondedPercent: number | null;
}

/** What was to be paid in the month besides energy. */
interface PartSums {
  name: string;
  sharedBy: MonthlyPart["sharedBy"];
  isProvisional: boolean;
  /** On so many days of the month it held. */
  days: number;
  amount: Amount;
}

/** What changed of a closed month after it was closed. Energy may be less than 0. */
export interface Correction<W> {
  month: string;
  who: W | null;
  wh: number;
  /** Of the energy alone: parts are not shared anew. */
  energy: Amount[];
}

/** The figures of a month. @typeParam W see `PersonSums` */
export interface MonthFigures<W> {
  people: PersonSums<W>[];
  places: PlaceSums[];
  parts: PartSums[];
  corrections: Correction<W>[];
  /** Of all people, corrections among them: what is to be paid. The sum of what is rounded. */
  total: Amount[];
  /** Energy that flowed in the month, Wh, and the whole of the sessions that ended in it. */
  wh: number;
  sessionWh: number;
  sessions: number;
  unknownEnergy: number;
  estimatedWh: number;
  /** Energy without a price, by why. */
  unpriced: { why: NoPrice; wh: number }[];
  isProvisional: boolean;
  /** Sessions that had begun before the month, that went on after it, and of which the end is not known. */
  fromBefore: number;
  goneOn: number;
  endUnknown: number;
  /** For how long of the month so far Phaseboard watched, ms. */
  watchedMs: number;
}
