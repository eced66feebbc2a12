import type { ReportAnswer, ReportList } from "../../../contract/report";
import type { Installation } from "../../../domain/topology";
import type { StoreAccess } from "../../base/store-access";
import { closeMonth } from "../../reports/close-month";
import { type ReportOf, reportOf } from "../../reports/report-of";

/** What is asked of monthly reports, from the store. Refused (`storeUnavailable`) without it. */
export interface ReportRequests {
  closed(installation: Installation): Promise<ReportList["closed"]>;
  /** @param month `2026-11` */
  report(installation: Installation, month: string): Promise<ReportAnswer>;
  /** Who closes it is told by name. */
  close(installation: Installation, month: string, by: string): ReturnType<typeof closeMonth>;
}

/** What the live fleet knows that they are told by. */
type Known = { [Key in "topology" | "watching" | "now"]: () => ReportOf[Key] };

export function reportRequests({ readOrRefuse, callOrRefuse }: StoreAccess, known: Known): ReportRequests {
  const of = (installation: Installation, month: string): ReportOf => ({
    installation,
    topology: known.topology(),
    month,
    now: known.now(),
    watching: known.watching(),
  });
  return {
    closed: ({ id }) => readOrRefuse(({ reports }) => reports.closed(id)),
    report: (installation, month) => readOrRefuse((store) => reportOf(store, of(installation, month))),
    close: (installation, month, by) => callOrRefuse((store) => closeMonth(store, of(installation, month), by)),
  };
}
