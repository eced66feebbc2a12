import type { ReportAnswer, ReportState, Who } from "../../contract/report";
import { monthsLater, spanOfMonth } from "../../domain/time/months";
import { offsetMs, offsetText } from "../../domain/time/wall-clock";
import type { Installation, Topology } from "../../domain/topology";
import { gapsInMonth, modelOfMonth } from "../../prices/in-month";
import type { PriceModel } from "../../prices/model";
import { sumOf } from "../../reports/amounts";
import { renamed } from "../../reports/renamed";
import type { MonthFigures } from "../../reports/types";
import type { ReportMail } from "../../store/tables/report-store";
import { version } from "../base/version";
import { installationAvailability } from "../usage/availability";
import { type ClosedReport, readClosed } from "./closed-report";
import { correctionsNow, idsIn } from "./corrections";
import { monthFigures, placesIn, type ReportStores } from "./month-figures";

export interface ReportOf {
  installation: Installation;
  topology: Topology;
  /** `2026-11` */
  month: string;
  now: number;
  /** Since when it has been known what is so now, and now, ms; null: it is not. */
  watching: { from: number; to: number } | null;
}

/** A month as it is known now, by people's tags. */
export interface OpenReport {
  pricesVersion: number;
  /** What holds in the month. */
  prices: PriceModel;
  figures: MonthFigures<string>;
}

/** The figures of a month that is not closed; with the corrections of closed months where it is the next to be closed. */
export async function openReport(
  store: ReportStores,
  { installation, topology, month, now, watching }: ReportOf,
  closed: Awaited<ReturnType<ReportStores["reports"]["closed"]>>,
): Promise<OpenReport> {
  const { id, timeZone } = installation;
  const { version: pricesVersion, model } = await store.prices.get(id);
  const availability = await installationAvailability(store, { installation, topology, month, now, watching });
  const places = placesIn(
    topology,
    id,
    new Map(availability.chargers.map(({ deviceId, percent }) => [deviceId, percent])),
  );
  const prices = modelOfMonth(model, month);
  const span = spanOfMonth(month, timeZone);
  const figures = await monthFigures(store, { installationId: id, timeZone, month, ...span }, prices, {
    places,
    watchedMs: availability.watchedMs,
  });
  const isNext = closed.length > 0 && nextToClose(closed) === month;
  const corrections = isNext ? await correctionsNow(store, id, closed, timeZone) : [];
  const total = sumOf([figures.total, ...corrections.map(({ energy }) => energy)]);
  return { pricesVersion, prices, figures: { ...figures, corrections, total } };
}

/** The month after the last that is closed; null: none is. @param closed ascending */
function nextToClose(closed: readonly { month: string }[]): string | null {
  const last = closed.at(-1);
  return last === undefined ? null : monthsLater(last.month, 1);
}

function stateOf({ from, to }: { from: number; to: number }, now: number, isClosed: boolean): ReportState {
  if (isClosed) return "closed";
  if (now < from) return "future";
  return now < to ? "goesOn" : "open";
}

/** A month's report: as it was closed, or as it is known now. */
export async function reportOf(store: ReportStores, of: ReportOf): Promise<ReportAnswer> {
  const { installation, month, now } = of;
  const closed = await store.reports.closed(installation.id);
  const [kept] = await store.reports.reports(installation.id, [month]);
  const names = new Map((await store.tags.names(installation.id)).map((one) => [one.tag, one]));
  const whoOf = (tag: string): Who => ({
    tag,
    name: names.get(tag)?.name ?? null,
    group: names.get(tag)?.group ?? null,
  });
  const next = nextToClose(closed);
  const mail = mailOf(await store.reports.mails(installation.id, month));
  if (kept === undefined) {
    const { prices, figures } = await openReport(store, of, closed);
    return {
      ...frame(installation, month, now, false),
      closed: null,
      nextToClose: next,
      mail,
      madeAt: now,
      version,
      figures: renamed(figures, whoOf),
      prices: { ...prices, gaps: gapsInMonth(prices, month) },
    };
  }
  const report: ClosedReport = readClosed(kept.report);
  const tags = await store.reports.tagsOf(idsIn([report]));
  const { name, timeZone, prices } = report;
  return {
    ...frame({ id: installation.id, name, timeZone }, month, now, true),
    closed: { by: kept.by, at: kept.at },
    nextToClose: next,
    mail,
    madeAt: kept.at,
    version: report.version,
    figures: renamed(report.figures, (id): Who => {
      const tag = tags.get(id);
      return tag === undefined ? { tag: null, name: null, group: null } : whoOf(tag);
    }),
    prices: { ...prices, gaps: gapsInMonth(prices, month) },
  };
}

function mailOf(mails: readonly ReportMail[]): ReportAnswer["mail"] {
  const waiting = mails.filter(({ sentAt }) => sentAt === null);
  return { sent: mails.length - waiting.length, waiting: waiting.length, fault: waiting[0]?.fault ?? null };
}

function frame(
  { id, name, timeZone }: Pick<Installation, "id" | "name" | "timeZone">,
  month: string,
  now: number,
  isClosed: boolean,
): Pick<
  ReportAnswer,
  "installationId" | "name" | "timeZone" | "month" | "from" | "to" | "fromOffset" | "toOffset" | "until" | "state"
> {
  const { from, to } = spanOfMonth(month, timeZone);
  const offset = (at: number) => offsetText(offsetMs(timeZone, at));
  return {
    installationId: id,
    name,
    timeZone,
    month,
    from,
    to,
    fromOffset: offset(from),
    toOffset: offset(to),
    until: Math.max(from, Math.min(to, now)),
    state: stateOf({ from, to }, now, isClosed),
  };
}
