import { monthsLater, spanOfMonth } from "../../domain/time/months";
import { renamed } from "../../reports/renamed";
import { version } from "../base/version";
import type { ClosedReport } from "./closed-report";
import type { ReportStores } from "./month-figures";
import { openReport, type ReportOf } from "./report-of";

/** Prices that somebody saves again and again hold no closing up for ever. */
const mostTries = 3;

/**
 * Closes a month: its report stays as it is now. `notOver`: the month goes on, or has not begun. `closed`: it is closed already, or
 * another one must be closed before it, the one after `closed`.
 */
export async function closeMonth(
  store: ReportStores,
  of: ReportOf,
  by: string,
): Promise<"done" | "notOver" | "pricesChanged" | { closed: string }> {
  const { installation, month, now } = of;
  const { id, name, timeZone } = installation;
  if (now < spanOfMonth(month, timeZone).to) return "notOver";
  for (let tries = 0; ; tries += 1) {
    const { pricesVersion, prices, figures } = await openReport(store, of, await store.reports.closed(id));
    const report = (idOf: ReadonlyMap<string, string>): ClosedReport => ({
      form: 1,
      name,
      timeZone,
      version,
      prices,
      figures: renamed(figures, (tag) => idOf.get(tag) ?? null),
    });
    const tags = [
      ...new Set([...figures.people, ...figures.corrections].flatMap(({ who }) => (who === null ? [] : [who]))),
    ];
    const outcome = await store.reports.close(
      id,
      { month, by, at: now, pricesVersion, tags, report },
      (last) => monthsLater(last, 1) === month,
    );
    if (outcome !== "pricesChanged" || tries === mostTries) return outcome;
  }
}
