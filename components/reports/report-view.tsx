import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ReportAnswer } from "../../lib/contract/report";
import { useDates } from "../live/use-dates";
import { PeopleTable } from "./people-table";
import { PlacesTable } from "./places-table";
import { ReportNotes, ReportRules } from "./report-notes";
import { ReportPrices } from "./report-prices";
import type { ReportWords } from "./use-report-words";

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-6 break-inside-avoid-page">
      <h3 className="mb-2 font-semibold text-[0.9375rem]">{title}</h3>
      {children}
    </section>
  );
}

/** A month's report, to be read and printed. */
export function ReportView({ report, words }: { report: ReportAnswer; words: ReportWords }) {
  const t = useTranslations("reports");
  const dates = useDates();
  const { name, timeZone, from, to, fromOffset, toOffset, state, closed, until, madeAt, version, figures } = report;
  const title = t("report", { month: dates.month(report.month) });
  const isEmpty = figures.sessions === 0 && figures.wh === 0 && figures.corrections.length === 0;
  const stand =
    state === "closed" && closed !== null
      ? t("state.closed", { by: closed.by, time: words.time(closed.at) })
      : state === "goesOn"
        ? t("state.goesOn", { time: words.time(until) })
        : t(state === "future" ? "state.future" : "state.open");
  return (
    <section aria-label={title} className="card p-4 sm:p-6 print:border-0 print:p-0">
      <h2 className="font-semibold text-[1.25rem]">
        {name}: {title}
      </h2>
      <p className="mt-1 text-[0.8125rem] text-ink-3">
        {t("period", { from: words.time(from), fromOffset, to: words.time(to), toOffset, zone: timeZone })}
      </p>
      <p className={`mt-2 text-[0.875rem] ${state === "closed" ? "text-ink" : "font-medium text-waiting"}`}>{stand}</p>
      {report.mail.sent > 0 && <p className="text-[0.8125rem] text-ink-3">{t("mail.sent", { n: report.mail.sent })}</p>}
      {report.mail.waiting > 0 && (
        <p className="text-[0.8125rem] text-waiting">
          {t("mail.waiting", { n: report.mail.waiting, fault: report.mail.fault ?? "" })}
        </p>
      )}
      {state !== "future" && (
        <>
          <dl className="mt-4 grid grid-cols-2 gap-x-6 gap-y-3 sm:flex">
            <Figure name={t("energy")} value={words.sumOfEnergy(figures)} />
            <Figure name={t("sessions")} value={String(figures.sessions)} />
            <Figure
              name={t("cost")}
              value={
                figures.total.length === 0
                  ? t("noPrice")
                  : figures.unpriced.length > 0
                    ? t("atLeast", { value: words.amounts(figures.total) })
                    : words.amounts(figures.total)
              }
            />
          </dl>
          {isEmpty && <p className="mt-4 text-ink-2">{t("empty")}</p>}
          {figures.people.length + figures.corrections.length > 0 && (
            <Part title={t("people")}>
              <PeopleTable figures={figures} words={words} />
            </Part>
          )}
          {figures.places.length > 0 && (
            <Part title={t("places")}>
              <PlacesTable figures={figures} words={words} />
            </Part>
          )}
          <Part title={t("prices")}>
            <ReportPrices report={report} words={words} />
          </Part>
          <Part title={t("notes")}>
            <ReportNotes report={report} words={words} />
          </Part>
          <Part title={t("rules")}>
            <ReportRules />
          </Part>
        </>
      )}
      <p className="mt-6 text-[0.75rem] text-ink-3">{t("made", { time: words.time(madeAt), version })}</p>
    </section>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt className="text-[0.8125rem] text-ink-3">{name}</dt>
      <dd className="num font-semibold text-[1.125rem]">{value}</dd>
    </div>
  );
}
