"use client";

import { ChevronLeft, ChevronRight, Download, Printer } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useQueries } from "../../lib/client/state/use-queries";
import { monthsLater } from "../../lib/domain/time/months";
import { NotRead } from "../kept/not-read";
import { useDates } from "../live/use-dates";
import { BackLink } from "../ui/back-link";
import { Button } from "../ui/button";
import { Skeleton } from "../ui/skeleton";
import { CloseDialog } from "./close-dialog";
import { ReportView } from "./report-view";
import { reportKey, reportPath, useReport } from "./use-report";
import { useReportWords } from "./use-report-words";

const linkLook =
  "inline-flex min-h-11 items-center justify-center gap-2 rounded-xl border border-line-strong/60 bg-surface px-3 py-2 font-semibold text-[0.9375rem] text-ink hover:bg-sunken";

interface Props {
  installation: { id: string; name: string; timeZone: string };
  month: string;
  thisMonth: string;
}

/** The report of a month: read, printed, taken along as a file, closed. */
export function ReportPage({ installation: { id, name, timeZone }, month, thisMonth }: Props) {
  const t = useTranslations("reports");
  const dates = useDates();
  const words = useReportWords(timeZone);
  const queries = useQueries();
  const { data, error, isPending, isPlaceholderData, refetch } = useReport(id, month);
  const [asking, setAsking] = useState(false);
  const monthLink = (to: string) => `/reports/${id}/${to}`;
  const mayClose = data?.state === "open" && !isPlaceholderData;
  const first = data?.nextToClose ?? null;
  const whyNot =
    mayClose && first !== null && first !== month
      ? first < month
        ? t("notNext", { month: dates.month(first) })
        : t("beforeFirst")
      : null;

  function rest() {
    if (isPending) return <Skeleton className="h-96" />;
    if (data === undefined) return <NotRead title={t("failed")} error={error} again={() => void refetch()} />;
    return (
      <div className={isPlaceholderData ? "opacity-60" : ""}>
        <ReportView report={data} words={words} />
      </div>
    );
  }

  return (
    <>
      <div className="print:hidden">
        <BackLink href={`/installations/${id}`}>{name}</BackLink>
        <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
          <h1 className="sr-only">{t("title")}</h1>
          <div className="flex items-center gap-2">
            <Link
              href={monthLink(monthsLater(month, -1))}
              prefetch={false}
              aria-label={t("earlier")}
              className={linkLook}
            >
              <ChevronLeft aria-hidden="true" className="size-5" />
            </Link>
            <span aria-live="polite" className="min-w-36 text-center font-semibold text-[1.0625rem]">
              {dates.month(month)}
            </span>
            {month < thisMonth && (
              <Link
                href={monthLink(monthsLater(month, 1))}
                prefetch={false}
                aria-label={t("later")}
                className={linkLook}
              >
                <ChevronRight aria-hidden="true" className="size-5" />
              </Link>
            )}
          </div>
          {data !== undefined && data.state !== "future" && (
            <div className="flex flex-wrap gap-2">
              <Button onClick={() => window.print()}>
                <Printer aria-hidden="true" className="size-4" />
                {t("print")}
              </Button>
              {(["csv", "csv-de"] as const).map((format) => (
                <a key={format} href={`${reportPath(id, month)}.csv?format=${format}`} download className={linkLook}>
                  <Download aria-hidden="true" className="size-4" />
                  {t(format === "csv" ? "csv" : "csvGerman")}
                </a>
              ))}
              {mayClose && (
                <Button
                  look="primary"
                  cannotAct={whyNot !== null}
                  aria-describedby={whyNot === null ? undefined : "not-closed"}
                  onClick={() => setAsking(true)}
                >
                  {t("close")}
                </Button>
              )}
            </div>
          )}
        </div>
        {whyNot !== null && (
          <p id="not-closed" className="mb-3 text-[0.8125rem] text-ink-3">
            {whyNot}
          </p>
        )}
      </div>
      {rest()}
      {asking && data !== undefined && (
        <CloseDialog
          report={data}
          words={words}
          onClose={() => setAsking(false)}
          closed={() => queries.invalidateQueries({ queryKey: reportKey(id, month) })}
        />
      )}
    </>
  );
}
