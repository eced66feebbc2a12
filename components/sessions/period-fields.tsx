"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { useNow } from "../../lib/client/state/use-now";
import { monthAt, monthsLater } from "../../lib/domain/time/months";
import type { Period } from "./session-choice";

const shownMonths = 24;

interface Props {
  /** Null: this month. */
  period: Period | null;
  change(period: Period | null): void;
  timeZone: string;
  /** What a field looks like. */
  field: string;
}

/** Of which time: a month, days of one's own, or all. */
export function PeriodFields({ period, change, timeZone, field }: Props) {
  const t = useTranslations("sessions");
  const locale = useLocale();
  const now = useNow(3_600_000);
  const thisMonth = monthAt(now, timeZone);
  const months = useMemo(() => {
    const format = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
      timeZone: "UTC",
      month: "long",
      year: "numeric",
    });
    const chosen = period?.kind === "month" ? [period.month] : [];
    const last = Array.from({ length: shownMonths }, (_, index) => monthsLater(thisMonth, -index));
    return [...new Set([...last, ...chosen])]
      .sort()
      .reverse()
      .map((month) => ({
        month,
        name: format.format(Date.parse(`${month}-01T00:00Z`)),
      }));
  }, [locale, thisMonth, period]);

  function choose(value: string): void {
    if (value === thisMonth) change(null);
    else if (value === "all") change({ kind: "all" });
    else if (value === "days") change({ kind: "days", from: `${thisMonth}-01`, to: `${thisMonth}-28` });
    else change({ kind: "month", month: value });
  }

  const value = period === null ? thisMonth : period.kind === "month" ? period.month : period.kind;
  return (
    <>
      <select
        aria-label={t("period")}
        value={value}
        onChange={({ target }) => choose(target.value)}
        className={`${field} max-w-full flex-1 basis-36 sm:flex-none`}
      >
        {months.map(({ month, name }) => (
          <option key={month} value={month}>
            {name}
          </option>
        ))}
        <option value="days">{t("days")}</option>
        <option value="all">{t("allTime")}</option>
      </select>
      {period?.kind === "days" && (
        <>
          <input
            type="date"
            aria-label={t("firstDay")}
            value={period.from}
            max={period.to}
            onChange={({ target: { value: from } }) =>
              from !== "" && change({ kind: "days", from, to: [from, period.to].sort().at(-1) ?? from })
            }
            className={field}
          />
          <input
            type="date"
            aria-label={t("lastDay")}
            value={period.to}
            min={period.from}
            onChange={({ target: { value: to } }) =>
              to !== "" && change({ kind: "days", from: [to, period.from].sort()[0] ?? to, to })
            }
            className={field}
          />
        </>
      )}
    </>
  );
}
