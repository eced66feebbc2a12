import type { InstallationId } from "../domain/ids";
import type { PriceModel } from "../prices/model";
import type { MonthFigures } from "../reports/types";

export type { Amount, MonthFigures, PersonSums, PlaceSums, ReportSums } from "../reports/types";

/** Whose tag it is, by the names that the installation has now. `tag` null: that person was erased, or is forgotten by age. */
export interface Who {
  tag: string | null;
  name: string | null;
  group: string | null;
}

/** future: the month has not begun. goesOn: it is not over. open: it is, and was not closed. */
export type ReportState = "future" | "goesOn" | "open" | "closed";

/** `GET /api/installations/{id}/reports/{month}`. Instants: ms since 1970. */
export interface ReportAnswer {
  installationId: InstallationId;
  /** Of a closed month as they were then. */
  name: string;
  timeZone: string;
  month: string;
  from: number;
  to: number;
  /** By how much the zone's clock is ahead of UTC at both: `+02:00`. */
  fromOffset: string;
  toOffset: string;
  /** What is told reaches so far; it is `from` where the month has not begun. */
  until: number;
  state: ReportState;
  closed: { by: string; at: number } | null;
  /** The only month that can be closed now, the one after the last that is closed; null: any that is over. */
  nextToClose: string | null;
  /** To how many owners a link to it was mailed, to how many it was not yet, and why. */
  mail: { sent: number; waiting: number; fault: string | null };
  /** When it was made, and by which version of Phaseboard. */
  madeAt: number;
  version: string;
  /** Who is null: nobody is known who charged. */
  figures: MonthFigures<Who>;
  /** What holds in the month, periods cut to it, and of which of its days no price is entered. */
  prices: PriceModel & { gaps: { from: string; to: string }[] };
}

/** `GET /api/installations/{id}/reports`: which months are closed, ascending. Instants: ms since 1970. */
export interface ReportList {
  closed: { month: string; by: string; at: number }[];
}
