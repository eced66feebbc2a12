import { micros } from "../../domain/history/row";
import type { InstallationId } from "../../domain/ids";
import { spanOfMonth } from "../../domain/time/months";
import { addTold, correctionsOf, toldOf } from "../../reports/corrections";
import type { Correction } from "../../reports/types";
import { type ClosedReport, readClosed } from "./closed-report";
import { monthFigures, type ReportStores } from "./month-figures";

/** What was written a moment after it was read for a closing is looked at once more. */
const marginMs = 600_000;

interface Closed {
  month: string;
  at: number;
  sessions: number;
}

/**
 * What is known now of closed months and was told otherwise, in them and in the corrections of those after them. People are named by
 * their tags; those who were erased since count as nobody.
 * @param closed ascending
 */
export async function correctionsNow(
  store: ReportStores,
  installationId: InstallationId,
  closed: readonly Closed[],
  timeZone: string,
): Promise<Correction<string>[]> {
  const last = closed.at(-1);
  if (last === undefined) return [];
  const stretches = closed.map(({ month, sessions }) => {
    const { from, to } = spanOfMonth(month, timeZone);
    return { from: micros(from), to: micros(to), sessions };
  });
  const changed = await store.sessions.changedIn(installationId, stretches, last.at - marginMs);
  const first = changed.indexOf(true);
  if (first < 0) return [];
  const kept = await store.reports.reports(
    installationId,
    closed.slice(first).map(({ month }) => month),
  );
  const reports = kept.map(({ month, at, report }) => ({ month, at, report: readClosed(report) }));
  const tags = await store.reports.tagsOf(idsIn(reports.map(({ report }) => report)));
  const found: Correction<string>[] = [];
  for (const { month, at, report } of reports) {
    if (!changed[closed.findIndex((one) => one.month === month)]) continue;
    const told = toldOf(report.figures, (id) => tags.has(id));
    for (const later of reports)
      for (const one of later.report.figures.corrections)
        if (one.month === month) addTold(told, one.who !== null && tags.has(one.who) ? one.who : null, one);
    const span = spanOfMonth(month, report.timeZone);
    const now = await monthFigures(
      store,
      { installationId, timeZone: report.timeZone, month, ...span },
      report.prices,
      { places: [], watchedMs: 0, asOf: at },
    );
    const byTag = new Map([...told].map(([id, sums]) => [id === null ? null : (tags.get(id) ?? null), sums]));
    found.push(
      ...correctionsOf(
        month,
        byTag,
        toldOf(now, () => true),
      ),
    );
  }
  return found;
}

/** Everybody who is named in reports. */
export const idsIn = (reports: readonly ClosedReport[]): string[] => [
  ...new Set(
    reports.flatMap(({ figures: { people, corrections } }) =>
      [...people, ...corrections].flatMap(({ who }) => (who === null ? [] : [who])),
    ),
  ),
];
