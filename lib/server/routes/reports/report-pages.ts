import { monthAt, monthsLater } from "../../../domain/time/months";
import { runningLive } from "../../app/running-live";

/** Where the report of the last month that is over stands. */
export const latestReport = ({ id, timeZone }: { id: string; timeZone: string }): string =>
  `/reports/${id}/${monthsLater(monthAt(runningLive().now(), timeZone), -1)}`;
